/** The overview and the activity of a subscription, of a service that has just sent something. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { done, refused } from '../api/documented-calls.ts'
import { startReceiver } from '../api/recording-receiver.ts'
import { startServer } from '../world/running-server.ts'

test('the overview has what was accepted, delivered and failed, and who is in trouble', async (t) => {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  const own = await server.makeTenant('Cust1')
  const other = await server.makeTenant('Cust2')
  const path = '/v1/tenants/Cust1'
  const body = { url: receiver.url, event_types: ['*'], name: 'mine' }
  const subscription = await done(server, 'POST', `${path}/subscriptions`, { body })
  const event = { body: { type: 'a.b', data: {} } }
  await done(server, 'POST', `${path}/events`, event)
  await server.fact((fact) => fact.kind === 'delivery-ended')
  receiver.status = 500
  await done(server, 'POST', `${path}/events`, event)
  await server.fact((fact) => fact.kind === 'attempt-recorded' && fact.state === 'pending')

  const all = await done(server, 'GET', '/v1/overview')
  const { p50_ms: p50, p95_ms: p95, p99_ms: p99, ...hour } = all.last_hour
  assert.deepEqual(hour, {
    accepted: 2,
    delivered: 1,
    attempts: 2,
    failed_attempts: 1,
    success_rate: 0.5,
  })
  assert.ok(p50 > 0 && p95 >= p50 && p99 >= p95)
  assert.equal(all.minutes.length, 60)
  assert.deepEqual([all.ledger.accepted, all.ledger.delivered, all.ledger.open], [2, 1, 1])
  assert.equal(all.backlog.queued + all.backlog.in_flight + all.backlog.waiting, 1)
  const [{ since: _, last_error: lastError, ...failing }] = all.failing
  assert.match(lastError, /500/)
  assert.deepEqual(failing, {
    tenant: 'Cust1',
    subscription_id: subscription.id,
    name: 'mine',
    url: receiver.url,
    dialect: 'standard-webhooks',
    state: 'active',
    reason: null,
    failures_in_a_row: 1,
  })
  assert.deepEqual([all.store.is_writable, all.nodes, all.open_alerts], [true, [], 0])

  const ofTenant = await done(server, 'GET', `${path}/overview`, { key: own.read })
  assert.deepEqual(ofTenant.last_hour, all.last_hour)
  assert.deepEqual(ofTenant.failing, all.failing)
  const ofOther = await done(server, 'GET', '/v1/tenants/Cust2/overview', { key: other.read })
  assert.deepEqual([ofOther.last_hour.accepted, ofOther.failing], [0, []])

  const activity = await done(server, 'GET', `${path}/subscriptions/${subscription.id}/activity`)
  assert.equal(activity.hours.length, 24)
  const sum = (name: 'attempts' | 'failed'): number =>
    activity.hours.reduce((total: number, of: Record<typeof name, number>) => total + of[name], 0)
  assert.deepEqual([sum('attempts'), sum('failed')], [2, 1])
  const foreign = `/v1/tenants/Cust2/subscriptions/${subscription.id}/activity`
  assert.equal(
    (await refused(server, 'GET', foreign, { key: other.read })).code,
    'subscription-unknown',
  )
})

test('an application has no part in another’s trouble', async (t) => {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  await server.makeTenant('Cust1')
  const keyOf = async (application: string) => {
    const body = { name: application, scopes: ['manage'], application }
    return (await done(server, 'POST', '/v1/tenants/Cust1/keys', { body })).key
  }
  const [owner, other] = [await keyOf('app-one'), await keyOf('app-two')]
  const body = { Name: 'w', Events: ['contact.changed'], TargetUrl: receiver.url }
  await server.done('POST', '/Cust1/api/v1/Webhook', { key: owner, body })
  receiver.status = 500
  const event = { body: { type: 'contact.changed', data: {} } }
  await done(server, 'POST', '/v1/tenants/Cust1/events', event)
  await server.fact((fact) => fact.kind === 'attempt-recorded')
  const failingOf = async (key: string): Promise<number> =>
    (await done(server, 'GET', '/v1/tenants/Cust1/overview', { key })).failing.length
  assert.deepEqual([await failingOf(owner), await failingOf(other)], [1, 0])
})
