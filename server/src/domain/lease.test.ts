import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fairShare, shardCount, shardOf } from './shard.ts'
import { mayStartAttempt, nobodySeen, seePeers, silentPeers, wasListening } from './lease.ts'

const rule = { leaseMs: 10_000, heartbeatMs: 3_000 }
const alive = { number: 1, beatCount: 7 }

test('a node is silent only when a whole lease has passed without a heartbeat of it', () => {
  let seen = seePeers(nobodySeen, [alive], 1_000)
  seen = seePeers(seen, [alive], 10_999)
  assert.deepEqual(silentPeers(seen, 10_999, rule), [])
  assert.deepEqual(silentPeers(seen, 11_000, rule), [alive])
  seen = seePeers(seen, [{ number: 1, beatCount: 8 }], 11_000)
  assert.deepEqual(silentPeers(seen, 20_999, rule), [])
})

test('who could not be heard himself has seen nobody: the lease is watched from anew', () => {
  const before = seePeers(nobodySeen, [alive], 0)
  assert.equal(silentPeers(before, 60_000, rule).length, 1)
  const afterOutage = seePeers(nobodySeen, [alive], 60_000)
  assert.deepEqual(silentPeers(afterOutage, 60_001, rule), [])
})

test('who heard nothing for more than two heartbeats was not listening meanwhile', () => {
  assert.equal(wasListening(1_000, 7_000, rule), true)
  assert.equal(wasListening(1_000, 7_001, rule), false)
  assert.equal(wasListening(-Infinity, 0, rule), false)
})

test('an owner stops before any taker may begin, whatever the way of a heartbeat took', () => {
  for (const wayMs of [0, 5, 900, 2_900]) {
    const askedAtMs = 0
    const seenByOtherAtMs = askedAtMs + wayMs
    const takenAtMs = seenByOtherAtMs + rule.leaseMs
    assert.equal(mayStartAttempt(askedAtMs, takenAtMs, rule), false)
    assert.equal(mayStartAttempt(askedAtMs, rule.leaseMs - rule.heartbeatMs - 1, rule), true)
    assert.equal(mayStartAttempt(askedAtMs, rule.leaseMs - rule.heartbeatMs, rule), false)
  }
})

test('shards take neighbouring subscriptions evenly, and shares cover them all', () => {
  const counts = Array.from({ length: shardCount }, () => 0)
  for (let number = 1; number <= 25_600; number += 1) counts[shardOf(number)]! += 1
  assert.ok(Math.min(...counts) >= 80 && Math.max(...counts) <= 120)
  for (const workers of [0, 1, 2, 3, 7, 256, 1_000]) {
    assert.ok(fairShare(workers) * Math.max(1, workers) >= shardCount)
  }
})
