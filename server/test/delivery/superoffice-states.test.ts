/**
 * What disables a SuperOffice subscription, what happens to its payloads meanwhile, and how it
 * comes back (SuperOffice overview page, Webhook state; notification page, Failed attempts).
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deleteSubscription } from '../../src/manage/delete-subscription.ts'
import { pauseSubscription } from '../../src/manage/pause-subscription.ts'
import { resumeSubscription } from '../../src/manage/resume-subscription.ts'
import { type DeliveryWorld, inWorld, minuteMs, secondMs } from './delivery-world.ts'
import { bodyOf, eventIdsOf, keysOf, retriesOf } from './notifications.ts'
import type { ScriptedReceiver } from './scripted-network.ts'

const stop = (world: DeliveryWorld, number: number) =>
  world.settles(
    pauseSubscription({ tenantKey: world.tenant.key, number, reason: null }, world.parts),
  )
const restart = (world: DeliveryWorld, number: number) =>
  world.settles(resumeSubscription({ tenantKey: world.tenant.key, number }, world.parts))

const remove = (world: DeliveryWorld, number: number) =>
  world.settles(deleteSubscription({ tenantKey: world.tenant.key, number }, world.parts))

/** A hook that a single 410 has disabled; the payload that met it is parked. */
async function disabledHook(world: DeliveryWorld, receiver: ScriptedReceiver): Promise<number> {
  const hook = await world.superoffice(receiver)
  receiver.answers(410)
  await world.acceptKeys(0)
  await world.until(() => world.subscription(hook).status.state === 'disabled')
  return hook
}

test(
  'nine consecutive failures over several payloads disable a hook',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.always(500)

    const ids = await world.acceptKeys(1, 2, 3, 4)
    await world.run(15 * minuteMs)

    const { status, health } = world.subscription(hook)
    assert.deepEqual([status.state, status.reason], ['disabled', 'too-many-failures'])
    assert.equal(health.consecutiveErrorCount, 9)
    assert.deepEqual(await world.states(ids, hook), Array(4).fill('parked'))
  }),
)

test(
  'eight consecutive failures and a success set the count to 0 and leave the hook active',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.answers(...Array<number>(8).fill(500))

    const id = await world.accept()
    await world.until(() => receiver.requests[7]?.repliedAtMs != null)
    assert.equal(world.subscription(hook).health.consecutiveErrorCount, 8)
    await world.run(10 * minuteMs)

    assert.equal(receiver.requests.length, 9)
    assert.equal((await world.delivery(id, hook)).state, 'delivered')
    assert.equal(world.subscription(hook).health.consecutiveErrorCount, 0)
    assert.equal(world.subscription(hook).status.state, 'active')
  }),
)

test(
  'a payload whose failures alternate with successes of others is exhausted, the hook stays active',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.always((request) => (bodyOf(request).PrimaryKey === 1 ? 500 : 200))

    const [poison] = await world.acceptKeys(1)
    for (let key = 2; key <= 40; key += 1) {
      await world.run(10 * secondMs)
      await world.acceptKeys(key)
    }
    await world.run(10 * minuteMs)

    const { state, attemptCount } = await world.delivery(poison!, hook)
    assert.deepEqual([state, attemptCount], ['exhausted', 9])
    assert.equal(world.subscription(hook).status.state, 'active')
    assert.equal(new Set(keysOf(receiver.requests)).size, 40)
  }),
)

test(
  'a single 410 disables a hook at once, and the payload that met it is parked',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.answers(410)

    const id = await world.accept()
    await world.run(10 * minuteMs)

    assert.equal(receiver.requests.length, 1)
    const { status } = world.subscription(hook)
    assert.deepEqual([status.state, status.reason], ['disabled', 'gone'])
    assert.equal((await world.delivery(id, hook)).state, 'parked')
  }),
)

test(
  'what was accepted while a hook was disabled follows its return, in order, at 10/s and doubling',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await disabledHook(world, receiver)
    const ids = await world.acceptMany(60)
    await world.run(minuteMs)
    assert.equal(receiver.requests.length, 1)

    await restart(world, hook)
    await world.until(() => receiver.requests.length === 62, minuteMs)

    assert.deepEqual(
      keysOf(receiver.requests.slice(1)),
      Array.from({ length: 61 }, (_, k) => k),
    )
    const sentAtMs = receiver.sentAtMs.slice(1)
    const inFirst = (forMs: number) => sentAtMs.filter((at) => at < sentAtMs[0]! + forMs).length
    assert.ok(inFirst(1_000) <= 10, `${inFirst(1_000)} in the first second`)
    assert.ok(inFirst(2_000) <= 30, `${inFirst(2_000)} in the first two`)
    assert.ok(sentAtMs.at(-1)! - sentAtMs[0]! < 3_500, 'it is not slower either')
    await world.run(100)
    assert.deepEqual(await world.states(ids, hook), Array(60).fill('delivered'))
    assert.equal(world.subscription(hook).status.releasingSinceMs, null)
  }),
)

test(
  'released payloads go out one at a time, and never faster than the last rate',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await disabledHook(world, receiver)
    await world.acceptMany(1_200)
    receiver.always({ status: 200, tookMs: 1 })

    await restart(world, hook)
    await world.until(() => receiver.requests.length === 1_202, minuteMs)

    const released = receiver.requests.slice(1)
    for (const [index, { sentAtMs }] of released.entries()) {
      const before = released[index - 1]
      if (before !== undefined) assert.ok(sentAtMs >= before.repliedAtMs!)
      const window = released[index - 200]
      if (window !== undefined) assert.ok(sentAtMs - window.sentAtMs >= 999)
    }
  }),
)

test(
  'what was accepted while a hook was stopped is not delivered after its restart',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    await stop(world, hook)
    const id = await world.accept()
    await restart(world, hook)
    await world.run(10 * minuteMs)

    assert.equal(receiver.requests.length, 0)
    const event = await world.parts.ports.store.history.findEvent(world.tenant.key, id)
    assert.deepEqual(event?.targets, [])
  }),
)

test(
  'payloads accepted before a stop are parked, and released by the restart',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.answers(500)
    const ids = await world.acceptKeys(1, 2)
    await world.run(200)
    await stop(world, hook)
    await world.run(minuteMs)
    assert.equal((await world.delivery(ids[0]!, hook)).state, 'parked')
    await restart(world, hook)
    await world.run(minuteMs)
    assert.deepEqual(await world.states(ids, hook), ['delivered', 'delivered'])
  }),
)

test(
  'what was parked by errors stays parked through a stop, and only that follows the restart',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await disabledHook(world, receiver)
    const parked = await world.acceptKeys(1, 2)
    await stop(world, hook)
    await world.acceptKeys(3)
    await world.run(minuteMs)
    assert.deepEqual(await world.states(parked, hook), ['parked', 'parked'])

    await restart(world, hook)
    await world.run(minuteMs)
    assert.deepEqual(keysOf(receiver.requests), [0, 0, 1, 2])
  }),
)

test(
  'a return to active sets the consecutive errors to 0 and opens the line at once',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.always(500)
    await world.accept()
    await world.until(() => world.subscription(hook).status.state === 'disabled')

    receiver.always(200)
    await restart(world, hook)
    const { health } = world.subscription(hook)
    assert.deepEqual([health.consecutiveErrorCount, health.errorCount], [0, 9])
    const id = await world.accept()
    await world.run(200)
    assert.equal((await world.delivery(id, hook)).state, 'delivered')
  }),
)

test(
  'a hook that has come back is not disabled by its first stumble',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await disabledHook(world, receiver)
    await world.acceptKeys(1, 2, 3)
    receiver.answers(500, 500)

    await restart(world, hook)
    await world.run(minuteMs)
    // The third failure of the first payload ends its cycle: it goes behind the others.
    assert.deepEqual(keysOf(receiver.requests), [0, 0, 0, 1, 2, 3, 0])
    assert.deepEqual(retriesOf(receiver.requests), [0, 1, 2, 0, 0, 0, 3])
    assert.equal(new Set(eventIdsOf(receiver.requests.slice(0, 3))).size, 1)
    assert.equal(world.subscription(hook).status.state, 'active')
  }),
)

test(
  'a hook that is deleted gets nothing more, and what waited for it is cancelled',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.always(500)
    const ids = await world.acceptKeys(1, 2, 3)
    await world.until(() => receiver.requests.length === 4)
    await remove(world, hook)
    await world.run(minuteMs)

    assert.equal(receiver.requests.length, 4)
    assert.deepEqual(await world.states(ids, hook), Array(3).fill('cancelled'))
    assert.equal((await world.ledger()).cancelled, 3)
    assert.equal((await world.attempts(ids[0]!, hook)).length, 2, 'the log stays')
  }),
)

for (const [status, state] of [
  [200, 'delivered'],
  [500, 'cancelled'],
] as const) {
  test(
    `a payload in flight when its hook is deleted is ${state} by a ${status} that comes soon`,
    inWorld(async (world) => {
      const receiver = world.receiver()
      const hook = await world.superoffice(receiver)
      receiver.answers({ status, tookMs: 800 })
      const id = await world.accept()
      await world.run(300)
      await remove(world, hook)
      await world.run(minuteMs)

      assert.equal(receiver.requests.length, 1)
      const delivery = await world.delivery(id, hook)
      assert.deepEqual([delivery.state, delivery.attemptCount], [state, 1])
    }),
  )
}

test(
  'a reply that comes long after its hook was deleted is in the log of the cancelled payload',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.answers({ status: 200, tookMs: 10_000 })
    const id = await world.accept()
    await world.run(3 * secondMs)
    await remove(world, hook)
    await world.run(minuteMs)

    const { state, attemptCount } = await world.delivery(id, hook)
    assert.deepEqual([state, attemptCount], ['cancelled', 1])
    assert.equal((await world.attempts(id, hook))[0]?.status, 200)
  }),
)

test(
  'an attempt in flight when its hook is stopped is finished, and its success brings nothing back',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.answers(500, { status: 200, tookMs: 2_000 })
    const id = await world.accept()
    await world.until(() => receiver.requests.length === 2)
    assert.equal(world.subscription(hook).health.consecutiveErrorCount, 1)
    await stop(world, hook)
    await world.run(minuteMs)

    assert.equal((await world.delivery(id, hook)).state, 'delivered')
    const { status, health } = world.subscription(hook)
    assert.deepEqual([status.state, health.consecutiveErrorCount], ['paused', 0])
  }),
)

test(
  'a 410 to an attempt that was in flight at a stop is logged and changes no state',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.answers({ status: 410, tookMs: 2_000 })
    const id = await world.accept()
    await world.run(500)
    await stop(world, hook)
    await world.run(minuteMs)

    assert.equal((await world.attempts(id, hook)).at(-1)?.status, 410)
    assert.equal(world.subscription(hook).status.state, 'paused')
  }),
)

test(
  'a success that was in flight when its hook was disabled counts, and brings nothing back',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.answers({ status: 200, tookMs: 2_000 }, 410)
    const [slow] = await world.acceptKeys(1, 2)
    await world.until(() => world.subscription(hook).status.state === 'disabled')
    await world.run(minuteMs)

    assert.equal((await world.delivery(slow!, hook)).state, 'delivered')
    const { status, health } = world.subscription(hook)
    assert.deepEqual([status.state, health.consecutiveErrorCount], ['disabled', 0])
    assert.equal(receiver.requests.length, 2)
  }),
)
