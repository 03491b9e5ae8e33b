/** What is handed in to go out later keeps nobody waiting, however much of it there is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pauseSubscription } from '../../src/manage/pause-subscription.ts'
import { resumeSubscription } from '../../src/manage/resume-subscription.ts'
import { dayMs, type DeliveryWorld, hourMs, inWorld, minuteMs, secondMs } from './delivery-world.ts'

/** More than a claim looks through page by page. */
const deferredCount = 1_100

async function acceptDeferred(world: DeliveryWorld, deliverAtMs: number): Promise<void> {
  const { pipeline } = world.parts
  const { key: tenantKey, id: tenantId } = world.tenant
  const data = Buffer.from('{}')
  const accepting = Array.from({ length: deferredCount }, () =>
    pipeline.acceptEvent({ tenantKey, tenantId, type: 'a.b', data, deliverAtMs }),
  )
  await world.settles(Promise.all(accepting))
}

test(
  'a failing line goes on behind more than a thousand deliveries that are to go out later',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    const deliverAtMs = world.clock.nowMs() + 10 * dayMs
    await acceptDeferred(world, deliverAtMs)
    receiver.answers(500)
    const id = await world.accept()
    await world.run(minuteMs)
    assert.equal((await world.delivery(id, hook)).state, 'delivered')
    assert.equal(world.subscription(hook).health.isSick, false)
    assert.equal(receiver.requests.length, 2)

    await world.sleep(10 * dayMs - hourMs)
    await world.run(secondMs)
    receiver.always(500)
    await world.accept()
    await world.run(10 * secondMs)
    receiver.always(200)
    await world.run(hourMs - 5 * minuteMs)
    assert.ok(receiver.requests.length < 10, 'none goes before its time')
    await world.run(10 * minuteMs)
    assert.equal((await world.ledger()).open, 0)
  }),
)

test(
  'a release ends behind more than a thousand deliveries that are to go out later',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    await acceptDeferred(world, world.clock.nowMs() + 10 * dayMs)
    const subscription = { tenantKey: world.tenant.key, number }
    await world.settles(pauseSubscription({ ...subscription, reason: null }, world.parts))
    const parked = await world.accept()
    await world.settles(resumeSubscription(subscription, world.parts))
    await world.run(minuteMs)
    const after = await world.accept()
    await world.run(minuteMs)
    assert.deepEqual(await world.states([parked, after], number), ['delivered', 'delivered'])
    assert.equal(world.subscription(number).status.releasingSinceMs, null)
  }),
)
