/**
 * How an endpoint that fails is spared and found well again, and how a subscription is paused and
 * resumed, in the Standard Webhooks dialect.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pauseSubscription } from '../../src/manage/pause-subscription.ts'
import { resumeSubscription } from '../../src/manage/resume-subscription.ts'
import { type DeliveryWorld, inWorld, minuteMs, secondMs } from './delivery-world.ts'

const pause = (world: DeliveryWorld, number: number) =>
  world.settles(
    pauseSubscription({ tenantKey: world.tenant.key, number, reason: 'moving' }, world.parts),
  )
const resume = (world: DeliveryWorld, number: number) =>
  world.settles(resumeSubscription({ tenantKey: world.tenant.key, number }, world.parts))

test(
  'a burst of failures within ten seconds makes no endpoint sick',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    receiver.always(500)
    await world.acceptMany(6)
    await world.run(3 * secondMs)

    assert.equal(world.subscription(number).health.errorCount, 6)
    assert.equal(world.subscription(number).health.isSick, false)
  }),
)

/** An endpoint that has failed five times in a row over more than ten seconds. */
async function sickEndpoint(world: DeliveryWorld) {
  const receiver = world.receiver()
  const number = await world.standard(receiver)
  receiver.always(500)
  for (let count = 0; !world.subscription(number).health.isSick; count += 1) {
    assert.ok(count < 12, 'it never fell sick')
    await world.accept({ data: { PrimaryKey: count } })
    await world.run(2 * secondMs)
  }
  return { receiver, number }
}

test(
  'five failures in a row over ten seconds make an endpoint sick: it gets one delivery at a time',
  inWorld(async (world) => {
    const { receiver, number } = await sickEndpoint(world)
    const { consecutiveErrorCount, failingSinceMs } = world.subscription(number).health
    assert.ok(consecutiveErrorCount >= 5)
    assert.ok(world.clock.nowMs() - failingSinceMs! >= 10 * secondMs)

    const before = receiver.requests.length
    receiver.always({ status: 500, tookMs: 2_000 })
    const ids = await world.acceptMany(20)
    await world.run(2 * minuteMs)

    const probes = receiver.requests.slice(before)
    for (const [index, probe] of probes.entries()) {
      const last = probes[index - 1]
      if (last !== undefined) assert.ok(probe.sentAtMs - last.repliedAtMs! >= 5 * secondMs)
    }
    assert.ok(probes.length >= 3 && probes.length <= 20, `${probes.length} probes`)
    let attemptCount = 0
    for (const id of ids) attemptCount += (await world.delivery(id, number)).attemptCount
    assert.ok(attemptCount <= probes.length, 'those that wait spend no attempts')
  }),
)

test(
  'probes rotate over the deliveries, so that one bad payload cannot keep an endpoint sick',
  inWorld(async (world) => {
    const { receiver, number } = await sickEndpoint(world)
    const poison = await world.accept({ data: { isPoison: true } })
    receiver.always(({ body }) => (body.includes('isPoison') ? 500 : 200))
    const ids = await world.acceptMany(10)
    await world.run(minuteMs)

    assert.equal(world.subscription(number).health.isSick, false)
    assert.deepEqual(await world.states(ids, number), Array(10).fill('delivered'))
    const { state, attemptCount } = await world.delivery(poison, number)
    assert.equal(state, 'pending')
    assert.ok(attemptCount >= 1)
  }),
)

test(
  'a sick endpoint that answers is served side by side again at once',
  inWorld(async (world) => {
    const { receiver, number } = await sickEndpoint(world)
    receiver.always({ status: 200, tookMs: 500 })
    const ids = await world.acceptMany(6)
    const before = receiver.requests.length
    await world.until(() => receiver.requests.length > before + 1, 5 * minuteMs)

    const [probe] = receiver.requests.slice(before)
    await world.run(1_200)
    const others = receiver.requests.slice(before + 1)
    assert.ok(others.filter((one) => one.sentAtMs < probe!.repliedAtMs! + 100).length >= 5)
    assert.deepEqual(await world.states(ids, number), Array(6).fill('delivered'))
  }),
)

test(
  'a paused subscription keeps what is accepted meanwhile and gets it in order when it is resumed',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    await pause(world, number)
    const ids = await world.acceptMany(50)
    await world.run(10 * minuteMs)
    assert.equal(receiver.requests.length, 0)
    assert.deepEqual(await world.states(ids, number), Array(50).fill('parked'))

    await resume(world, number)
    await world.until(() => receiver.requests.length === 50, minuteMs)
    assert.deepEqual(receiver.headers('webhook-id'), ids)
    const [firstAtMs] = receiver.sentAtMs
    const inFirstSecond = receiver.sentAtMs.filter((at) => at < firstAtMs! + 1_000)
    assert.ok(inFirstSecond.length <= 10, `${inFirstSecond.length} in the first second`)
    for (const waitMs of receiver.waitsMs) assert.ok(waitMs >= 0, 'one at a time')
  }),
)

test(
  'new events go behind a backlog that is being released, and side by side once it is out',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    await pause(world, number)
    const parked = await world.acceptMany(15)
    await resume(world, number)
    const added = await world.acceptMany(5)
    await world.until(() => receiver.requests.length === 20, minuteMs)
    await world.run(200)

    assert.deepEqual(receiver.headers('webhook-id'), [...parked, ...added])
    assert.equal(world.subscription(number).status.releasingSinceMs, null)
    const atMs = world.nowMs
    await world.accept()
    await world.run(50)
    assert.ok(receiver.sentAtMs.at(-1)! - atMs < 20)
  }),
)

test(
  'a release that a crash or a pause interrupts goes on where it was, in order',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    await pause(world, number)
    const ids = await world.acceptMany(40)
    await resume(world, number)
    await world.until(() => receiver.requests.at(8)?.repliedAtMs != null)
    await world.run(50)
    world.crash()
    await world.start()
    await world.until(() => receiver.requests.at(16)?.repliedAtMs != null)
    await world.run(50)
    await pause(world, number)
    await world.run(minuteMs)
    await resume(world, number)
    await world.run(minuteMs)

    assert.deepEqual(receiver.headers('webhook-id'), ids)
    assert.equal(world.subscription(number).status.releasingSinceMs, null)
  }),
)

test(
  'an event that is to be delivered later is not released before its time',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    await pause(world, number)
    const deliverAtMs = world.clock.nowMs() + 30 * minuteMs
    const later = await world.accept({ deliverAtMs })
    const now = await world.accept()
    await resume(world, number)
    await world.run(29 * minuteMs)
    assert.deepEqual(receiver.headers('webhook-id'), [now])

    await world.run(2 * minuteMs)
    assert.deepEqual(receiver.headers('webhook-id'), [now, later])
    const lateMs = receiver.sentAtMs[1]! - (deliverAtMs - world.clock.nowMs() + world.nowMs)
    assert.ok(lateMs >= 0 && lateMs <= 250, `${lateMs} ms late`)
  }),
)

test(
  'an event that is to be delivered later holds no line',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.superoffice(receiver)
    const deliverAtMs = world.clock.nowMs() + 30 * minuteMs
    await world.accept({ deliverAtMs })
    receiver.answers(500)
    const ids = [await world.accept(), await world.accept()]
    await world.run(minuteMs)

    assert.deepEqual(await world.states(ids, number), ['delivered', 'delivered'])
    assert.equal(receiver.requests.length, 3)
  }),
)
