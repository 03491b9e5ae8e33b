/** The audit log: every change is in it, by whoever and over whichever API, and no secret is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allGroups } from '../../src/api/groups.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { createAuditCleaner } from '../../src/maintenance/audit-cleaner.ts'
import { type Json, type RunningServer, startServer } from '../world/running-server.ts'
import { called, done, refused } from './documented-calls.ts'
import { startReceiver } from './recording-receiver.ts'

const path = '/v1/tenants/Cust1'

async function world(t: Parameters<typeof startServer>[0]) {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  const tenant = await server.makeTenant('Cust1')
  const body = { url: receiver.url, event_types: ['a.*'] }
  return { server, receiver, tenant, body }
}

const entriesOf = async (server: RunningServer, query = ''): Promise<readonly Json[]> =>
  (await done(server, 'GET', `${path}/audit${query}`)).data

test('whatever is no GET is in the audit log, but what is listed here', () => {
  const unaudited = allGroups
    .flatMap(({ operations }) => operations)
    .filter(({ method, unaudited: why }) => method !== 'GET' && why !== undefined)
    .map(({ id, unaudited: why }) => `${why} ${id}`)
  const calls = ['CreateDefaultWebhook', 'GetAllWebhooks', 'GetLastError', 'GetWebhook']
  assert.deepEqual(unaudited.toSorted(), [
    'event acceptEvent',
    'event acceptEvents',
    'event rosaasHandInEvent',
    'event superofficeAgentSignalEvent',
    'event superofficeSignalEvent',
    'event superofficeSoapSignalEvent',
    'reads foreseeStateChange',
    'reads rosaasAuthenticateClient',
    'reads rosaasGenerateSecret',
    ...calls.map((call) => `reads superofficeAgent${call}`),
    ...calls.map((call) => `reads superofficeSoap${call}`),
    'test emptyInbox',
    'test sendTestEvent',
    'test superofficeAgentTestWebhook',
    'test superofficeSoapTestWebhook',
    'test superofficeTestWebhook',
  ])
})

test('an entry says who changed what, when, and what it was before and after', async (t) => {
  const { server, tenant, body } = await world(t)
  const { id } = await done(server, 'POST', `${path}/subscriptions`, { body, key: tenant.manage })
  const one = `${path}/subscriptions/${id}`
  await done(server, 'PATCH', one, { body: { name: 'new name' } })
  await done(server, 'POST', `${one}/pause`, { body: { reason: 'moving' } })
  await done(server, 'PUT', `${path}/subscriptions/by-key/own`, { body })
  await done(server, 'PUT', `${path}/subscriptions/by-key/own`, {
    body: { ...body, name: 'put' },
  })
  await done(server, 'DELETE', one)
  const entries = await entriesOf(server)
  const told = entries.map(({ operation, actor_name: name, status, before, after }) => [
    operation,
    name,
    status,
    before === null ? null : [before.name, before.state],
    after === null ? null : [after.name, after.state],
  ])
  assert.deepEqual(told.slice(0, 6), [
    ['deleteSubscription', null, 204, ['new name', 'paused'], null],
    ['putSubscription', null, 200, [null, 'active'], ['put', 'active']],
    ['putSubscription', null, 201, null, [null, 'active']],
    ['pauseSubscription', null, 200, ['new name', 'active'], ['new name', 'paused']],
    ['changeSubscription', null, 200, [null, 'active'], ['new name', 'active']],
    ['createSubscription', 'manage', 201, null, [null, 'active']],
  ])
  assert.match(entries[5].actor, /^key_[0-9a-f]{32}$/)
  assert.equal(entries[0].actor, 'operator')
  assert.deepEqual(entries[0].named, { tenantId: 'Cust1', subscriptionId: id })
  assert.ok(Math.abs(Date.parse(entries[0].at) - Date.now()) < 60_000)
})

test('no secret and no value of a header is in it', async (t) => {
  const { server, body } = await world(t)
  const headers = { 'X-Own': 'value-of-a-header-1' }
  const made = await done(server, 'POST', `${path}/subscriptions`, { body: { ...body, headers } })
  const one = `${path}/subscriptions/${made.id}`
  const change = { headers: { 'X-Own': 'value-of-a-header-2' } }
  await done(server, 'PATCH', one, { body: change })
  const rotated = await done(server, 'POST', `${one}/secret/rotate`)
  const key = await done(server, 'POST', `${path}/keys`, { body: { name: 'k', scopes: ['read'] } })
  const source = 'export default () => "source-of-a-script"'
  await done(server, 'PUT', `${path}/scripts/one`, { body: { source } })
  const webhook = {
    Name: 'probe',
    Events: ['a.b'],
    TargetUrl: body.url,
    Secret: 'secret-of-a-webhook-1',
    Headers: { 'X-Own': 'value-of-a-header-3' },
  }
  const saved = await server.done('POST', '/Cust1/api/v1/Webhook', { body: webhook })
  const changed = { ...webhook, WebhookId: saved.WebhookId, Name: 'by agent' }
  await server.done('POST', '/Cust1/api/v1/Agents/Webhook/SaveWebhook', { body: changed })
  const soap = await soapSave(server, { id: saved.WebhookId, url: body.url })
  assert.equal(soap.status, 200, soap.text)
  await server.done('DELETE', `/Cust1/api/v1/Webhook/${saved.WebhookId}`)

  const entries = await entriesOf(server)
  const text = JSON.stringify(entries)
  const secrets = [made.secret, rotated.secret, key.key]
  const texts = ['value-of-a-header', 'source-of-a-script', 'secret-of-a-webhook', 'secret-by-soap']
  for (const secret of [...secrets, ...texts]) {
    assert.equal(typeof secret, 'string')
    assert.ok(!text.includes(secret), secret)
  }
  assert.ok(text.includes('X-Own'), 'that there is a header is told')
  const named = entries
    .slice(0, 4)
    .map(({ operation, before, after }) => [operation, before?.Name ?? null, after?.Name ?? null])
  assert.deepEqual(named, [
    ['superofficeDeleteWebhook', 'by soap', null],
    ['superofficeSoapSaveWebhook', 'by agent', 'by soap'],
    ['superofficeAgentSaveWebhook', 'probe', 'by agent'],
    ['superofficeCreateWebhook', null, 'probe'],
  ])
})

function soapSave(server: RunningServer, { id, url }: { id: number; url: string }) {
  const namespace = 'http://www.superoffice.net/ws/crm/NetServer/Services88'
  const body = `<?xml version="1.0"?>
    <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
    <SaveWebhook xmlns="${namespace}"><Webhook><WebhookId>${id}</WebhookId><Name>by soap</Name>
    <Events><string xmlns="http://schemas.microsoft.com/2003/10/Serialization/Arrays">a.b</string></Events>
    <TargetUrl>${url}</TargetUrl><Secret>secret-by-soap</Secret><State>Active</State></Webhook>
    </SaveWebhook></s:Body></s:Envelope>`
  return server.call('POST', '/Cust1/Remote/Services88/Webhook.svc', {
    body,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
  })
}

test('what is refused, only tried, or no change leaves no entry', async (t) => {
  const { server, tenant, body } = await world(t)
  await done(server, 'POST', `${path}/subscriptions`, { body })
  const before = await entriesOf(server)
  await refused(server, 'POST', `${path}/subscriptions`, { body: { url: 'nothing' } })
  await refused(server, 'DELETE', `${path}/subscriptions/sub_${'0'.repeat(32)}`)
  await refused(server, 'POST', `${path}/subscriptions`, { body, key: tenant.read })
  await server.call('PUT', '/Cust1/api/v1/Webhook/999', { body: { Name: 'none' } })
  await done(server, 'POST', `${path}/replays`, {
    body: { filter: { event_types: ['*'] }, dry_run: true },
  })
  await done(server, 'POST', `${path}/imports/superoffice?dry_run=true`, { body: [] })
  await done(server, 'POST', `${path}/events`, { body: { type: 'b.c', data: {} } })
  assert.deepEqual(await entriesOf(server), before)
})

test('entries are found by actor, operation and time, a page at a time', async (t) => {
  const { server, tenant, body } = await world(t)
  for (let count = 0; count < 3; count += 1) {
    await done(server, 'POST', `${path}/subscriptions`, { body, key: tenant.manage })
  }
  const made = await entriesOf(server, '?operation=createSubscription')
  assert.equal(made.length, 3)
  assert.deepEqual(await entriesOf(server, `?actor=${made[0].actor}`), made)
  assert.equal((await entriesOf(server, '?actor=operator&operation=createKey')).length, 3)
  assert.deepEqual(await entriesOf(server, '?until=2020-01-01T00:00:00Z'), [])
  assert.equal((await entriesOf(server, '?since=2020-01-01T00:00:00Z')).length, 6)
  const pages: Json[] = []
  for (let cursor = ''; ;) {
    const query = `?operation=createSubscription&limit=2${cursor}`
    const page = await done(server, 'GET', `${path}/audit${query}`)
    pages.push(...page.data)
    if (page.next_cursor === null) break
    cursor = `&cursor=${page.next_cursor}`
  }
  assert.deepEqual(pages, made)
  for (const query of ['cursor=x', `cursor=${Buffer.from('audit:x').toString('base64url')}`]) {
    assert.equal((await refused(server, 'GET', `${path}/audit?${query}`)).code, 'cursor-invalid')
  }
})

test('a tenant sees its own entries, but of webhooks of other applications, the operator all', async (t) => {
  const { server, tenant, body } = await world(t)
  const other = await server.makeTenant('Cust2')
  await done(server, 'POST', '/v1/partners', {
    body: { id: 'acme', name: 'Acme', technical_contact: 'tech@acme.example' },
  })
  await done(server, 'PATCH', '/v1/partners/acme', {
    body: { technical_contact: 'help@acme.example' },
  })
  const keyOf = async (application: string): Promise<string> => {
    const key = { name: application, scopes: ['manage'], application }
    return (await done(server, 'POST', `${path}/keys`, { body: key })).key
  }
  const [first, second] = [await keyOf('first'), await keyOf('second')]
  await done(server, 'POST', `${path}/subscriptions`, { body, key: first })
  const webhook = { Name: 'probe', Events: ['a.b'], TargetUrl: body.url }
  const saved = await server.done('POST', '/Cust1/api/v1/Webhook', { body: webhook, key: first })
  const { id } = server.service.pipeline.subscriptions.find(saved.WebhookId) ?? {}
  await done(server, 'POST', `${path}/subscriptions/${id}/pause`, { body: {} })
  await done(server, 'DELETE', `${path}/subscriptions/${id}`)
  const operationsFor = async (at: string, key?: string) => {
    const { data } = await done(server, 'GET', at, key === undefined ? {} : { key })
    return data.map(({ operation }: Json) => operation)
  }
  const ofWebhook = ['deleteSubscription', 'pauseSubscription', 'superofficeCreateWebhook']
  const ofAll = ['createSubscription', ...Array.from({ length: 5 }, () => 'createKey')]
  assert.deepEqual(await operationsFor(`${path}/audit`, first), [...ofWebhook, ...ofAll])
  for (const key of [second, tenant.read]) {
    assert.deepEqual(await operationsFor(`${path}/audit`, key), ofAll)
  }
  assert.equal((await operationsFor('/v1/tenants/Cust2/audit', other.read)).length, 3)
  assert.deepEqual(await operationsFor('/v1/partners/acme/audit'), ['changePartner'])
  const all = await operationsFor('/v1/audit')
  assert.equal(all.length, 2 + 9 + 3 + 2)
  assert.ok(all.includes('createTenant') && all.includes('createPartner'))
  assert.equal((await called(server, 'GET', '/v1/audit', { key: tenant.manage })).status, 403)
})

test('a change whose entry cannot be written is not answered as if all were well', async (t) => {
  const { server, body } = await world(t)
  const { store } = server.service.ports
  const append = t.mock.method(store.audit, 'append', () => Promise.reject(new Error('planted')))
  const { code, answer } = await refused(server, 'POST', `${path}/subscriptions`, { body })
  assert.deepEqual([code, answer.status], ['change-not-audited', 503])
  assert.ok(server.facts.some((fact) => fact.kind === 'fault'))
  append.mock.restore()
})

test('entries are dropped once they are older than they are kept', async () => {
  const asked: number[] = []
  const nowMs = Date.UTC(2026, 10, 24)
  const audit = {
    append: () => Promise.resolve(),
    list: () => Promise.resolve([]),
    dropBefore: (atMs: number) => Promise.resolve(asked.push(atMs) < 3),
  }
  const clock: Clock = { nowMs: () => nowMs, monotonicMs: () => 0, after: () => () => undefined }
  await createAuditCleaner({ clock, store: { audit } }, { keptMs: 1_000 }).run()
  assert.deepEqual(asked, [nowMs - 1_000, nowMs - 1_000, nowMs - 1_000])
})
