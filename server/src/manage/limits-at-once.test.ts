/** Many callers at once do not get past what an account may have. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  appsPerPartnerMax,
  clientsPerProductMax,
  eventTypesPerTenantMax,
  openReplaysPerTenantMax,
} from '../domain/limits.ts'
import { type ManageWorld, openManageWorld } from '../../test/world/manage-world.ts'
import type { EventType } from '../domain/event-type.ts'
import { recordChangesMax } from '../ports/record-store.ts'
import { apps } from './apps/app-records.ts'
import { createApp } from './apps/create-app.ts'
import { createKey } from './create-key.ts'
import { eventTypes, KnownEventTypes } from './known-event-types.ts'
import { createClient, listClients } from './products/create-client.ts'
import { putEventType } from './put-event-type.ts'
import type { Collection } from './records.ts'
import { replayEvents } from './replay-events.ts'

const atOnce = 12
/** Before the limit is reached. */
const left = 2

/** How many of twelve calls at once were let through. */
async function letThrough<Made>(
  make: (number: number) => Promise<Made>,
  isMade: (made: Made) => boolean = (made) => made !== null,
): Promise<number> {
  const made = await Promise.all(Array.from({ length: atOnce }, (_, number) => make(number)))
  return made.filter(isMade).length
}

/** As if so many had been made before. */
async function fill<Value>(
  { ports, tenant }: ManageWorld,
  records: Collection<Value>,
  values: readonly Value[],
): Promise<void> {
  const changes = values.map((value, number) => records.made(tenant.key, `t.n${number}`, value))
  for (let start = 0; start < changes.length; start += recordChangesMax) {
    const some = changes.slice(start, start + recordChangesMax)
    assert.ok(await ports.store.records.write(some, ports.clock.nowMs()))
  }
}

const times = <Value>(count: number, value: Value): Value[] =>
  Array.from({ length: count }, () => value)

test('of many replays that are begun at once, no more run than may', async (t) => {
  const { ports, tenant } = await openManageWorld(t)
  const filter = {
    states: null,
    subscriptionNumber: null,
    amongSubscriptions: null,
    patterns: null,
    sinceMs: null,
    untilMs: null,
    includesUndelivered: false,
  }
  const request = { tenantKey: tenant.key, filter, ratePerSecond: 1 }
  const begin = () => replayEvents(request, { ports })
  for (let number = left; number < openReplaysPerTenantMax; number += 1) await begin()
  assert.equal(await letThrough(begin), left)
  assert.equal((await ports.store.replays.openReplays()).length, openReplaysPerTenantMax)
})

test('of many clients that are made at once, a product has no more than it may; one that is revoked makes room', async (t) => {
  const { ports, clock, tenant } = await openManageWorld(t)
  const request = { tenantKey: tenant.key, name: 'client', scopes: [] }
  const make = () => createClient(request, { ports })
  const keys = times(clientsPerProductMax - left, null).map((_, number) =>
    createKey({ ...request, application: `client_${String(number).padStart(32, '0')}` }, { ports }),
  )
  await Promise.all(keys)
  assert.equal(await letThrough(make), left)
  const [first] = await listClients(tenant.key, { ports })
  const nowMs = clock.nowMs()
  await ports.store.tenants.revokeKey({ tenantKey: tenant.key, id: first?.id ?? '', nowMs })
  assert.notEqual(await make(), null)
  assert.equal(await make(), null)
})

test('of many apps that are made at once, a partner has no more than it may', async (t) => {
  const world = await openManageWorld(t)
  const { ports, tenant } = world
  const request = { partnerKey: tenant.key, partnerId: 'acme', name: 'App', by: 'operator' }
  const make = () => createApp({ ...request, kind: 'standard', errorEmails: [] }, { ports })
  const made = await make()
  assert.ok(made !== null)
  await fill(world, apps, times(appsPerPartnerMax - left - 1, made.value))
  const count = await letThrough(make)
  assert.equal(count, left)
})

test('of many event types that are put at once, a tenant has no more than it may', async (t) => {
  const world = await openManageWorld(t)
  const { ports, tenant } = world
  const known = new KnownEventTypes(ports)
  t.after(() => known.close())
  await known.open()
  await fill(world, eventTypes, times(eventTypesPerTenantMax - left, described))
  const put = (number: number) => {
    const eventType = { ...described, type: `a.b${number}` }
    return putEventType({ tenantKey: tenant.key, eventType }, known)
  }
  assert.equal(await letThrough(put, ({ kind }) => kind === 'put'), left)
})

const described: EventType = {
  type: 'a.b',
  description: '',
  schema: null,
  example: null,
  version: null,
  mode: 'off',
}
