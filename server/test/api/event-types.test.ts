/** The catalogue of event types over real HTTP: what it says of an event is what arrives. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from '../world/running-server.ts'
import { done, refused } from './documented-calls.ts'
import { startReceiver } from './recording-receiver.ts'

const path = '/v1/tenants/Cust1'

interface EventType {
  readonly event_type: string
  readonly dialect: string
  readonly subject: string
  readonly example: { readonly type: string; readonly data: object }
  readonly payload: Readonly<Record<string, unknown>>
}

test('the catalogue lists every event type that a dialect documents, by dialect and by subject', async (t) => {
  const server = await startServer(t)
  const { read } = await server.makeTenant('Cust1')
  const list = async (query: string): Promise<readonly EventType[]> =>
    (await done(server, 'GET', `${path}/event-types${query}`, { key: read })).data
  const all = await list('')
  assert.ok(all.length > 200)
  const rosaas = await list('?dialect=rosaas')
  assert.deepEqual([...(await list('?dialect=superoffice')), ...rosaas], all)
  assert.equal(rosaas.length, 19)
  assert.deepEqual(await list('?dialect=standard-webhooks'), [])
  const sales = await list('?subject=sale')
  assert.deepEqual(
    sales.map((kind) => kind.event_type.slice('sale.'.length)),
    ['created', 'changed', 'deleted', 'completed', 'lost', 'sold'],
  )
  assert.deepEqual(await list('?dialect=unheard-of'), [])
  const { code } = await refused(server, 'GET', `${path}/event-types?entity=sale`)
  assert.equal(code, 'query-invalid')
})

test('every example of the catalogue can be handed in, and arrives as its payload says', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  const receiver = await startReceiver(t)
  const { data } = await done(server, 'GET', `${path}/event-types?dialect=superoffice`)
  const kinds: readonly EventType[] = data
  const types = ['contact.created', 'person.deleted', 'sale.sold', 'list.110.changed']
  types.push('list.category.softdeleted', 'y_car.created', 'y_car.deleted', 'window.closed')
  await server.done('POST', '/Cust1/api/v1/Webhook', {
    body: { Name: 'CRM sync', TargetUrl: receiver.url, Events: types },
  })
  const awaited = new Map<string, EventType>()
  for (const kind of kinds) {
    await done(server, 'POST', `${path}/events`, { body: kind.example })
    if (types.includes(kind.example.type)) awaited.set(kind.example.type, kind)
  }
  assert.deepEqual([...awaited.keys()].toSorted(), types.toSorted())
  // The first was the ping of the save.
  await receiver.request(1 + types.length)
  for (const { body } of receiver.received.slice(1)) {
    const { EventId, Timestamp, ContextIdentifier, ...rest } = JSON.parse(body.toString())
    assert.ok(EventId !== undefined && Timestamp !== undefined)
    assert.equal(ContextIdentifier, 'Cust1')
    const { payload = {} } = awaited.get(rest.Event) ?? {}
    const said = { ...payload, EventId, Timestamp, ContextIdentifier }
    assert.deepEqual(JSON.parse(body.toString()), said)
    assert.deepEqual(Object.keys(JSON.parse(body.toString()) as object), Object.keys(payload))
  }
})
