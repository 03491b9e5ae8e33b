/** What was parked goes out at a bounded rate, comes to an end, and then all is as before. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pauseSubscription } from '../../src/manage/pause-subscription.ts'
import { resumeSubscription } from '../../src/manage/resume-subscription.ts'
import { type DeliveryWorld, inWorld, minuteMs, secondMs } from './delivery-world.ts'

/** Twenty events a second. */
async function traffic(world: DeliveryWorld, seconds: number): Promise<void> {
  const endsAtMs = world.nowMs + seconds * secondMs
  while (world.nowMs < endsAtMs) {
    const atMs = world.nowMs
    await world.accept()
    await world.run(Math.max(0, 50 - (world.nowMs - atMs)))
  }
}

async function paused(world: DeliveryWorld, number: number, run: () => Promise<unknown>) {
  const subscription = { tenantKey: world.tenant.key, number }
  await world.settles(pauseSubscription({ ...subscription, reason: null }, world.parts))
  await run()
  await world.settles(resumeSubscription(subscription, world.parts))
}

test(
  'a release (standard) ends though events come faster than its replies',
  inWorld(async (world) => {
    const receiver = world.receiver()
    receiver.always({ status: 200, tookMs: 100 })
    const number = await world.standard(receiver)
    await paused(world, number, () => traffic(world, 5))
    await traffic(world, 60)
    assert.equal(world.subscription(number).status.releasingSinceMs, null)
    await world.run(secondMs)
    assert.equal((await world.ledger()).open, 0)
  }),
)

test(
  'a release (superoffice) ends though events come faster than its replies',
  inWorld(async (world) => {
    const receiver = world.receiver()
    receiver.always(500)
    const number = await world.superoffice(receiver)
    await world.accept()
    await world.until(() => world.subscription(number).status.state === 'disabled')
    await traffic(world, 5)
    receiver.always({ status: 200, tookMs: 100 })
    await world.settles(resumeSubscription({ tenantKey: world.tenant.key, number }, world.parts))
    await traffic(world, 60)
    assert.equal(world.subscription(number).status.releasingSinceMs, null)
    await world.run(secondMs)
    assert.equal((await world.ledger()).open, 0)
  }),
)

test(
  'a release (standard) is bounded by its rate and not by slow replies',
  inWorld(async (world) => {
    const receiver = world.receiver()
    receiver.always({ status: 200, tookMs: 300 })
    const number = await world.standard(receiver)
    await paused(world, number, () => world.acceptMany(60))
    const startedAtMs = world.nowMs
    await world.run(4 * secondMs + 500)
    assert.equal((await world.ledger()).open, 0)
    const inFirstSecond = receiver.sentAtMs.filter((atMs) => atMs < startedAtMs + secondMs)
    assert.ok(inFirstSecond.length >= 9 && inFirstSecond.length <= 12, `${inFirstSecond.length}`)
  }),
)

test(
  'retries that wait in a release do not hold up the rest of it',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver, { retryOverride: { delaysMs: [3_600_000] } })
    await paused(world, number, async () => {
      for (let turn = 0; turn < 12; turn += 1) await world.acceptMany(200)
    })
    // Never five in a row, so it stays healthy, and more than a thousand wait for their retry.
    let count = 0
    receiver.always(() => {
      count += 1
      return count <= 2_400 && count % 4 !== 0 ? 500 : 200
    })
    await world.run(minuteMs)
    assert.equal(receiver.requests.length, 2_400)
  }),
)
