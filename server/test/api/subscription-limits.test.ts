/** How a caller sets the rate and the order of a subscription, and what it is shown of them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer, type Json } from '../world/running-server.ts'
import { called, done } from './documented-calls.ts'
import { startReceiver } from './recording-receiver.ts'

const path = '/v1/tenants/Cust1/subscriptions'

async function world(t: Parameters<typeof startServer>[0]) {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  await server.makeTenant('Cust1')
  return { server, receiver, body: { url: receiver.url, event_types: ['a.*'] } }
}

const limitsOf = (view: Json) => [view.rate_limit, view.ordering, view.on_exhausted]

test('a subscription has no rate and no order unless they are asked for', async (t) => {
  const { server, body } = await world(t)
  const made = await done(server, 'POST', path, { body })
  assert.deepEqual(limitsOf(made), [null, 'none', 'skip'])
})

test('rate and order are kept as they are asked for, and a patch changes what it names', async (t) => {
  const { server, body } = await world(t)
  const wanted = { rate_limit: { per_second: 2.5 }, ordering: 'per-key', on_exhausted: 'block' }
  const made = await done(server, 'POST', path, { body: { ...body, ...wanted } })
  assert.deepEqual(limitsOf(made), [{ per_second: 2.5 }, 'per-key', 'block'])
  const patched = async (patch: object) =>
    limitsOf(await done(server, 'PATCH', `${path}/${made.id}`, { body: patch }))
  assert.deepEqual(await patched({ name: 'x' }), [{ per_second: 2.5 }, 'per-key', 'block'])
  assert.deepEqual(await patched({ on_exhausted: 'skip' }), [
    { per_second: 2.5 },
    'per-key',
    'skip',
  ])
  assert.deepEqual(await patched({ rate_limit: null }), [null, 'per-key', 'skip'])
  assert.deepEqual(await patched({ ordering: 'none' }), [null, 'none', 'skip'])
  assert.deepEqual(await patched({ rate_limit: { per_second: 1000 } }), [
    { per_second: 1000 },
    'none',
    'skip',
  ])
})

test('the same definition again changes nothing, and one without limits takes them away', async (t) => {
  const { server, body } = await world(t)
  const wanted = { ...body, rate_limit: { per_second: 5 }, ordering: 'per-key' }
  const put = (given: object) => called(server, 'PUT', `${path}/by-key/one`, { body: given })
  await put(wanted)
  const again = (await put(wanted)).json
  assert.equal(again.version, 1)
  const shown = { rate_limit: again.rate_limit, ordering: again.ordering }
  assert.equal((await put({ ...wanted, ...shown, on_exhausted: 'skip' })).json.version, 1)
  assert.deepEqual(limitsOf((await put(body)).json), [null, 'none', 'skip'])
})

test('a rate out of bounds, an unknown order, and a block without order are refused by name', async (t) => {
  const { server, body } = await world(t)
  const cases: readonly (readonly [object, string])[] = [
    [{ rate_limit: { per_second: 0.05 } }, '/rate_limit/per_second'],
    [{ rate_limit: { per_second: 1001 } }, '/rate_limit/per_second'],
    [{ rate_limit: {} }, '/rate_limit/per_second'],
    [{ ordering: 'per-tenant' }, '/ordering'],
    [{ ordering: 'per-key', on_exhausted: 'stop' }, '/on_exhausted'],
    [{ on_exhausted: 'block' }, '/on_exhausted'],
    [{ ordering: 'none', on_exhausted: 'block' }, '/on_exhausted'],
  ]
  for (const [given, pointer] of cases) {
    const answer = await called(server, 'POST', path, { body: { ...body, ...given } })
    assert.equal(answer.status, 400, pointer)
    assert.equal(answer.json.code, 'body-invalid')
    assert.ok(
      answer.json.errors.some((one: Json) => one.pointer === pointer),
      answer.text,
    )
  }
})

test('a batch is delivered in the order of its keys, with idempotency keys or without', async (t) => {
  const { server, receiver, body } = await world(t)
  await done(server, 'POST', path, { body: { ...body, ordering: 'per-key' } })
  const batch = Array.from({ length: 40 }, (_, place) => ({
    ...{ type: 'a.b', order_key: `key-${place % 3}`, data: { place } },
    ...(place % 2 === 0 ? { idempotency_key: `once-${place}` } : undefined),
  }))
  const answer = await called(server, 'POST', '/v1/tenants/Cust1/events/batch', { body: batch })
  assert.equal(answer.status, 200)
  await receiver.request(40)
  const places = receiver.received.map(({ body: sent }) => JSON.parse(String(sent)).data.place)
  for (const key of [0, 1, 2]) {
    const own = places.filter((place: number) => place % 3 === key)
    assert.deepEqual(
      own,
      own.toSorted((one: number, other: number) => one - other),
    )
  }
})
