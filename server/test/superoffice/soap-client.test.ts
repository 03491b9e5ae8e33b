/** The npm client `soap`, unmodified, made from the WSDL that the service itself hands out. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { type Client, createClientAsync } from 'soap'
import { soapCalls } from '../../src/api/superoffice/soap/soap-schema.ts'
import type { Json } from '../world/running-server.ts'
import { openReceiver, openWorld, type WebhookWorld } from './webhook-world.ts'

const services = 'http://www.superoffice.net/ws/crm/NetServer/Services88'
const stopped = { Name: 'a', TargetUrl: 'https://192.0.2.1/so', State: 'Stopped' }

class SoapAgent {
  readonly #client: Client

  constructor(client: Client) {
    this.#client = client
  }

  /** The `Response` of a call that succeeded, and the headers of its envelope. */
  async call(name: string, input: object = {}): Promise<Json> {
    const { response, header } = await this.asked(name, input)
    assert.equal(header.Succeeded, 'true', JSON.stringify(header))
    return response
  }

  /** What a refused call says in `ExceptionInfo`. */
  async refused(name: string, input: object): Promise<Json> {
    const { response, header } = await this.asked(name, input)
    assert.equal(header.Succeeded, 'false')
    assert.equal(response, undefined)
    return header.ExceptionInfo
  }

  async asked(name: string, input: object): Promise<Json> {
    const method = this.#client[`${name}Async`] as (args: object) => Promise<Json>
    const [result, , header] = await method.call(this.#client, input)
    return { response: result?.Response, header }
  }
}

async function agentOf(world: WebhookWorld, key = world.key): Promise<SoapAgent> {
  const address = `${world.service.url}/${world.tenant.id}/Remote/Services88/Webhook.svc`
  const client = await createClientAsync(`${address}?wsdl`)
  client.addSoapHeader({ ApplicationToken: 'any' }, '', 'tns', services)
  client.addSoapHeader({ Credentials: { Ticket: key } }, '', 'tns', services)
  return new SoapAgent(client)
}

const arrayOf = (...texts: readonly string[]) => ({ string: texts })
const pair = (Key: string, Value: unknown) => ({ Key, Value })

test('the client finds all eight calls in the WSDL', async (t) => {
  const world = await openWorld(t)
  const address = `${world.service.url}/${world.tenant.id}/Remote/Services88/Webhook.svc`
  const client = await createClientAsync(`${address}?WSDL`)
  const { WcfWebhookService } = client.describe()
  assert.deepEqual(
    Object.keys(WcfWebhookService.BasicHttpBinding_Webhook).toSorted(),
    Object.keys(soapCalls).toSorted(),
  )
})

test('the client makes a default webhook, saves, reads, changes and deletes it', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const agent = await agentOf(world)
  const made = await agent.call('CreateDefaultWebhook')
  assert.deepEqual(
    [made.WebhookId, made.State, made.Type, made.Events.string],
    [0, 'Active', 'webhook', ['contact.created', 'contact.deleted']],
  )
  const Webhook = { ...made, Name: 'Kundebesøk', TargetUrl: receiver.url }
  const saved = await agent.call('SaveWebhook', { Webhook })
  assert.ok(saved.WebhookId > 0)
  assert.deepEqual([saved.Name, saved.State], ['Kundebesøk', 'Active'])
  assert.equal(receiver.received[0]?.headers['x-hook-test'], 'true')
  const { WebhookId } = saved
  assert.deepEqual(await agent.call('GetWebhook', { WebhookId }), saved)
  const changed = await agent.call('SaveWebhook', { Webhook: { ...saved, Name: 'renamed' } })
  assert.deepEqual([changed.WebhookId, changed.Name], [WebhookId, 'renamed'])
  await agent.call('DeleteWebhook', { WebhookId })
  assert.equal(await agent.call('GetWebhook', { WebhookId }), undefined)
  assert.deepEqual((await world.call('GET', 'Webhook')).list, [])
})

test('a webhook that the client read and saved again is as it was, all members filled', async (t) => {
  const world = await openWorld(t)
  const agent = await agentOf(world)
  const full = await world.save({
    ...stopped,
    Name: 'Kundebesøk – æøå & <b>',
    Events: ['contact.created', 'y_car.created'],
    Secret: 's3cr3t-Key! <&>',
    Headers: { 'X-Token': 'a "quoted" value' },
    Properties: {
      region: 'north',
      priority: 3,
      share: 0.25,
      big: 3_000_000_000,
      on: true,
      none: null,
      lines: 'a\r\nb\tc',
      list: ['a', 1, { deep: [true, false] }],
      object: { a: { b: 'c' } },
    },
    ErrorEmails: ['a@example.org', 'b@example.org'],
    ErrorAssociates: [{ Id: 5, Name: 'KN', FullName: 'Kari Nordmann' }],
    Description: 'all of it',
    NotifyVia: 'Email, InApp',
    NotifyWhen: 'FirstFailure, Disabling',
  })
  const before = await world.call('GET', `Webhook/${full.WebhookId}`)
  const found = await agent.call('GetWebhook', { WebhookId: full.WebhookId })
  assert.deepEqual([found.NotifyVia, found.NotifyWhen], ['Email InApp', 'FirstFailure Disabling'])
  await agent.call('SaveWebhook', { Webhook: found })
  assert.deepEqual((await world.call('GET', `Webhook/${full.WebhookId}`)).json, before.json)
})

test('a client that knows only the fourteen members of older releases leaves the others as they are', async (t) => {
  const world = await openWorld(t)
  const agent = await agentOf(world)
  const full = await world.save({
    ...stopped,
    ErrorEmails: ['a@example.org', 'b@example.org'],
    Description: 'kept',
    NotifyVia: 'InApp',
  })
  const found = await agent.call('GetWebhook', { WebhookId: full.WebhookId })
  const unknown = ['ErrorEmails', 'ErrorAssociates', 'Description', 'NotifyVia', 'NotifyWhen']
  const known = Object.entries(found as object).filter(([name]) => !unknown.includes(name))
  await agent.call('SaveWebhook', { Webhook: { ...Object.fromEntries(known), Name: 'b' } })
  const { json } = await world.call('GET', `Webhook/${full.WebhookId}`)
  assert.deepEqual(
    [json.Name, json.Description, json.NotifyVia, json.ErrorEmails],
    ['b', 'kept', 'InApp', ['a@example.org', 'b@example.org']],
  )
})

test('the client lists webhooks by each of its filters', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const agent = await agentOf(world)
  const names = async (input: object) => {
    const found = await agent.call('GetAllWebhooks', input)
    const webhooks: readonly { Name: string }[] = found?.Webhook ?? []
    return webhooks.map(({ Name }) => Name)
  }
  assert.deepEqual(await names({}), [])
  await agent.call('SaveWebhook', {
    Webhook: { ...stopped, Name: 'My hook', Events: arrayOf('contact.created') },
  })
  await agent.call('SaveWebhook', {
    Webhook: { Name: 'On', TargetUrl: receiver.url, Events: arrayOf('a.b', 'sale.sold') },
  })
  assert.deepEqual(await names({}), ['My hook', 'On'])
  assert.deepEqual(await names({ NameFilter: 'my HOOK' }), ['My hook'])
  assert.deepEqual(await names({ EventFilter: 'sale.sold' }), ['On'])
  assert.deepEqual(await names({ StatusFilter: 'Stopped' }), ['My hook'])
  assert.deepEqual(await names({ NameFilter: '', StatusFilter: 'Unknown' }), ['My hook', 'On'])
})

test('a refused save answers Succeeded false and ExceptionInfo in the header', async (t) => {
  const world = await openWorld(t, { POSTHORN_ALLOW_HTTP_TARGETS: '0' })
  const agent = await agentOf(world)
  const Webhook = { ...stopped, TargetUrl: 'http://www.example.com' }
  const message = "Webhook TargetUrl must be secure: 'HTTPS:' not found in http://www.example.com"
  assert.deepEqual(await agent.refused('SaveWebhook', { Webhook }), {
    Message: message,
    StackTrace: null,
    FriendlyText: message,
    ExceptionType: 'ArgumentException',
    Source: 'SuperOffice.Services.Implementation',
  })
  const unknown = await agent.refused('SaveWebhook', { Webhook: { ...stopped, WebhookId: 4711 } })
  assert.equal(unknown.ExceptionType, 'SoNotFoundException')
  const none = await agent.refused('SaveWebhook', {})
  assert.equal(none.ExceptionType, 'ArgumentException')
  assert.deepEqual((await world.call('GET', 'Webhook')).list, [])
})

test('the client tests a webhook that is not saved and is told what its target answered', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const agent = await agentOf(world)
  const Webhook = { Name: 'draft', TargetUrl: receiver.url }
  const good = await agent.call('TestWebhook', { Webhook })
  assert.equal(good.Success, true)
  assert.match(good.Message, /^HTTP 200\n[\s\S]*x-receiver: test/)
  receiver.answers(503, 'not <today> & \u0001')
  const bad = await agent.call('TestWebhook', { Webhook })
  assert.equal(bad.Success, false)
  assert.match(bad.Message, /503[\s\S]*not <today> &/)
  assert.deepEqual((await world.call('GET', 'Webhook')).list, [])
})

test('an event that the client signals arrives signed, and failures show in error and statistics', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const agent = await agentOf(world)
  const { WebhookId } = await agent.call('SaveWebhook', {
    Webhook: {
      Name: 'Kundebesøk',
      TargetUrl: receiver.url,
      Events: arrayOf('window.closed'),
      Secret: 'nøkkel',
    },
  })
  assert.equal((await agent.call('GetLastError', { WebhookId })) ?? '', '')
  receiver.answers(410, 'gone fishing')
  await agent.call('SignalEvent', {
    EventName: 'window.closed',
    PrimaryKey: 123,
    Data: { StringObjectKeyValuePair: [pair('windowName', 'main'), pair('widgets', 3)] },
  })
  await world.fact((fact) => fact.kind === 'attempt-recorded')
  const [, notification] = receiver.received
  assert.ok(notification !== undefined)
  assert.equal(
    notification.headers['x-superoffice-signature'],
    createHmac('sha256', 'nøkkel').update(notification.text).digest('base64'),
  )
  assert.equal(notification.json.PrimaryKey, 123)
  assert.match(notification.text, /"Changes":\["windowName","widgets"\]/)
  const error = await agent.call('GetLastError', { WebhookId })
  assert.match(error, /410[\s\S]*gone fishing/)
  const found = await agent.call('GetWebhook', { WebhookId })
  assert.deepEqual(
    [found.State, found.TotalCalls, found.TotalErrors, found.ConsecutiveErrors, found.LastError],
    ['TooManyErrors', 1, 1, 1, error],
  )
})

test('a ticket that opens nothing is refused with 401, and the reason is in the envelope', async (t) => {
  const world = await openWorld(t)
  const agent = await agentOf(world, 'nobody-s-key')
  const error = await agent.asked('GetAllWebhooks', {}).then(
    () => assert.fail('the call was not refused'),
    (thrown: unknown) => thrown as Json,
  )
  assert.equal(error.response.status, 401)
  assert.match(error.response.data, /<Succeeded>false<\/Succeeded>/)
  assert.match(error.response.data, /<ExceptionType>SoSessionException<\/ExceptionType>/)
})

test('the client finds nothing of what another application or tenant made', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save({ ...stopped, Secret: 'planted-secret' })
  const tenant = await world.addTenant('Cust20002')
  const { WebhookId } = saved
  const others = [
    await agentOf(world, await world.addKey({ application: 'another' })),
    await agentOf(
      { service: world.service, tenant } as WebhookWorld,
      await world.addKey({ tenant, application: 'crm-sync' }),
    ),
  ]
  for (const agent of others) {
    assert.equal(await agent.call('GetWebhook', { WebhookId }), undefined)
    assert.equal(await agent.call('GetLastError', { WebhookId }), undefined)
    assert.equal((await agent.call('GetAllWebhooks'))?.Webhook, undefined)
    await agent.call('DeleteWebhook', { WebhookId })
    const taken = { ...stopped, WebhookId, Name: 'taken' }
    const refused = await agent.refused('SaveWebhook', { Webhook: taken })
    assert.equal(refused.ExceptionType, 'SoNotFoundException')
  }
  assert.deepEqual((await world.call('GET', `Webhook/${WebhookId}`)).json, saved)
})
