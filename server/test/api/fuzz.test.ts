/**
 * Ten thousand requests at random over every operation of every API: none is answered with a fault
 * of ours or with a word of the inside, and what the document has of an API is what it answers.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { allGroups } from '../../src/api/groups.ts'
import { done, holdToDocumentOfAny } from './documented-calls.ts'
import { randomRequest, type RandomRequest } from './requests-at-random.ts'
import { makeProduct } from '../rosaas/product-world.ts'
import { raiseAlert } from '../world/raise-alert.ts'
import { operatorKey, type RunningServer, startServer } from '../world/running-server.ts'
import { type RecordingReceiver, startReceiver } from './recording-receiver.ts'

const requestCount = 10_000

const operations = allGroups.flatMap((group) => group.operations)

test('ten thousand requests at random meet no fault of ours, no word of the inside, and the documented answers', async (t) => {
  const server = await startServer(t)
  const world = await furnish(server, await startReceiver(t))
  const met = new Map<string, number>()
  const property = fc.asyncProperty(randomRequest(world), async (request) => {
    const answer = await ask(server, request)
    met.set(request.operation.id, (met.get(request.operation.id) ?? 0) + 1)
    const what = `${request.method} ${request.path} ${String(request.body)}: ${answer.status} ${answer.text}`
    assert.ok(answer.status < 500, what)
    assert.doesNotMatch(answer.text, /node:internal|\.ts:\d+|\bat \w+ \(/, what)
    holdToDocumentOfAny(answer, request.method, request.path)
  })
  await fc.assert(property, { numRuns: requestCount, seed: 20_261_124, endOnFailure: true })
  assert.equal(server.facts.filter(({ kind }) => kind === 'fault').length, 0)
  assert.ok(met.size > operations.length * 0.9, `${met.size} of ${operations.length} operations`)
})

async function ask(server: RunningServer, request: RandomRequest) {
  const { method, path, key, headers, body } = request
  const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
  const options = { key, headers: given, ...(body === undefined ? {} : { body }) }
  return server.call(method, path, options)
}

async function furnish(server: RunningServer, receiver: RecordingReceiver) {
  const tenant = await server.makeTenant('Cust1')
  const path = '/v1/tenants/Cust1'
  const made = (place: string, body: object) => done(server, 'POST', place, { body })
  const listed = async (place: string) => (await done(server, 'GET', place)).data[0].id
  const wanted = { url: receiver.url, event_types: ['a.*'] }
  const subscriptions = [await made(`${path}/subscriptions`, wanted)]
  // Enough of them that some outlive those that are deleted.
  for (let count = 0; count < 30; count += 1) {
    subscriptions.push(await made(`${path}/subscriptions`, { ...wanted, event_types: ['none.*'] }))
  }
  const event = await made(`${path}/events`, { type: 'a.b', data: {} })
  await server.fact(({ kind }) => kind === 'attempt-recorded')
  await made('/v1/partners', { id: 'acme', name: 'Acme' })
  const app = await made('/v1/partners/acme/apps', { name: 'Sync', kind: 'standard' })
  await done(server, 'PUT', `${path}/approvals/${app.id}`)
  const change = await made(`${path}/state-changes`, { change: 'suspend' })
  const partnerKey = await made('/v1/partners/acme/keys', { name: 'k', scopes: ['manage'] })
  const unused = await made(`${path}/keys`, { name: 'unused', scopes: ['read'] })
  const webhook = { Name: 'w', Events: ['contact.changed'], TargetUrl: receiver.url }
  const webhooks: number[] = []
  for (let count = 0; count < 20; count += 1) {
    const options = { body: { ...webhook, State: 'Stopped' } }
    webhooks.push((await server.done('POST', '/Cust1/api/v1/Webhook', options)).WebhookId)
  }
  const product = await makeProduct(server, 'Product1')
  const endpoints: string[] = []
  for (let count = 0; count < 10; count += 1) {
    endpoints.push(await product.makeEndpoint({ url: receiver.url, description: `e${count}` }))
  }
  const clients = await done(server, 'GET', '/v1/tenants/Product1/clients')
  const replay = await made(`${path}/replays`, {
    filter: { states: ['delivered'] },
    rate_per_second: 1,
  })
  await done(server, 'PUT', `${path}/event-types/a.b`, { body: { schema: {}, mode: 'warn' } })
  const alert = await raiseAlert(server.service, tenant.key, webhooks[0]!)
  const names: Readonly<Record<string, readonly string[]>> = {
    tenantId: ['Cust1', 'Cust1', 'Product1'],
    productId: [product.productId],
    endpointId: endpoints,
    clientId: [clients.data[0].id, 'client_x'],
    replayId: [replay.id],
    alertId: [alert],
    eventType: ['a.b', 'c.d'],
    partnerId: ['acme'],
    appId: [app.id],
    version: ['1', '2'],
    save: ['1', '2'],
    environment: ['sod', 'stage', 'production'],
    changeId: [change.id],
    eventId: [event.id],
    deliveryId: [await listed(`${path}/deliveries`)],
    subscriptionId: subscriptions.map(({ id }) => id),
    keyId: [unused.id],
    webhookId: webhooks.map(String),
    key: ['mine', 'theirs'],
    name: ['script1'],
    eventName: ['contact.changed'],
    primaryKey: ['1'],
    code: ['fault'],
    issuerPath: ['sod', 'stage'],
    contextIdentifier: ['Cust1', 'Nobody'],
  }
  const others = [tenant.manage, tenant.read, tenant.ingest, partnerKey.key, product.token]
  // Mostly the operator's: whoever is let in nowhere meets little.
  return { operations, names, keys: [...Array<string>(6).fill(operatorKey), ...others, null] }
}
