import assert from 'node:assert/strict'
import { test } from 'node:test'
import { durationOf, durationPlace, durationPlaceCount, trafficOfAll } from './traffic.ts'

test('a share of durations is found to within a fifth, whatever they are', () => {
  const durations = new Uint32Array(durationPlaceCount)
  const all = Array.from({ length: 1_000 }, (_, index) => 1 + index * 29.9)
  for (const durationMs of all) durations[durationPlace(durationMs)]! += 1
  for (const share of [0.5, 0.95, 0.99]) {
    const exact = all[Math.ceil(all.length * share) - 1]!
    const found = durationOf(durations, share)!
    assert.ok(found >= exact * 0.99 && found <= exact * 1.21, `${share}: ${found} for ${exact}`)
  }
})

test('no attempts have no durations, and endless ones stay within the last place', () => {
  assert.equal(durationOf(new Uint32Array(durationPlaceCount), 0.5), null)
  assert.equal(durationPlace(0), 0)
  assert.equal(durationPlace(1e9), durationPlaceCount - 1)
})

test('parts add up', () => {
  const part = { accepted: 1, delivered: 2, attempts: 3, failedAttempts: 4 }
  const durations = new Uint32Array(durationPlaceCount).fill(1)
  const sum = trafficOfAll([
    { ...part, durations },
    { ...part, durations },
  ])
  assert.deepEqual([sum.accepted, sum.delivered, sum.attempts, sum.failedAttempts], [2, 4, 6, 8])
  assert.ok(sum.durations.every((count) => count === 2))
})
