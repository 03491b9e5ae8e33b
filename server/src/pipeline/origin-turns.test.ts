import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleSubscription } from '../../test/superoffice/sample-subscription.ts'
import { createSuperOfficeDialect } from '../dialects/superoffice/dialect.ts'
import type { PendingDelivery } from '../domain/delivery.ts'
import type { Event } from '../domain/event.ts'
import { heldDelivery, type Lane, makeLane } from './lane.ts'
import { OriginTurns } from './origin-turns.ts'

const rule = createSuperOfficeDialect({ acceptAny2xx: false, userAgentVersion: '10.0' }).retryRule
const sample = { delivery: {} as PendingDelivery, event: {} as Event }

/** A lane at an origin of its own, with deliveries that are (or are no) first attempts. */
function laneWith(number: number, count: number, isFirst: boolean): Lane {
  const config = { url: `https://origin-${number}.test/` }
  const lane = makeLane(sampleSubscription({ number, config }), rule)
  for (let index = 0; index < count; index += 1) {
    lane.queue.push(heldDelivery(lane, sample, { hasRow: true, isFirst, queuedAtMs: 0 }))
  }
  return lane
}

function takeAll(turns: OriginTurns) {
  const taken = []
  for (let item = turns.take(() => true); item !== null; item = turns.take(() => true)) {
    taken.push(item)
  }
  return taken
}

test('a look passes over origins that wait for room for retries, however many they are', () => {
  const turns = new OriginTurns({ perOrigin: 8, inAll: 512 }, { monotonicMs: () => 0 })
  for (let number = 0; number < 10_000; number += 1) turns.list(laneWith(number, 1, false))
  const taken = takeAll(turns)
  assert.equal(taken.length, 256)

  let lookedAtCount = 0
  const look = () =>
    turns.take(() => {
      lookedAtCount += 1
      return true
    })
  for (let count = 0; count < 200; count += 1) assert.equal(look(), null)
  assert.ok(lookedAtCount <= 1, `${lookedAtCount} looked at`)
  turns.release(taken[0]!)
  assert.notEqual(look(), null)
  turns.list(laneWith(10_001, 1, true))
  assert.equal(look()?.isFirst, true)
  assert.ok(lookedAtCount <= 4, `${lookedAtCount} looked at`)
})

test('what has no reply after a second gives its place to others', () => {
  let nowMs = 0
  const turns = new OriginTurns({ perOrigin: 8, inAll: 16 }, { monotonicMs: () => nowMs })
  for (let number = 0; number < 40; number += 1) turns.list(laneWith(number, 1, true))
  assert.equal(takeAll(turns).length, 12, 'the rest is for those that answer')
  nowMs = 1_300
  assert.equal(takeAll(turns).length, 12)
  nowMs = 2_600
  assert.equal(takeAll(turns).length, 4, 'within twice the cap, less what is kept')
})
