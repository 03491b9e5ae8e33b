/** A wall clock that is set back, or was ahead at the start and is put right, strands nothing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pauseSubscription } from '../../src/manage/pause-subscription.ts'
import { resumeSubscription } from '../../src/manage/resume-subscription.ts'
import type { Ports } from '../../src/ports/ports.ts'
import { type DeliveryWorld, hourMs, inWorld, minuteMs, secondMs } from './delivery-world.ts'

/** How far the wall clock of the machine is from what it should be. */
let offsetMs = 0

function withWallClock(run: (world: DeliveryWorld) => Promise<void>) {
  const wrap = (ports: Ports): Ports => ({
    ...ports,
    clock: {
      nowMs: () => ports.clock.nowMs() + offsetMs,
      monotonicMs: () => ports.clock.monotonicMs(),
      after: (waitMs, then) => ports.clock.after(waitMs, then),
    },
  })
  return async () => {
    offsetMs = 0
    const runAndRestart = async (world: DeliveryWorld): Promise<void> => {
      await run(world)
      await world.stop(0)
      await world.start()
    }
    await inWorld(runAndRestart, { wrap })()
  }
}

test(
  'with the wall clock set back an hour a failing line makes its retries in time',
  withWallClock(async (world) => {
    const receiver = world.receiver()
    await world.superoffice(receiver)
    receiver.answers(500, 500)
    await world.accept()
    await world.run(500)
    offsetMs = -hourMs
    await world.accept()
    await world.run(10 * secondMs)
    assert.deepEqual(receiver.waitsMs.slice(0, 2), [1_000, 4_000])
    assert.equal((await world.ledger()).open, 0)
  }),
)

test(
  'with the wall clock set back an hour a retry of the standard schedule is made in time',
  withWallClock(async (world) => {
    const receiver = world.receiver()
    await world.standard(receiver)
    receiver.answers(500)
    await world.accept()
    await world.run(500)
    offsetMs = -hourMs
    await world.run(10 * secondMs)
    assert.equal(receiver.requests.length, 2)
  }),
)

test(
  'with the wall clock set back an hour the way out is found again when it is back',
  withWallClock(async (world) => {
    const receivers = Array.from({ length: 12 }, (_, index) => world.receiver(`origin-${index}`))
    for (const receiver of receivers) await world.standard(receiver)
    await world.accept()
    await world.run(secondMs)
    world.network.isEgressDown = true
    await world.accept()
    await world.until(() => world.parts.pipeline.state().isEgressDown)
    offsetMs = -hourMs
    world.network.isEgressDown = false
    await world.run(minuteMs)
    assert.equal(world.parts.pipeline.state().isEgressDown, false)
    for (const receiver of receivers) assert.equal(receiver.requests.length, 2)
  }),
)

test(
  'with the wall clock set back an hour a release goes on',
  withWallClock(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    const subscription = { tenantKey: world.tenant.key, number }
    await world.settles(pauseSubscription({ ...subscription, reason: null }, world.parts))
    await world.acceptMany(30)
    await world.settles(resumeSubscription(subscription, world.parts))
    await world.run(500)
    offsetMs = -hourMs
    await world.run(10 * secondMs)
    assert.equal(receiver.requests.length, 30)
  }),
)

test(
  'what was stored while the wall clock was ahead goes out in time after a start with the right one',
  withWallClock(async (world) => {
    const receiver = world.receiver()
    await world.superoffice(receiver)
    offsetMs = hourMs
    receiver.answers(500, 500, 500, 500)
    await world.accept()
    await world.run(10 * secondMs)
    assert.equal(receiver.requests.length, 3)
    await world.stop(0)
    offsetMs = 0
    await world.start()
    await world.run(2 * minuteMs)
    assert.equal((await world.ledger()).open, 0)
  }),
)

test(
  'what is to go out later goes by the wall clock, also when that was set back',
  withWallClock(async (world) => {
    const receiver = world.receiver()
    await world.standard(receiver)
    offsetMs = hourMs
    await world.run(minuteMs)
    offsetMs = 0
    const deliverAtMs = world.clock.nowMs() + 10 * minuteMs
    await world.accept({ deliverAtMs })
    await world.run(9 * minuteMs)
    assert.equal(receiver.requests.length, 0)
    await world.run(2 * minuteMs)
    assert.equal(receiver.requests.length, 1)
    const stamp = Number(receiver.headers('webhook-timestamp')[0]) * 1_000
    assert.ok(Math.abs(stamp - deliverAtMs) <= 2_000, 'the receiver sees the wall clock')
  }),
)
