/** The live feed over real sockets: what is told, to whom, and what becomes of readers. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { test, type TestContext } from 'node:test'
import { type RecordingReceiver, startReceiver } from '../api/recording-receiver.ts'
import { operatorKey, type RunningServer, startServer } from '../world/running-server.ts'
import { until } from '../world/until.ts'
import { follow, type LiveClient } from './live-client.ts'

const events = '/v1/tenants/Cust1/events'

async function subscribed(server: RunningServer, receiver: RecordingReceiver, tenant = 'Cust1') {
  const body = { url: receiver.url, event_types: ['*'] }
  return server.done('POST', `/v1/tenants/${tenant}/subscriptions`, { body })
}

test('events, attempts and changes are told as the lists show them', async (t) => {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  await server.makeTenant('Cust1')
  const client = await follow(t, server, '/v1/tenants/Cust1/live')
  const subscription = await subscribed(server, receiver)
  receiver.status = 500
  await server.done('POST', events, { body: { type: 'a.b', data: {} } })
  await client.until(() => client.named('delivery').length === 1)
  const [told] = client.named('delivery')
  const { data: listed } = await server.done('GET', '/v1/tenants/Cust1/deliveries')
  assert.deepEqual(told.delivery, listed[0])
  assert.equal(told.tenant, 'Cust1')
  const { number, status, error_class: errorClass } = told.attempt
  assert.deepEqual([number, status, errorClass], [1, 500, 'status-5xx'])
  await client.until(() => client.named('subscription').length === 2)
  assert.deepEqual(
    client
      .named('subscription')
      .map(({ subscription_id: id, state, is_failing: isFailing }) => [id, state, isFailing]),
    [
      [subscription.id, 'active', false],
      [subscription.id, 'active', true],
    ],
  )
  const [event] = client.named('event')
  const { data: listedEvents } = await server.done('GET', events)
  const { id, type, accepted_at: at, matched } = listedEvents[0]
  assert.deepEqual(event.event, { id, type, accepted_at: at, matched })

  receiver.status = 200
  await server.done('POST', events, { body: { type: 'a.c', data: {} } })
  const isEnd = ({ delivery }: { delivery: { state: string } }) => delivery.state === 'delivered'
  await client.until(() => client.named('delivery').some(isEnd))
  const page = await server.done('GET', '/v1/tenants/Cust1/deliveries?state=delivered')
  assert.deepEqual(client.named('delivery').find(isEnd).delivery, page.data[0])
})

test('of several kinds those are told that were asked for', async (t) => {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  await server.makeTenant('Cust1')
  await subscribed(server, receiver)
  const client = await follow(t, server, '/v1/live?kinds=delivery,alert&tenant=Cust1')
  await server.done('POST', events, { body: { type: 'a.b', data: {} } })
  await client.until(() => client.events.length > 0)
  assert.deepEqual(new Set(client.events.map(({ name }) => name)), new Set(['delivery']))
  for (const [query, code] of [
    ['kinds=delivery,nonsense', 'query-invalid'],
    ['tenant=Nobody', 'tenant-unknown'],
  ] as const) {
    assert.equal((await server.call('GET', `/v1/live?${query}`)).json.code, code)
  }
})

test('thousands of deliveries over a connection that is cut again and again: none is lost, none comes twice', async (t) => {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  const { key: tenantKey } = await server.makeTenant('Cust1')
  await subscribed(server, receiver)
  const client = await follow(t, server, '/v1/tenants/Cust1/live?kinds=delivery,event')
  const count = 3_000
  const accepting = (async () => {
    for (let sent = 0; sent < count; sent += 50) {
      await Promise.all(
        Array.from({ length: 50 }, () =>
          server.service.pipeline.acceptEvent({
            tenantKey,
            tenantId: 'Cust1',
            type: 'a.b',
            data: Buffer.from('{}'),
          }),
        ),
      )
    }
  })()
  let cuts = 0
  while (client.events.length < 2 * count) {
    const before = client.events.length
    await client.until(
      () =>
        client.events.length > before + Math.random() * 200 || client.events.length >= 2 * count,
    )
    if (client.events.length >= 2 * count) break
    client.cut()
    cuts += 1
    await client.connect()
  }
  await accepting
  assert.ok(cuts > 10, `${cuts} cuts`)
  assert.deepEqual(client.named('reset'), [])
  const deliveries = client.named('delivery').map(({ delivery }) => delivery.id)
  assert.deepEqual([deliveries.length, new Set(deliveries).size], [count, count])
  const numbers = client.events.map(({ id }) => Number(id.split('-')[1]))
  assert.deepEqual(
    numbers,
    numbers.toSorted((a, b) => a - b),
  )
  const ids = new Set(client.named('event').map(({ event }) => event.id))
  assert.equal(ids.size, count)
})

test('an id that is not known any more, or never was, leads to a reset, and then the stream goes on', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  const first = await follow(t, server, '/v1/live')
  for (const id of ['0123456789ab-1', `${first.lastId}9`, 'nonsense']) {
    const client = await follow(t, server, `/v1/live?last_event_id=${id}`)
    await client.until(() => client.events.length > 0)
    assert.deepEqual(client.named('reset'), [{ reason: 'unknown-id' }], id)
    await server.done('POST', events, { body: { type: 'a.b', data: {} } })
    await client.until(() => client.named('event').length === 1)
    client.cut()
  }
})

test("nobody is told of another tenant's or another application's deliveries", async (t) => {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  const own = await server.makeTenant('Cust1')
  await server.makeTenant('Cust2')
  const keyOf = async (application: string) => {
    const body = { name: application, scopes: ['manage'], application }
    return (await server.done('POST', '/v1/tenants/Cust1/keys', { body })).key
  }
  const [owner, other] = [await keyOf('app-one'), await keyOf('app-two')]
  await subscribed(server, receiver, 'Cust2')
  const webhook = { Name: 'w', Events: ['contact.changed'], TargetUrl: receiver.url }
  await server.done('POST', '/Cust1/api/v1/Webhook', { key: owner, body: webhook })
  const path = '/v1/tenants/Cust1/live'
  const keys = { read: own.read, owner, other, operator: operatorKey }
  const clients = Object.fromEntries(
    await Promise.all(
      Object.entries(keys).map(async ([name, key]) => [name, await follow(t, server, path, key)]),
    ),
  ) as Record<keyof typeof keys, LiveClient>
  const all = await follow(t, server, '/v1/live')
  for (const tenant of ['Cust2', 'Cust1']) {
    const body = { type: 'contact.changed', data: {} }
    await server.done('POST', `/v1/tenants/${tenant}/events`, { body })
  }
  // Whatever they are told comes before an event of the end.
  await all.until(() => all.named('delivery').length === 2)
  await server.done('POST', events, { body: { type: 'the.end', data: {} } })
  for (const client of Object.values(clients)) {
    await client.until(() => client.named('event').some(({ event }) => event.type === 'the.end'))
    for (const { data } of client.events) assert.equal(data.tenant, 'Cust1')
    assert.equal(client.named('event').length, 2)
  }
  const told = (client: LiveClient): number => client.named('delivery').length
  const { owner: seesOwn, operator, read, other: seesNone } = clients
  assert.deepEqual([seesOwn, operator, read, seesNone].map(told), [1, 1, 0, 0])
})

test('a key that is revoked reads no further, and a stop ends every stream at once', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  const body = { name: 'short-lived', scopes: ['read'] }
  const { id, key } = await server.done('POST', '/v1/tenants/Cust1/keys', { body })
  const revoked = await follow(t, server, '/v1/tenants/Cust1/live', key)
  const others = await Promise.all(Array.from({ length: 5 }, () => follow(t, server, '/v1/live')))
  await server.done('DELETE', `/v1/tenants/Cust1/keys/${id}`)
  await revoked.ended()
  for (const other of others) assert.equal(other.isEnded, false)
  const startedAtMs = performance.now()
  await server.service.stop(30_000)
  for (const other of others) await other.ended()
  assert.ok(performance.now() - startedAtMs < 15_000)
})

test('a key follows over twenty connections, one more is refused until one of them is gone', async (t) => {
  const server = await startServer(t)
  const own = await server.makeTenant('Cust1')
  const path = '/v1/tenants/Cust1/live'
  const clients = await Promise.all(
    Array.from({ length: 20 }, () => follow(t, server, path, own.read)),
  )
  const refused = await server.call('GET', path, { key: own.read })
  assert.deepEqual([refused.status, refused.json.code], [429, 'too-many-readers'])
  assert.equal(refused.headers.get('retry-after'), '10')
  // What has no body takes no place for longer than its head.
  assert.equal((await server.call('HEAD', path, { key: own.manage })).status, 200)
  clients[0]?.cut()
  await until(async () => (await server.call('GET', path, { key: own.read })).status === 200)
})

test('readers that do not read cost no memory and slow nobody, and are told by a reset what they missed', async (t) => {
  const server = await startServer(t)
  const own = await server.makeTenant('Cust1')
  const reading = await follow(t, server, '/v1/live')
  const unread = await Promise.all(
    Array.from({ length: 10 }, () => notReading(t, server, own.read)),
  )
  const before = process.memoryUsage()
  // Far more than the kernel takes for a connection, and than the feed keeps.
  const [rounds, perRound] = [20, 200]
  for (let round = 1; round <= rounds; round += 1) {
    for (let count = 0; count < perRound; count += 1) tellOfEvent(server, own.key)
    await reading.until(() => reading.events.length === round * perRound)
  }
  const after = process.memoryUsage()
  const grown = after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed
  assert.ok(grown < 120 * 1024 * 1024, `${grown} bytes more`)
  assert.deepEqual(reading.named('reset'), [])
  const [one] = unread
  let text = ''
  one?.on('data', (chunk: Buffer) => (text += chunk.toString())).resume()
  await until(() => text.includes('"reason":"too-slow"'))
  tellOfEvent(server, own.key)
  const last = (): string => /^id: (\S+)$/m.exec(text.slice(text.lastIndexOf('id: ')))?.[1] ?? ''
  await reading.until(() => reading.events.length === rounds * perRound + 1)
  await until(() => last() === reading.lastId)
})

/** A connection that has asked to follow, was answered, and reads nothing more. */
async function notReading(t: TestContext, server: RunningServer, key: string): Promise<Socket> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  t.after(() => socket.destroy())
  socket.on('error', () => {})
  const head = `GET /v1/tenants/Cust1/live HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${key}\r\n\r\n`
  socket.write(head)
  await once(socket, 'data')
  return socket.pause()
}

function tellOfEvent(server: RunningServer, tenantKey: number): void {
  server.service.ports.observer.observe({
    kind: 'event-accepted',
    tenantKey,
    tenantId: 'Cust1',
    eventId: 'evt_0199c3f5a1b27cde8f0123456789abcd',
    type: 'x'.repeat(4_000),
    acceptedAtMs: 0,
    targetCount: 0,
    commitMs: 1,
  })
}
