import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openManageWorld } from '../../test/world/manage-world.ts'
import type { Ports } from '../ports/ports.ts'
import { TenantMarks } from './tenant-marks.ts'

test('a tenant that cannot be read is told, and keeps nobody from what others changed', async (t) => {
  const { ports: given, clock } = await openManageWorld(t)
  const store: Ports['store'] = Object.create(given.store, { nodes: { value: {} } })
  const faults: string[] = []
  const observer: Ports['observer'] = {
    observe: (fact) => void (fact.kind === 'fault' && faults.push(fact.where)),
  }
  const read: number[] = []
  let broken: number | null = 1
  const marks = new TenantMarks('mark', { store, clock, observer }, (tenantKey) => {
    if (tenantKey === broken) return Promise.reject(new Error('cannot be read'))
    read.push(tenantKey)
    return Promise.resolve()
  })
  await marks.open()
  t.after(() => marks.close())
  for (const tenantKey of [1, 2]) {
    assert.ok(await store.records.write([await marks.raised(tenantKey)], clock.nowMs()))
  }
  await clock.run(3_000)
  assert.deepEqual([read, faults], [[2], ['mark']])
  broken = null
  await clock.run(3_000)
  assert.deepEqual(read, [2, 1])
})
