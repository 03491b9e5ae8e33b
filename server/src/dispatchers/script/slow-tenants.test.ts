import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SlowTenants } from './slow-tenants.ts'

const minuteMs = 60_000

test('a tenant is slow for a minute after a run that took long, by the clock or the processor, or was killed', () => {
  const tenants = new SlowTenants()
  tenants.note(1, { ms: 1_000, processorMs: 250, isKilled: false }, 0)
  tenants.note(2, { ms: 1_001, processorMs: 2, isKilled: false }, 0)
  tenants.note(3, { ms: 200, processorMs: 0, isKilled: true }, 0)
  tenants.note(4, { ms: 260, processorMs: 251, isKilled: false }, 0)
  const slowAt = (nowMs: number) => [1, 2, 3, 4].filter((key) => tenants.isSlow(key, nowMs))
  assert.deepEqual(slowAt(minuteMs - 1), [2, 3, 4])
  assert.deepEqual(slowAt(minuteMs), [])
})

test('a quick run in between does not make a slow tenant a quick one', () => {
  const tenants = new SlowTenants()
  tenants.note(1, { ms: 3_000, processorMs: 0, isKilled: true }, 0)
  tenants.note(1, { ms: 2, processorMs: 0, isKilled: false }, 4_000)
  assert.equal(tenants.isSlow(1, 5_000), true)
})

test('only after a kill is a tenant held, for as long as its run had taken', () => {
  const tenants = new SlowTenants()
  tenants.note(1, { ms: 3_000, processorMs: 0, isKilled: true }, 500)
  tenants.note(2, { ms: 3_000, processorMs: 0, isKilled: false }, 500)
  assert.deepEqual([tenants.heldMs(1, 500), tenants.heldMs(1, 3_400)], [3_000, 100])
  assert.deepEqual([tenants.heldMs(1, 9_999), tenants.heldMs(2, 500)], [0, 0])
})

test('of very many slow tenants the latest are known', () => {
  const tenants = new SlowTenants()
  for (let key = 0; key <= 10_000; key += 1)
    tenants.note(key, { ms: 1, processorMs: 0, isKilled: true }, 0)
  assert.deepEqual([tenants.isSlow(0, 1), tenants.isSlow(1, 1)], [false, true])
})
