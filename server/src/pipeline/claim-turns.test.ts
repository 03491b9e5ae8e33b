import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleSubscription } from '../../test/superoffice/sample-subscription.ts'
import { SimulatedClock } from '../../test/world/simulated-clock.ts'
import { createSuperOfficeDialect } from '../dialects/superoffice/dialect.ts'
import { ClaimTurns } from './claim-turns.ts'
import { HeldBytes } from './held-bytes.ts'
import { type Lane, makeLane } from './lane.ts'

const rule = createSuperOfficeDialect({ acceptAny2xx: false, userAgentVersion: '10.0' }).retryRule
const bounds = { itemsPerLaneMax: 100, bytesMax: 1_000_000 }

function lanes(count: number): Lane[] {
  return Array.from({ length: count }, (_, number) =>
    makeLane(sampleSubscription({ number }), rule),
  )
}

test('a few claims are under way at a time, and a claim that ends makes room for the next', () => {
  const parts = { clock: new SimulatedClock(), memory: new HeldBytes(), bounds }
  const started: Lane[] = []
  const turns = new ClaimTurns(parts, (lane) => started.push(lane))
  for (const lane of lanes(20)) turns.ask(lane)
  assert.equal(started.length, 8)
  turns.ended(started[0]!)
  assert.equal(started.length, 9)
  const bytes = started.slice(1).reduce((sum, lane) => sum + lane.claimBytesMax, 0)
  assert.ok(bytes <= bounds.bytesMax, `${bytes} bytes may come`)
})

test('the loop comes round between claims that take their time', async () => {
  const clock = new SimulatedClock()
  let startedCount = 0
  const turns = new ClaimTurns({ clock, memory: new HeldBytes(), bounds }, (lane) => {
    startedCount += 1
    clock.leap(3)
    turns.ended(lane)
  })
  for (const lane of lanes(10)) turns.ask(lane)
  assert.equal(startedCount, 2)
  await clock.run(100)
  assert.equal(startedCount, 10)
})

test('in full memory a lane with nothing in it gets one delivery, up to a quarter beyond', () => {
  const memory = new HeldBytes()
  memory.reserve(bounds.bytesMax)
  const started: Lane[] = []
  const turns = new ClaimTurns({ clock: new SimulatedClock(), memory, bounds }, (lane) =>
    started.push(lane),
  )
  const [first, second] = lanes(2)
  turns.ask(first!)
  assert.deepEqual([started.length, first!.claimCountMax], [1, 1])
  memory.reserve(bounds.bytesMax / 4)
  turns.ask(second!)
  assert.equal(started.length, 1)
  memory.unreserve(bounds.bytesMax)
  turns.changed(first!)
  assert.deepEqual([started.length, second!.claimCountMax], [2, 100])
})
