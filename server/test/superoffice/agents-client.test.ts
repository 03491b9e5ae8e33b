/** The published client of SuperOffice, unmodified, against the agents over real HTTP. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import type * as client from '@superoffice/webapi' with { 'resolution-mode': 'require' }
import type { Webhook } from '@superoffice/webapi/Carriers.js' with { 'resolution-mode': 'require' }
import { openReceiver, openWorld, type WebhookWorld } from './webhook-world.ts'

// Its files for `import` name each other without endings, which Node does not resolve.
const { WebApi } = createRequire(import.meta.url)('@superoffice/webapi') as typeof client

const farUrl = 'https://192.0.2.1/so'
type State = NonNullable<Webhook['state']>
const stopped: Webhook = { name: 'a', targetUrl: farUrl, state: 'Stopped' as State }

/** Without arguments, which its types do not have and its own examples do. */
const allOf = (agent: Agent) =>
  (agent as unknown as { getAllWebhooksAsync(): Promise<Webhook[]> }).getAllWebhooksAsync()

type Agent = ReturnType<client.WebApi['getWebhookAgent']>

function agentOf(world: WebhookWorld, key = world.key): Agent {
  const api = new WebApi(`${world.service.url}/${world.tenant.id}`)
  api.authenticateWithTicket(key)
  return api.getWebhookAgent()
}

/** What a refused call throws. */
interface ClientError {
  readonly response: { readonly status: number; readonly data: Readonly<Record<string, unknown>> }
}

async function refused(calling: Promise<unknown>): Promise<ClientError['response']> {
  const error = await calling.then(
    () => assert.fail('the call was not refused'),
    (thrown: unknown) => thrown as ClientError,
  )
  return error.response
}

test('the client makes a default webhook, saves, reads, changes and deletes it', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const agent = agentOf(world)
  const made = await agent.createDefaultWebhookAsync()
  assert.deepEqual(
    [made.webhookId, made.name, made.events, made.state, made.type],
    [0, null, ['contact.created', 'contact.deleted'], 'Active', 'webhook'],
  )
  const saved = await agent.saveWebhookAsync({ ...made, name: 'My hook', targetUrl: receiver.url })
  assert.ok((saved.webhookId ?? 0) > 0)
  assert.deepEqual(
    [saved.name, saved.secret, saved.headers, saved.properties],
    ['My hook', '', {}, {}],
  )
  assert.equal(receiver.received[0]?.headers['x-hook-test'], 'true')
  const found = await agent.getWebhookAsync(saved.webhookId ?? 0)
  assert.deepEqual(found, saved)
  const changed = await agent.saveWebhookAsync({ ...found, name: 'renamed' })
  assert.deepEqual([changed.webhookId, changed.name], [saved.webhookId, 'renamed'])
  await agent.deleteWebhookAsync(saved.webhookId ?? 0)
  assert.equal(await agent.getWebhookAsync(saved.webhookId ?? 0), null)
})

test('a webhook that the client read and saved again is as it was, all members filled', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const agent = agentOf(world)
  const full = await world.save({
    Name: 'Kundebesøk – æøå',
    Events: ['contact.created', 'list.12.changed', 'y_car.created'],
    TargetUrl: receiver.url,
    Secret: 's3cr3t-Key!',
    Headers: { 'X-Token': 'nøkkel' },
    Properties: { region: 'north', priority: 3, tags: ['a', { b: null }], on: true },
    ErrorEmails: ['a@example.org', 'b@example.org'],
    ErrorAssociates: [{ Id: 5, Name: 'KN', FullName: 'Kari Nordmann' }],
    Description: 'all of it',
    NotifyVia: 'Email, InApp',
    NotifyWhen: 'FirstFailure, Disabling',
  })
  const before = await world.call('GET', `Webhook/${full.WebhookId}`)
  const found = await agent.getWebhookAsync(full.WebhookId)
  assert.deepEqual([found.notifyVia, found.notifyWhen], [3, 3])
  assert.deepEqual(await agent.saveWebhookAsync(found), found)
  assert.deepEqual((await world.call('GET', `Webhook/${full.WebhookId}`)).json, before.json)
  // Its target is what it was, so nobody was asked again.
  assert.equal(receiver.received.length, 1)
})

test('the client lists webhooks, all of them and by each of its filters', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const agent = agentOf(world)
  assert.deepEqual(await allOf(agent), [])
  await agent.saveWebhookAsync({ ...stopped, name: 'My hook', events: ['contact.created'] })
  await agent.saveWebhookAsync({ ...stopped, name: 'My hook 2', events: ['sale.sold'] })
  await agent.saveWebhookAsync({ name: 'On', targetUrl: receiver.url, events: ['sale.sold'] })
  const names = async (...filter: readonly [string, string, string]) => {
    const [name, event, state] = filter
    const found = await agent.getAllWebhooksAsync(name, event, state as never)
    return found.map((webhook) => webhook.name)
  }
  const all = (await allOf(agent)).map((webhook) => webhook.name)
  assert.deepEqual(all, ['My hook', 'My hook 2', 'On'])
  assert.deepEqual(await names('', '', 'Unknown'), all)
  assert.deepEqual(await names('my HOOK', '', 'Unknown'), ['My hook'])
  assert.deepEqual(await names('', 'sale.sold', 'Unknown'), ['My hook 2', 'On'])
  assert.deepEqual(await names('', 'sale.sold', 'Stopped'), ['My hook 2'])
  assert.deepEqual(await names('My hook', 'contact.created', 'Active'), [])
})

test('the client is told of a refused save in the members that it looks for', async (t) => {
  const world = await openWorld(t, { POSTHORN_ALLOW_HTTP_TARGETS: '0' })
  const agent = agentOf(world)
  const { status, data } = await refused(
    agent.saveWebhookAsync({ ...stopped, targetUrl: 'http://www.example.com' }),
  )
  const message = "Webhook TargetUrl must be secure: 'HTTPS:' not found in http://www.example.com"
  assert.equal(status, 400)
  assert.deepEqual(data, {
    Error: true,
    ErrorType: 'ArgumentException',
    ErrorMessage: message,
    Message: message,
    ErrorSource: 'SuperOffice.Services.Implementation',
  })
  const unknown = await refused(agent.saveWebhookAsync({ ...stopped, webhookId: 4711 }))
  assert.equal(unknown.status, 400)
  assert.equal(unknown.data['ErrorType'], 'SoNotFoundException')
  const stranger = await refused(allOf(agentOf(world, 'nobody-s-key')))
  assert.equal(stranger.status, 401)
  assert.equal(stranger.data['ErrorType'], 'SoSessionException')
})

test('the client tests a webhook that is not saved and is told what its target answered', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const agent = agentOf(world)
  const webhook = { name: 'draft', targetUrl: receiver.url, secret: 'key' }
  const good = await agent.testWebhookAsync(webhook)
  assert.equal(good.success, true)
  assert.match(good.message ?? '', /^HTTP 200\n[\s\S]*x-receiver: test[\s\S]*ok$/)
  receiver.answers(503, 'not today')
  const bad = await agent.testWebhookAsync(webhook)
  assert.equal(bad.success, false)
  assert.match(bad.message ?? '', /503[\s\S]*not today/)
  assert.deepEqual(await allOf(agent), [])
  assert.equal(receiver.received.length, 2)
})

test('an event that the client signals arrives signed at a receiver', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const agent = agentOf(world)
  const secret = 'nøkkel'
  await agent.saveWebhookAsync({
    name: 'Kundebesøk',
    targetUrl: receiver.url,
    events: ['window.closed'],
    secret,
  })
  await agent.signalEventAsync('window.closed', 123, { windowName: 'main', widgets: '3' })
  await world.fact((fact) => fact.kind === 'attempt-recorded')
  const [, notification] = receiver.received
  assert.ok(notification !== undefined)
  assert.equal(
    notification.headers['x-superoffice-signature'],
    createHmac('sha256', secret).update(notification.text).digest('base64'),
  )
  const { Event, PrimaryKey, WebhookName } = notification.json
  assert.deepEqual([Event, PrimaryKey, WebhookName], ['window.closed', 123, 'Kundebesøk'])
  assert.match(notification.text, /"Changes":\["windowName","widgets"\]/)
})

test('the client reads the last error and the statistics of a webhook', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const agent = agentOf(world)
  const saved = await agent.saveWebhookAsync({ targetUrl: receiver.url, events: ['a.b'] })
  const id = saved.webhookId ?? 0
  assert.equal(await agent.getLastErrorAsync(id), '')
  receiver.answers(410, 'gone fishing')
  await agent.signalEventAsync('a.b', 0, {})
  await world.fact((fact) => fact.kind === 'attempt-recorded')
  const lastError = await agent.getLastErrorAsync(id)
  assert.match(lastError, /410[\s\S]*gone fishing/)
  const found = await agent.getWebhookAsync(id)
  assert.deepEqual(
    [found.state, found.totalCalls, found.totalErrors, found.consecutiveErrors, found.lastError],
    ['TooManyErrors', 1, 1, 1, lastError],
  )
  // Sent back as it is, it stays as it is; set to Active, it is pinged and begins anew.
  assert.equal((await agent.saveWebhookAsync(found)).state, 'TooManyErrors')
  receiver.answers(200)
  const active = { ...found, state: 'Active' as State }
  const started = await agent.saveWebhookAsync(active)
  assert.deepEqual([started.state, started.consecutiveErrors], ['Active', 0])
  assert.equal(await agent.getLastErrorAsync(4711), null)
})

test('the client finds nothing of what another application or tenant made', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save({ ...stopped, Secret: 'planted-secret' })
  const tenant = await world.addTenant('Cust20002')
  const others = [
    agentOf(world, await world.addKey({ application: 'another' })),
    agentOf(
      { service: world.service, tenant } as WebhookWorld,
      await world.addKey({ tenant, application: 'crm-sync' }),
    ),
  ]
  for (const agent of others) {
    assert.equal(await agent.getWebhookAsync(saved.WebhookId), null)
    assert.equal(await agent.getLastErrorAsync(saved.WebhookId), null)
    assert.deepEqual(await allOf(agent), [])
    await agent.deleteWebhookAsync(saved.WebhookId)
    const taken = { ...stopped, webhookId: saved.WebhookId, name: 'taken' }
    assert.equal((await refused(agent.saveWebhookAsync(taken))).status, 400)
  }
  assert.deepEqual((await world.call('GET', `Webhook/${saved.WebhookId}`)).json, saved)
})

test('a client that asks for the offset of dates reads instants, another one plain UTC', async (t) => {
  const world = await openWorld(t)
  const { WebhookId, Registered } = await world.save(stopped as Record<string, unknown>)
  assert.match(Registered, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
  const baseUrl = `${world.service.url}/${world.tenant.id}`
  const api = new WebApi({ baseUrl, timezone: 'UTC', timezoneInclude: true })
  api.authenticateWithTicket(world.key)
  const found = await api.getWebhookAgent().getWebhookAsync(WebhookId)
  assert.equal(found.registered?.toISOString(), `${Registered}.000Z`)
  const headers = { 'SO-TimeZone': 'UTC,includeTZOffset' }
  for (const answer of [
    await world.call('GET', `Webhook/${WebhookId}`, { headers }),
    await world.call('POST', `Agents/Webhook/GetWebhook?webhookId=${WebhookId}`, { headers }),
  ]) {
    assert.equal(answer.json.Registered, `${Registered}Z`)
    assert.equal(answer.json.Updated, '0001-01-01T00:00:00')
  }
})
