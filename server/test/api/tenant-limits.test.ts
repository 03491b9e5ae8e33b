/** What the operator lets one tenant have, over real HTTP: set, shown, obeyed and kept. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { testStore } from '../world/test-store.ts'
import { startServer } from '../world/running-server.ts'
import { called, done, refused } from './documented-calls.ts'

const path = '/v1/tenants/Cust1'
const limits = `${path}/limits`
const event = { type: 'a.b', data: {} }
const subscription = { url: 'http://127.0.0.1:65000/x', event_types: ['a.*'] }
/** One at once, and the next so late that no test meets it. */
const oneEvent = { subscriptions_max: null, events_per_second: 0.01 }

async function world(t: Parameters<typeof startServer>[0]) {
  const server = await startServer(t, { POSTHORN_SUBSCRIPTIONS_PER_TENANT_MAX: '2' })
  return { server, keys: await server.makeTenant('Cust1') }
}

test('limits are the installation’s until they are set, and a key of the tenant may read them alone', async (t) => {
  const { server, keys } = await world(t)
  const none = { subscriptions_max: null, events_per_second: null }
  const body = { subscriptions_max: 5, events_per_second: 2.5 }
  assert.deepEqual(await done(server, 'GET', limits, { key: keys.read }), none)
  assert.deepEqual(await done(server, 'PUT', limits, { body }), body)
  assert.deepEqual(await done(server, 'GET', limits, { key: keys.read }), body)
  const answer = await called(server, 'PUT', limits, { key: keys.manage, body: none })
  assert.deepEqual([answer.status, answer.json.code], [403, 'operator-only'])
  assert.equal((await called(server, 'GET', limits, { key: keys.ingest })).status, 403)
  const { data } = await done(server, 'GET', `${path}/audit`)
  assert.deepEqual(
    [data[0].operation, data[0].before, data[0].after],
    ['putTenantLimits', none, body],
  )
})

test('limits that are none are refused, each with its place, and change nothing', async (t) => {
  const { server } = await world(t)
  const good = { subscriptions_max: 5, events_per_second: 2.5 }
  await done(server, 'PUT', limits, { body: good })
  const bad = [
    {},
    { subscriptions_max: 5 },
    { ...good, more: 1 },
    ...[-1, 1.5, '5', 100_001, true].map((value) => ({ ...good, subscriptions_max: value })),
    ...[0, -1, 0.001, '5', 100_001, {}].map((value) => ({ ...good, events_per_second: value })),
  ]
  for (const body of bad) {
    const { code } = await refused(server, 'PUT', limits, { body })
    assert.equal(code, 'body-invalid', JSON.stringify(body))
  }
  assert.deepEqual(await done(server, 'GET', limits), good)
  const { code } = await refused(server, 'PUT', '/v1/tenants/Nobody/limits', { body: good })
  assert.equal(code, 'tenant-unknown')
})

test('a tenant’s own number of subscriptions replaces the setting, lower or higher', async (t) => {
  const { server } = await world(t)
  await server.makeTenant('Cust2')
  const make = async (given = path) =>
    (await called(server, 'POST', `${given}/subscriptions`, { body: subscription })).status
  const setTo = (max: number | null) =>
    done(server, 'PUT', limits, { body: { subscriptions_max: max, events_per_second: null } })
  await setTo(0)
  assert.equal(await make(), 409)
  const byKey = await called(server, 'PUT', `${path}/subscriptions/by-key/k`, {
    body: subscription,
  })
  assert.deepEqual([byKey.status, byKey.json.code], [409, 'subscription-limit-reached'])
  await setTo(3)
  assert.deepEqual([await make(), await make(), await make(), await make()], [201, 201, 201, 409])
  const other = '/v1/tenants/Cust2'
  assert.deepEqual([await make(other), await make(other), await make(other)], [201, 201, 409])
  await setTo(null)
  assert.equal(await make(), 409)
})

/** By the hot path, and by the router where the request is not of the plainest kind. */
for (const type of ['application/json', 'application/json; charset=utf-8']) {
  test(`an event too many is refused by ${type}, is not stored, and stops no other tenant`, async (t) => {
    const { server } = await world(t)
    await server.makeTenant('Cust2')
    await done(server, 'PUT', limits, { body: oneEvent })
    const handIn = (given = path) =>
      called(server, 'POST', `${given}/events`, { body: event, headers: { 'content-type': type } })
    assert.equal((await handIn()).status, 202)
    const answer = await handIn()
    assert.deepEqual([answer.status, answer.json.code], [429, 'tenant-rate-exceeded'])
    const wait = Number(answer.headers.get('retry-after'))
    assert.ok(wait >= 1 && wait <= 100, String(wait))
    for (let left = 5; left > 0; left -= 1) {
      assert.equal((await handIn('/v1/tenants/Cust2')).status, 202)
    }
    assert.equal((await done(server, 'GET', `${path}/events`)).data.length, 1)
    const none = { subscriptions_max: null, events_per_second: null }
    await done(server, 'PUT', limits, { body: none })
    assert.equal((await handIn()).status, 202)
  })
}

test('of a batch each item is counted by itself, and what is malformed or only tried is not', async (t) => {
  const { server } = await world(t)
  await done(server, 'PUT', limits, { body: { subscriptions_max: null, events_per_second: 2 } })
  const tried = await called(server, 'POST', `${path}/events?dry_run=true`, { body: event })
  assert.equal(tried.status, 200)
  const body = [{ type: '!' }, event, event, event, event]
  const { data } = await done(server, 'POST', `${path}/events/batch`, { body })
  const codes = data.map((item: { status: number; problem?: { code: string } }) =>
    item.status === 202 ? 202 : item.problem?.code,
  )
  const beyond = 'tenant-rate-exceeded'
  assert.deepEqual(codes, ['body-invalid', 202, 202, beyond, beyond])
  assert.equal((await done(server, 'GET', `${path}/events`)).data.length, 2)
})

test('a repeat under an idempotency key counts', async (t) => {
  const { server } = await world(t)
  await done(server, 'PUT', limits, { body: oneEvent })
  const handIn = () =>
    called(server, 'POST', `${path}/events`, {
      body: event,
      headers: { 'idempotency-key': 'k' },
    })
  assert.deepEqual([(await handIn()).status, (await handIn()).status], [202, 429])
})

test('limits hold after a restart', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-limits-'))
  const store = await testStore(`sqlite:${join(folder, 'posthorn.db')}`)
  t.after(() => rmSync(folder, { recursive: true }))
  const first = await startServer(t, store)
  await first.makeTenant('Cust1')
  const body = { subscriptions_max: 0, events_per_second: 0.01 }
  await done(first, 'PUT', limits, { body })
  await first.service.stop(1_000)
  const second = await startServer(t, store)
  const made = await called(second, 'POST', `${path}/subscriptions`, { body: subscription })
  assert.equal(made.status, 409)
  const handIn = () => called(second, 'POST', `${path}/events`, { body: event })
  assert.deepEqual([(await handIn()).status, (await handIn()).status], [202, 429])
})
