/** Where a subscription asks for it, deliveries of one order key go one after the other. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KeyOrdering } from '../../src/domain/subscription.ts'
import { changeSubscription } from '../../src/manage/change-subscription.ts'
import { pauseSubscription } from '../../src/manage/pause-subscription.ts'
import { resendDelivery } from '../../src/manage/resend-delivery.ts'
import { replayEvents } from '../../src/manage/replay-events.ts'
import { resumeSubscription } from '../../src/manage/resume-subscription.ts'
import { hourMs, inWorld, minuteMs, secondMs } from './delivery-world.ts'
import {
  accept,
  acceptAtOnce,
  block,
  cycle,
  keepsOrder,
  placedCount,
  placesOf,
  read,
  skip,
} from './keyed-events.ts'

test(
  'of one key one at a time, in the order of acceptance; different keys side by side',
  inWorld(async (world) => {
    const receiver = world.receiver()
    receiver.always({ status: 200, tookMs: 100 })
    const number = await world.standard(receiver, { ordering: skip })
    await acceptAtOnce(world, cycle(40, 'a', 'b', 'c', 'd'))
    await world.run(300)
    assert.ok(receiver.requests.length >= 8, 'four at a time')
    await world.run(minuteMs)
    keepsOrder(receiver)
    assert.equal(receiver.requests.length, 40)
    assert.equal(world.subscription(number).health.failingSinceMs, null)
  }),
)

test(
  'what has no key waits for nothing',
  inWorld(async (world) => {
    const receiver = world.receiver()
    receiver.always((request) => (read(request).key === 'a' ? 500 : 200))
    const number = await world.standard(receiver, { ordering: skip })
    await accept(world, 'a', null, 'a', null, null)
    await world.run(secondMs)
    assert.equal(placesOf(receiver, null).length, 3)
    assert.equal(placesOf(receiver, 'a').length, 1)
    receiver.always(200)
    await world.run(minuteMs)
    assert.deepEqual(receiver.requests.length, 6)
    assert.equal(world.subscription(number).health.failingSinceMs, null)
  }),
)

test(
  'a key waits while its first one is tried again, and no other key does',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const retryOverride = { delaysMs: [30_000, 30_000] }
    await world.standard(receiver, { ordering: skip, retryOverride })
    receiver.always((request) => (read(request).key === 'a' ? 500 : 200))
    await accept(world, 'a', 'a', 'b', 'a', 'b')
    await world.run(20 * secondMs)
    assert.equal(placesOf(receiver, 'a').length, 1)
    assert.equal(placesOf(receiver, 'b').length, 2)
    receiver.always(200)
    await world.run(minuteMs)
    keepsOrder(receiver)
    assert.equal(placesOf(receiver, 'a').length, 4)
  }),
)

test(
  'when one is exhausted the next of its key goes, if that was asked for',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const retryOverride = { delaysMs: [2_000] }
    const number = await world.standard(receiver, { ordering: skip, retryOverride })
    receiver.answers(500, 500)
    const [first, second] = await accept(world, 'a', 'a')
    await world.run(minuteMs)
    assert.equal((await world.delivery(first!, number)).state, 'exhausted')
    assert.equal((await world.delivery(second!, number)).state, 'delivered')
    assert.equal(receiver.requests.length, 3)
    keepsOrder(receiver)
  }),
)

test(
  'a key that blocks is never given up, and neither is what has no key kept beyond its schedule',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const retryOverride = { delaysMs: [2_000] }
    const number = await world.standard(receiver, { ordering: block, retryOverride })
    receiver.always((request) => (read(request).key === 'b' ? 200 : 500))
    const [first, second, unkeyed] = await accept(world, 'a', 'a', null)
    for (let count = 0; count < 20; count += 1) {
      await accept(world, 'b')
      await world.sleep(hourMs / 2)
      await world.run(secondMs)
    }
    assert.equal((await world.delivery(first!, number)).state, 'pending')
    assert.equal((await world.delivery(unkeyed!, number)).state, 'exhausted')
    const attemptCount = placesOf(receiver, 'a').length
    assert.ok(attemptCount >= 6 && attemptCount <= 12, `${attemptCount} attempts in ten hours`)
    receiver.always(200)
    await world.sleep(3 * hourMs)
    await world.run(minuteMs)
    assert.equal((await world.delivery(second!, number)).state, 'delivered')
    keepsOrder(receiver)
  }),
)

test(
  'what is sent again is given up after its schedule, and keeps back nothing of a key that blocks',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const retryOverride = { delaysMs: [2_000] }
    const number = await world.standard(receiver, { ordering: block, retryOverride })
    const [first] = await accept(world, 'a')
    await world.run(secondMs)
    receiver.always(500)
    const key = { eventId: first!, subscriptionNumber: number, run: 0 }
    await world.settles(resendDelivery({ tenantKey: world.tenant.key, key }, world.parts))
    await world.run(minuteMs)
    receiver.always(200)
    const [second] = await accept(world, 'a')
    await world.run(secondMs)
    assert.equal((await world.delivery(second!, number)).state, 'delivered')
    assert.equal(receiver.requests.length, 4)
  }),
)

test(
  'pausing and resuming tries a key that blocks at once, and skipping instead lets it go on',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const retryOverride = { delaysMs: [1_000] }
    const number = await world.standard(receiver, { ordering: block, retryOverride })
    receiver.always((request) => (read(request).key === 'a' ? 500 : 200))
    const [first, second] = await accept(world, 'a', 'a', 'b')
    await world.run(minuteMs)
    const before = world.subscription(number)
    const config = { ...before.config, ordering: skip }
    await world.settles(changeSubscription({ before, config }, world.parts))
    const target = { tenantKey: world.tenant.key, number }
    await world.settles(pauseSubscription({ ...target, reason: null }, world.parts))
    await world.settles(resumeSubscription(target, world.parts))
    receiver.always(200)
    await world.run(minuteMs)
    const states = await world.states([first!, second!], number)
    assert.deepEqual(states, ['exhausted', 'delivered'])
    keepsOrder(receiver)
  }),
)

test(
  'what was parked is released in the order of its keys',
  inWorld(async (world) => {
    const receiver = world.receiver()
    receiver.always({ status: 200, tookMs: 200 })
    const number = await world.standard(receiver, { ordering: skip, state: 'paused' })
    await acceptAtOnce(world, cycle(60, 'a', 'b', 'c'))
    const target = { tenantKey: world.tenant.key, number }
    await world.settles(resumeSubscription(target, world.parts))
    await world.run(secondMs)
    await acceptAtOnce(world, cycle(6, 'a', 'b', 'c'))
    receiver.answers(500)
    await world.run(minuteMs)
    keepsOrder(receiver)
    assert.equal(receiver.requests.length, 67)
    assert.equal(world.subscription(number).status.releasingSinceMs, null)
  }),
)

test(
  'what is sent again goes behind what is open of its key',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.standard(receiver, { ordering: skip })
    await accept(world, 'a', 'a', 'a')
    await world.run(secondMs)
    receiver.always({ status: 200, tookMs: 300 })
    const filter = {
      ...{ states: null, subscriptionNumber: null, patterns: null, sinceMs: null, untilMs: null },
      ...{ amongSubscriptions: null, includesUndelivered: false },
    }
    const request = { tenantKey: world.tenant.key, filter, ratePerSecond: 50 }
    await world.settles(replayEvents(request, world.parts))
    await world.run(2 * secondMs)
    const last = placedCount()
    await accept(world, 'a')
    await world.run(minuteMs)
    const places = placesOf(receiver, 'a')
    assert.deepEqual(places.slice(3), [last - 3, last - 2, last - 1, last])
  }),
)

test(
  'order holds for what is accepted once it is asked for, and no more once it is not',
  inWorld(async (world) => {
    const receiver = world.receiver()
    receiver.always({ status: 200, tookMs: 500 })
    const number = await world.standard(receiver)
    await acceptAtOnce(world, cycle(20, 'a'))
    const setOrdering = async (ordering: KeyOrdering | null) => {
      const before = world.subscription(number)
      const { ordering: _old, ...config } = before.config
      const wanted = ordering === null ? config : { ...config, ordering }
      const made = await world.settles(changeSubscription({ before, config: wanted }, world.parts))
      assert.equal(made.kind, 'changed')
    }
    await setOrdering(skip)
    await acceptAtOnce(world, cycle(10, 'b'))
    await world.run(minuteMs)
    assert.equal(receiver.requests.length, 30)
    assert.deepEqual(
      placesOf(receiver, 'b'),
      placesOf(receiver, 'b').toSorted((one, other) => one - other),
    )
    await setOrdering(null)
    const fromMs = world.nowMs
    await acceptAtOnce(world, cycle(8, 'c'))
    await world.run(minuteMs)
    const sent = receiver.sentAtMs.filter((atMs) => atMs >= fromMs)
    assert.equal(sent.length, 8)
    assert.ok(Math.max(...sent) - fromMs < 100)
  }),
)
