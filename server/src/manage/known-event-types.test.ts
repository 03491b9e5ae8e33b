import assert from 'node:assert/strict'
import { setImmediate as turn } from 'node:timers/promises'
import { test } from 'node:test'
import { openManageWorld } from '../../test/world/manage-world.ts'
import type { EventType } from '../domain/event-type.ts'
import type { Fact } from '../ports/observer.ts'
import type { Ports } from '../ports/ports.ts'
import type { RecordStore } from '../ports/record-store.ts'
import { KnownEventTypes } from './known-event-types.ts'
import { putEventType } from './put-event-type.ts'
import { removeEventType } from './remove-event-type.ts'

const eventType: EventType = {
  type: 'order.placed',
  description: '',
  version: null,
  schema: { required: ['id'] },
  mode: 'refuse',
  example: null,
}

/** This node, and another one on the same store whose clock the test moves. */
async function twoNodes(t: Parameters<typeof openManageWorld>[0]) {
  const { ports, clock, tenant } = await openManageWorld(t)
  const facts: Fact[] = []
  const observer = { observe: (fact: Fact) => void facts.push(fact) }
  const away = { isAway: false }
  const records: RecordStore = {
    find: (place) => ports.store.records.find(place),
    write: (changes, nowMs) => ports.store.records.write(changes, nowMs),
    list: (request) =>
      away.isAway
        ? Promise.reject(new Error('the database is away'))
        : ports.store.records.list(request),
  }
  const shared = { ...ports.store, records, nodes: {} } as unknown as Ports['store']
  const here = new KnownEventTypes(ports)
  const there = new KnownEventTypes({ store: shared, clock, observer })
  for (const known of [here, there]) await known.open()
  t.after(() => there.close())
  const later = async (): Promise<void> => {
    await clock.run(3_000)
    for (let left = 20; left > 0; left -= 1) await turn()
  }
  return { here, there, ports, away, facts, tenantKey: tenant.key, later }
}

test('what is described on one node is checked there at once, and on the others within seconds', async (t) => {
  const { here, there, tenantKey, later } = await twoNodes(t)
  await putEventType({ tenantKey, eventType }, here)
  assert.deepEqual([...(here.checked(tenantKey)?.keys() ?? [])], ['order.placed'])
  assert.equal(there.checked(tenantKey), null)
  await later()
  assert.deepEqual(there.checked(tenantKey)?.get('order.placed'), eventType)
  await putEventType({ tenantKey, eventType: { ...eventType, mode: 'warn' } }, here)
  await later()
  assert.equal(there.checked(tenantKey)?.get('order.placed')?.mode, 'warn')
  await removeEventType({ tenantKey, type: 'order.placed' }, here)
  assert.equal(here.checked(tenantKey), null)
  await later()
  assert.equal(there.checked(tenantKey), null)
})

test('what was described before the start is known from the first event on', async (t) => {
  const { here, ports, tenantKey } = await twoNodes(t)
  await putEventType({ tenantKey, eventType }, here)
  const known = new KnownEventTypes(ports)
  await known.open()
  assert.ok(known.checked(tenantKey)?.has('order.placed'))
})

test('a look that fails is told, and the next one is made all the same', async (t) => {
  const { here, there, away, facts, tenantKey, later } = await twoNodes(t)
  await putEventType({ tenantKey, eventType }, here)
  away.isAway = true
  await later()
  assert.deepEqual(
    facts.map(({ kind }) => kind),
    ['fault'],
  )
  away.isAway = false
  await later()
  assert.ok(there.checked(tenantKey)?.has('order.placed'))
})

test('of two nodes that describe types at once, neither undoes the other', async (t) => {
  const { here, there, tenantKey } = await twoNodes(t)
  const names = Array.from({ length: 10 }, (_, index) => `order.${index}`)
  await Promise.all(
    names.map((type, index) =>
      putEventType(
        { tenantKey, eventType: { ...eventType, type } },
        index % 2 === 0 ? here : there,
      ),
    ),
  )
  assert.deepEqual(
    (await here.list(tenantKey)).map(({ id }) => id),
    names,
  )
})
