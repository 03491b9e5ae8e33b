/** A tenant's own limits at the doors of RoSaaS's API. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openProductWorld } from './product-world.ts'

const events = '/api/management/apps/v1/events'
const event = {
  EventCode: 2,
  TenantSystemName: 'acme-crm',
  MetaData: { NewTenantStatus: 'active', Date: '2025-03-01T09:05:00Z', Plan: 'p', planPrice: 29.5 },
}
const endpoint = {
  url: 'http://127.0.0.1:65000/x',
  eventsToListen: [1],
  signingSecret: 'My secret, typed by hand!',
}

async function limitedWorld(t: Parameters<typeof openProductWorld>[0], limits: object) {
  const world = await openProductWorld(t)
  const body = { subscriptions_max: null, events_per_second: null, ...limits }
  await world.server.done('PUT', `/v1/tenants/${world.tenantId}/limits`, { body })
  return world
}

test('an event handed in beyond the tenant’s rate is refused and not stored', async (t) => {
  const world = await limitedWorld(t, { events_per_second: 0.01 })
  await world.handIn(event)
  const answer = await world.call('POST', events, event)
  assert.equal(answer.status, 429)
  assert.match(answer.json.metadata.errors[0].message, /how many events a second/)
  const wait = Number(answer.headers.get('retry-after'))
  assert.ok(wait >= 1 && wait <= 100, String(wait))
  assert.equal((await world.done('GET', events)).items.length, 1)
})

test('a tenant has no more endpoints than its own number of subscriptions', async (t) => {
  const world = await limitedWorld(t, { subscriptions_max: 1 })
  await world.done('POST', world.endpoints, endpoint)
  const [error] = await world.refused('POST', world.endpoints, endpoint)
  assert.match(error?.message ?? '', /Delete a subscription/)
})
