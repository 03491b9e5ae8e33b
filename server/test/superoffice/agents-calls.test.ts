/** The agents as any program may call them: bodies, names, errors and rights, over real HTTP. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agentOperations } from '../../src/api/superoffice/agents/agents-group.ts'
import { type CallOptions, openReceiver, openWorld, type WebhookWorld } from './webhook-world.ts'

const stopped = { Name: 'a', TargetUrl: 'https://192.0.2.1/so', State: 'Stopped' }

const agent = (world: WebhookWorld, call: string, options: CallOptions = {}) =>
  world.call('POST', `Agents/Webhook/${call}`, options)

test('a body of literal null, an empty one and none are taken where a call needs none', async (t) => {
  const world = await openWorld(t)
  const { WebhookId } = await world.save(stopped)
  for (const body of ['null', '', undefined]) {
    const calls = [
      await agent(world, 'CreateDefaultWebhook', { body }),
      await agent(world, `GetWebhook?webhookId=${WebhookId}`, { body }),
      await agent(world, 'GetAllWebhooks', { body }),
      await agent(world, 'DeleteWebhook?webhookId=4711', { body }),
    ]
    assert.deepEqual(
      calls.map(({ status }) => status),
      [200, 200, 200, 204],
    )
    assert.equal(calls[2]?.list.length, 1)
  }
})

test('the secret is returned in clear by every call that answers a webhook, and is in no log', async (t) => {
  const world = await openWorld(t, { POSTHORN_LOG_LEVEL: 'trace' })
  const Secret = 'planted-secret-of-the-agents'
  const saved = await agent(world, 'SaveWebhook', { body: { ...stopped, Secret } })
  const { WebhookId } = saved.json
  const read = await agent(world, `GetWebhook?webhookId=${WebhookId}`)
  const [listed] = (await agent(world, 'GetAllWebhooks')).list
  assert.deepEqual([saved.json.Secret, read.json.Secret, listed?.Secret], [Secret, Secret, Secret])
  await agent(world, 'SaveWebhook', { body: { ...stopped, Secret, TargetUrl: 'ftp://x' } })
  await agent(world, 'SaveWebhook', { body: `{"Secret":"${Secret}",` })
  assert.ok(!world.log().includes(Secret))
})

test('members and query names are taken in any case and answered in PascalCase', async (t) => {
  const world = await openWorld(t)
  const wanted = Object.keys((await world.call('GET', 'Webhook/default')).json)
  const bodies = [
    { name: 'x', targeturl: stopped.TargetUrl, STATE: 'stopped' },
    { Name: 'x', TargetUrl: stopped.TargetUrl, State: 2, notifyVia: 3 },
  ]
  for (const body of bodies) {
    const saved = await agent(world, 'SaveWebhook', { body })
    assert.equal(saved.status, 200, saved.text)
    assert.deepEqual(Object.keys(saved.json), wanted)
    assert.deepEqual([saved.json.Name, saved.json.State], ['x', 'Stopped'])
    for (const name of ['WebhookId', 'webhookId', 'WEBHOOKID']) {
      const query = `${name}=${saved.json.WebhookId}`
      assert.deepEqual((await agent(world, `GetWebhook?${query}`)).json, saved.json)
    }
  }
  const [first, second] = (await agent(world, 'GetAllWebhooks', { body: { NAMEFILTER: 'X' } })).list
  assert.equal((await agent(world, `DeleteWebhook?WebhookId=${first?.WebhookId}`)).status, 204)
  assert.equal((await agent(world, `deletewebhook?webhookId=${second?.WebhookId}`)).status, 204)
  assert.deepEqual((await agent(world, 'GetAllWebhooks', { body: {} })).list, [])
})

test('enumerations are answered by name, flags as names with commas, never as numbers', async (t) => {
  const world = await openWorld(t)
  const cases: readonly (readonly [unknown, unknown, string, string])[] = [
    [0, 0, 'None', 'None'],
    [3, 2, 'Email, InApp', 'Disabling'],
    ['InApp', 'FirstFailure,Disabling', 'InApp', 'FirstFailure, Disabling'],
  ]
  for (const [NotifyVia, NotifyWhen, via, when] of cases) {
    const body = { ...stopped, NotifyVia, NotifyWhen }
    const { json } = await agent(world, 'SaveWebhook', { body })
    assert.deepEqual([json.NotifyVia, json.NotifyWhen, json.State], [via, when, 'Stopped'])
  }
})

test('what is looked for and not there is null with 200, and gone with 204', async (t) => {
  const world = await openWorld(t)
  for (const id of ['4711', '0', '-1']) {
    const found = await agent(world, `GetWebhook?webhookId=${id}`, { body: 'null' })
    assert.deepEqual([found.status, found.text], [200, 'null'])
    const error = await agent(world, 'GetLastError', { body: { WebhookId: Number(id) } })
    assert.deepEqual([error.status, error.text], [200, 'null'])
    assert.equal((await agent(world, `DeleteWebhook?webhookId=${id}`)).status, 204)
  }
})

test('TestWebhook takes the wrapped form, SaveWebhook the bare one', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const webhook = { Name: 'a', TargetUrl: receiver.url }
  const tested = await agent(world, 'TestWebhook', { body: { Webhook: webhook } })
  assert.equal(tested.json.Success, true)
  const bare = await agent(world, 'TestWebhook', { body: webhook })
  assert.equal(bare.status, 400)
  assert.match(bare.text, /MessageDetail/)
  const wrapped = await agent(world, 'SaveWebhook', { body: { Webhook: { ...stopped } } })
  assert.equal(wrapped.status, 400)
  assert.equal((await agent(world, 'SaveWebhook', { body: webhook })).json.Name, 'a')
  assert.equal((await world.call('GET', 'Webhook')).list.length, 1)
})

test('$select nulls the other members of what the agents answer', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save(stopped)
  const answers = [
    (await agent(world, `GetWebhook?webhookId=${saved.WebhookId}&$select=name`)).json,
    (await agent(world, 'GetAllWebhooks?$select=Name', { body: {} })).list[0],
  ]
  for (const answer of answers) {
    const { Name, ...others } = answer ?? { Name: '' }
    assert.equal(Name, 'a')
    assert.deepEqual([...new Set(Object.values(others))], [null])
  }
})

test('input that cannot be read answers 400 with Message and MessageDetail, and nothing is stored', async (t) => {
  const world = await openWorld(t)
  const deep = `{"Properties":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`
  const bodies: readonly (readonly [string, string | Uint8Array | object])[] = [
    ['SaveWebhook', '{"Name":"planted-secret",}'],
    ['SaveWebhook', 'null'],
    ['SaveWebhook', '[]'],
    ['SaveWebhook', deep],
    ['SaveWebhook', Buffer.from('{"Name":"\xff"}', 'latin1')],
    ['SaveWebhook', { ...stopped, Events: 'contact.created' }],
    ['GetAllWebhooks', '{'],
    ['GetAllWebhooks', { StatusFilter: 'Paused' }],
    ['GetAllWebhooks', { NameFilter: 5 }],
    ['TestWebhook', {}],
    ['TestWebhook', { Webhook: [] }],
    ['SignalEvent', { EventName: 'a.b', PrimaryKey: 'x' }],
    ['SignalEvent', { EventName: 'a.b', Data: [] }],
    ['GetLastError', {}],
    ['GetLastError', { WebhookId: 1.5 }],
    ['GetWebhook', 'null'],
    ['GetWebhook?webhookId=abc', 'null'],
    ['DeleteWebhook', 'null'],
  ]
  for (const [call, body] of bodies) {
    const answer = await agent(world, call, { body })
    const what = `${call} ${answer.status} ${answer.text}`
    assert.equal(answer.status, 400, what)
    assert.equal(answer.json.Message, 'The request is invalid.', what)
    assert.deepEqual(Object.keys(answer.json), ['Message', 'MessageDetail'], what)
    assert.ok(!answer.text.includes('planted-secret'))
  }
  const wrong = await agent(world, 'SignalEvent', { body: { EventName: 'not a name' } })
  assert.deepEqual([wrong.status, wrong.json.ErrorType], [400, 'ArgumentException'])
  assert.deepEqual((await world.call('GET', 'Webhook')).list, [])
})

test('GET describes every call, needs no key and changes nothing', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save(stopped)
  const listed = await world.request('GET', `/${world.tenant.id}/api/v1`)
  assert.equal(agentOperations.length, 8)
  for (const { path } of agentOperations) {
    const at = path.replace(':tenantId', world.tenant.id)
    const answer = await world.request('GET', `${at}?webhookId=${saved.WebhookId}`)
    assert.equal(answer.status, 200)
    const calls = JSON.parse(answer.text) as Record<string, Record<string, string>>
    assert.deepEqual(Object.keys(calls), [world.service.url + at])
    assert.deepEqual(Object.keys(calls[world.service.url + at] ?? {}), ['POST'])
    assert.ok(listed.text.includes(world.service.url + at))
  }
  assert.deepEqual((await world.call('GET', `Webhook/${saved.WebhookId}`)).json, saved)
  const unknown = await world.call('GET', 'Agents/Webhook/Nothing')
  assert.equal(unknown.status, 404)
  const wrong = await world.call('PUT', 'Agents/Webhook/SaveWebhook')
  assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'GET, POST'])
})

test('a read key reads without secrets, an ingest key only signals', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const saved = await world.save({ TargetUrl: receiver.url, Secret: 'planted-secret' })
  const application = 'crm-sync'
  const read = await world.addKey({ scopes: ['read'], application })
  const ingest = await world.addKey({ scopes: ['ingest'], application })
  const id = saved.WebhookId
  const seen = await agent(world, `GetWebhook?webhookId=${id}`, { key: read })
  assert.equal(seen.json.WebhookId, id)
  assert.ok(!seen.text.includes('planted'))
  assert.ok(!(await agent(world, 'GetAllWebhooks', { key: read })).text.includes('planted'))
  const event = { EventName: 'a.b' }
  assert.equal((await agent(world, 'SignalEvent', { key: ingest, body: event })).status, 204)
  const refused = [
    await agent(world, 'SaveWebhook', { key: read, body: stopped }),
    await agent(world, `DeleteWebhook?webhookId=${id}`, { key: read }),
    await agent(world, 'TestWebhook', { key: read, body: { Webhook: saved } }),
    await agent(world, 'SignalEvent', { key: read, body: event }),
    await agent(world, `GetWebhook?webhookId=${id}`, { key: ingest }),
  ]
  for (const { status, json } of refused) {
    assert.deepEqual([status, json.ErrorType], [403, 'SoAccessDeniedException'])
  }
})

test('with masking on, a round trip by the agents keeps the stored secret', async (t) => {
  const world = await openWorld(t, { POSTHORN_SUPEROFFICE_MASK_SECRETS: '1' })
  const saved = await world.save({ ...stopped, Secret: 's3cr3t-Key!' })
  const found = await agent(world, `GetWebhook?webhookId=${saved.WebhookId}`)
  assert.ok(!found.text.includes('s3cr3t-Key!'))
  const answer = await agent(world, 'SaveWebhook', { body: { ...found.json, Name: 'b' } })
  assert.equal(answer.json.Name, 'b')
  const stored = world.service.pipeline.subscriptions.find(saved.WebhookId)
  assert.deepEqual(stored?.config.secrets.current, [{ kind: 'hmac-text', text: 's3cr3t-Key!' }])
})
