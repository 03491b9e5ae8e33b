/** Filters of subscriptions over real HTTP: how they are set, what they let through, what is told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer, type Json } from '../world/running-server.ts'
import { done, refused } from './documented-calls.ts'
import { startReceiver } from './recording-receiver.ts'

const path = '/v1/tenants/Cust1'
const north = { 'data.country': { in: ['NO', 'SE'] }, 'data.amount': { gte: 100 } }

async function world(t: Parameters<typeof startServer>[0]) {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  await server.makeTenant('Cust1')
  const subscribe = (given: object): Promise<Json> =>
    done(server, 'POST', `${path}/subscriptions`, {
      body: { url: receiver.url, event_types: ['order.*'], ...given },
    })
  const accept = (data: object): Promise<Json> =>
    done(server, 'POST', `${path}/events`, { body: { type: 'order.made', data } })
  return { server, receiver, subscribe, accept }
}

test('only events whose data fit the filter are delivered, and the answer counts those alone', async (t) => {
  const { receiver, subscribe, accept } = await world(t)
  const made = await subscribe({ filter: north })
  assert.deepEqual(made.filter, north)
  assert.equal((await subscribe({})).filter, null)
  assert.equal((await accept({ country: 'NO', amount: 99 })).matched, 1)
  assert.equal((await accept({ country: 'DK', amount: 100 })).matched, 1)
  assert.equal((await accept({ country: 'SE', amount: 100 })).matched, 2)
  await receiver.request(4)
  assert.equal(receiver.received.length, 4)
})

test('a filter that is changed or removed holds for later events alone, and explain asks the one of then', async (t) => {
  const { server, subscribe, accept } = await world(t)
  const { id } = await subscribe({ filter: north })
  const one = `${path}/subscriptions/${id}`
  const unwanted = await accept({ country: 'DK', amount: 100 })
  const wanted = await accept({ country: 'NO', amount: 100 })
  const changed = await done(server, 'PATCH', one, {
    body: { filter: { 'data.country': { eq: 'DK' } } },
  })
  assert.deepEqual(changed.filter, { 'data.country': { eq: 'DK' } }, 'it is not merged')
  assert.equal((await accept({ country: 'NO', amount: 100 })).matched, 0)
  assert.equal((await done(server, 'PATCH', one, { body: { name: 'x' } })).version, 3)
  assert.equal((await accept({ country: 'DK' })).matched, 1)
  assert.equal((await done(server, 'PATCH', one, { body: { filter: null } })).filter, null)
  assert.equal((await accept({})).matched, 1)

  const explained = await done(server, 'GET', `${path}/events/${unwanted.id}/explain`)
  assert.equal(explained.subscriptions[0].reason, 'data-not-wanted')
  assert.deepEqual(explained.subscriptions[0].steps.at(-1), {
    step: 'filter',
    is_passed: false,
    detail:
      'Its filter does not want the data: "data.country" has to be one of "NO", "SE", and is "DK".',
  })
  const event = await done(server, 'GET', `${path}/events/${unwanted.id}`)
  assert.deepEqual(event.without_delivery, [{ subscription_id: id, reason: 'data-not-wanted' }])
  const passed = await done(server, 'GET', `${path}/events/${wanted.id}/explain`)
  assert.ok(passed.subscriptions[0].steps.some(({ step }: Json) => step === 'filter'))
  assert.equal(passed.subscriptions[0].reason, null)
})

test('a faulty filter is refused with a pointer to each fault, when made, put and patched', async (t) => {
  const { server, receiver, subscribe } = await world(t)
  const { id } = await subscribe({})
  const filter = { 'data.a': { equals: 1 }, any: [{ 'data.b/c': { gt: null } }] }
  const body = { url: receiver.url, event_types: ['order.*'], filter }
  const pointers = ['/filter/data.a/equals', '/filter/any/0/data.b~1c/gt']
  const calls = [
    ['POST', `${path}/subscriptions`, body],
    ['PUT', `${path}/subscriptions/by-key/k`, body],
    ['PATCH', `${path}/subscriptions/${id}`, { filter }],
  ] as const
  for (const [method, at, given] of calls) {
    const answer = await refused(server, method, at, { body: given })
    assert.equal(answer.code, 'body-invalid')
    assert.deepEqual(answer.pointers, pointers)
  }
  const answer = await refused(server, 'PATCH', `${path}/subscriptions/${id}`, {
    body: { filter: ['data.a'] },
  })
  assert.deepEqual(answer.pointers, ['/filter'])
  assert.equal((await done(server, 'GET', `${path}/subscriptions/${id}`)).version, 1)
})

test('putting the same filter again changes nothing', async (t) => {
  const { server, receiver } = await world(t)
  const at = `${path}/subscriptions/by-key/warehouse`
  const body = { url: receiver.url, event_types: ['order.*'], filter: north }
  await done(server, 'PUT', at, { body })
  assert.equal((await done(server, 'PUT', at, { body })).version, 1)
  const without = await done(server, 'PUT', at, { body: { ...body, filter: undefined } })
  assert.equal(without.filter, null)
  assert.equal(without.version, 2)
})

test('a test event goes out whatever the filter says, and a dry run obeys it', async (t) => {
  const { server, receiver, subscribe } = await world(t)
  const { id } = await subscribe({ filter: north })
  const tested = await done(server, 'POST', `${path}/subscriptions/${id}/test`)
  assert.equal(tested.is_accepted, true)
  assert.equal(receiver.received.length, 1)
  const dry = (data: object): Promise<Json> =>
    done(server, 'POST', `${path}/events?dry_run=true`, { body: { type: 'order.made', data } })
  assert.equal((await dry({ country: 'NO', amount: 1 })).matched, 0)
  assert.equal((await dry({ country: 'NO', amount: 100 })).matched, 1)
})

test('a filter is in the store as it was given, and absent where there is none', async (t) => {
  const { server, subscribe } = await world(t)
  const { number } = await subscribe({ filter: north })
  const { number: without } = await subscribe({})
  const { store } = server.service.ports
  const { subscriptions } = await store.subscriptions.load(null)
  const configOf = (wanted: number) => subscriptions.find((one) => one.number === wanted)?.config
  assert.deepEqual(configOf(number)?.filter, north)
  assert.ok(!Object.hasOwn(configOf(without) ?? {}, 'filter'))
})
