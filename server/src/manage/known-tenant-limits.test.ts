import assert from 'node:assert/strict'
import { setImmediate as turn } from 'node:timers/promises'
import { test } from 'node:test'
import { openManageWorld } from '../../test/world/manage-world.ts'
import type { Ports } from '../ports/ports.ts'
import { KnownTenantLimits } from './known-tenant-limits.ts'

const installation = { subscriptionsMax: 10 }

/** This node, and another one on the same store. */
async function twoNodes(t: Parameters<typeof openManageWorld>[0]) {
  const { ports, clock, tenant } = await openManageWorld(t)
  const shared = { ...ports.store, records: ports.store.records, nodes: {} }
  const here = new KnownTenantLimits(ports, installation)
  const there = new KnownTenantLimits(
    { ...ports, store: shared as unknown as Ports['store'] },
    installation,
  )
  for (const known of [here, there]) await known.open()
  t.after(() => there.close())
  const later = async (): Promise<void> => {
    await clock.run(3_000)
    for (let left = 20; left > 0; left -= 1) await turn()
  }
  return { here, there, ports, clock, tenantKey: tenant.key, later }
}

const counted = (known: KnownTenantLimits, tenantKey: number): number =>
  Array.from({ length: 100 }, () => known.secondsToWait(tenantKey)).filter((wait) => wait === 0)
    .length

test('limits hold at once where they are set, and on other nodes within seconds', async (t) => {
  const { here, there, tenantKey, later } = await twoNodes(t)
  await here.put(tenantKey, { subscriptionsMax: 25, eventsPerSecond: 4 })
  assert.equal(here.subscriptionsMax(tenantKey), 25)
  assert.equal(counted(here, tenantKey), 4)
  assert.equal(there.subscriptionsMax(tenantKey), 10)
  await later()
  assert.equal(there.subscriptionsMax(tenantKey), 25)
  assert.equal(counted(there, tenantKey), 4)
  await there.put(tenantKey, { subscriptionsMax: null, eventsPerSecond: null })
  assert.equal(there.subscriptionsMax(tenantKey), 10)
  assert.equal(counted(there, tenantKey), 100)
})

test('what was set before the start is obeyed from the first event on, and by no other tenant', async (t) => {
  const { here, ports, tenantKey } = await twoNodes(t)
  await here.put(tenantKey, { subscriptionsMax: 0, eventsPerSecond: 2 })
  const known = new KnownTenantLimits(ports, installation)
  await known.open()
  assert.equal(known.subscriptionsMax(tenantKey), 0)
  assert.equal(counted(known, tenantKey), 2)
  assert.equal(known.subscriptionsMax(tenantKey + 1), 10)
  assert.equal(counted(known, tenantKey + 1), 100)
})

test('events come back with time, and a change of another limit fills nothing', async (t) => {
  const { here, clock, tenantKey } = await twoNodes(t)
  await here.put(tenantKey, { subscriptionsMax: 5, eventsPerSecond: 4 })
  assert.equal(counted(here, tenantKey), 4)
  await here.put(tenantKey, { subscriptionsMax: 6, eventsPerSecond: 4 })
  assert.equal(counted(here, tenantKey), 0)
  assert.equal(here.secondsToWait(tenantKey), 1)
  await clock.run(500)
  assert.equal(counted(here, tenantKey), 2)
})

test('of changes made at once the one that is stored last holds', async (t) => {
  const { here, tenantKey } = await twoNodes(t)
  const numbers = [1, 2, 3, 4, 5, 6]
  await Promise.all(
    numbers.map((subscriptionsMax) =>
      here.put(tenantKey, { subscriptionsMax, eventsPerSecond: null }),
    ),
  )
  const stored = await here.find(tenantKey)
  assert.equal(here.subscriptionsMax(tenantKey), stored.subscriptionsMax)
})
