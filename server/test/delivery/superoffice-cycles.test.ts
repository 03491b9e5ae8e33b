/**
 * How a failing SuperOffice payload is tried again: cycles of three attempts, rests of the line
 * between them, and the ids and counters that go with each attempt (SuperOffice notification page,
 * Failed attempts; overview page, Retries).
 */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { pauseSubscription } from '../../src/manage/pause-subscription.ts'
import { resumeSubscription } from '../../src/manage/resume-subscription.ts'
import { inWorld, minuteMs, secondMs, sharedSecret } from './delivery-world.ts'
import { bodyOf, eventIdsOf, keysOf, retriesOf } from './notifications.ts'

test(
  'a payload is attempted at once, 1 s after its first failure and 4 s after its second',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.superoffice(receiver)
    receiver.answers(500, 500)

    const acceptedAtMs = world.nowMs
    await world.accept()
    await world.until(() => receiver.requests.length === 3)

    assert.ok(receiver.sentAtMs[0]! - acceptedAtMs <= 10)
    assert.deepEqual(receiver.waitsMs, [1_000, 4_000])
  }),
)

test(
  'a payload that always fails has nine attempts in three cycles, with rests of 30 s and 5 min',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.always(500)
    const errorCounts: number[] = []

    const id = await world.accept()
    for (let count = 1; count <= 9; count += 1) {
      await world.until(() => receiver.requests[count - 1]?.repliedAtMs != null)
      errorCounts.push(world.subscription(hook).health.consecutiveErrorCount)
    }
    await world.run(10 * minuteMs)

    const within = [1_000, 4_000]
    assert.deepEqual(receiver.waitsMs, [...within, 30_000, ...within, 300_000, ...within])
    assert.deepEqual(retriesOf(receiver.requests), [0, 1, 2, 3, 4, 5, 6, 7, 8])
    assert.deepEqual(errorCounts, [1, 2, 3, 4, 5, 6, 7, 8, 9])
    assert.equal((await world.delivery(id, hook)).state, 'exhausted')
    const { status } = world.subscription(hook)
    assert.deepEqual([status.state, status.reason], ['disabled', 'too-many-failures'])
  }),
)

test(
  'each cycle has an EventId of its own in header and signed body, and webhook-id never changes',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.superoffice(receiver)
    receiver.always(500)

    const id = await world.accept()
    await world.until(() => receiver.requests.length === 9)

    const eventIds = receiver.requests.map((request) => bodyOf(request).EventId)
    const [first, , , second, , , third] = eventIds
    assert.equal(new Set(eventIds).size, 3)
    const cycles = [first, second, third].flatMap((one) => [one, one, one])
    assert.deepEqual(eventIds, cycles)
    assert.deepEqual(receiver.headers('x-superoffice-eventid'), cycles)
    for (const { headers, body } of receiver.requests) {
      const signature = createHmac('sha256', sharedSecret).update(body).digest('base64')
      assert.equal(headers.get('x-superoffice-signature'), signature)
      assert.equal(headers.get('webhook-id'), id)
    }
  }),
)

test(
  'after a third failure the payloads that waited behind are attempted first',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.superoffice(receiver)
    receiver.answers(500, 500, 500)

    await world.acceptKeys(1)
    await world.until(() => receiver.requests.length === 2)
    await world.acceptKeys(2, 3)
    await world.run(10 * minuteMs)

    assert.equal(receiver.waitsMs[2], 30_000)
    assert.equal(keysOf(receiver.requests)[3], 2)
    assert.deepEqual(
      keysOf(receiver.requests).toSorted((a, b) => a - b),
      [1, 1, 1, 1, 2, 3],
    )
  }),
)

test(
  'while nothing succeeds each payload has its cycle in turn, those that waited first',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.always(500)

    await world.acceptKeys(1)
    await world.until(() => receiver.requests.length === 1)
    await world.run(20)
    await world.acceptKeys(2, 3)
    await world.run(20 * minuteMs)

    assert.deepEqual(keysOf(receiver.requests), [1, 1, 1, 2, 2, 2, 3, 3, 3])
    assert.deepEqual(retriesOf(receiver.requests), [0, 1, 2, 0, 1, 2, 0, 1, 2])
    assert.deepEqual(receiver.waitsMs.slice(2), [30_000, 1_000, 4_000, 300_000, 1_000, 4_000])
    assert.equal(world.subscription(hook).status.reason, 'too-many-failures')
  }),
)

test(
  'while a hook fails one payload holds the line, and the others are neither sent nor counted',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.always((request) => (bodyOf(request).PrimaryKey === 1 ? 500 : 200))

    await world.acceptKeys(1)
    await world.until(() => receiver.requests[0]?.repliedAtMs != null)
    const waiting = await world.acceptKeys(2, 3, 4, 5)
    await world.until(() => receiver.requests[2]?.repliedAtMs != null)
    await world.run(29 * secondMs)

    assert.deepEqual(keysOf(receiver.requests), [1, 1, 1])
    for (const id of waiting) assert.equal((await world.delivery(id, hook)).attemptCount, 0)
    const { callCount, consecutiveErrorCount } = world.subscription(hook).health
    assert.deepEqual([callCount, consecutiveErrorCount], [3, 3])
  }),
)

test(
  'after its first success a hook is served side by side again',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.superoffice(receiver)
    receiver.answers(500)
    receiver.always({ status: 200, tookMs: 400 })
    receiver.answers(500)

    await world.acceptKeys(1)
    await world.until(() => receiver.requests[0]?.repliedAtMs != null)
    await world.acceptKeys(2, 3, 4, 5)
    await world.until(() => receiver.requests.length === 6)

    const [, retry, ...others] = receiver.requests
    assert.equal(keysOf(receiver.requests)[1], 1)
    assert.equal(others.length, 4)
    for (const { sentAtMs } of others) {
      assert.ok(sentAtMs >= retry!.repliedAtMs! && sentAtMs < retry!.repliedAtMs! + 50)
    }
  }),
)

test(
  'failures that were in flight when a hook began to fail count in its totals alone',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.always({ status: 500, tookMs: 400 })

    await world.acceptMany(8)
    await world.until(() => receiver.requests.every(({ repliedAtMs }) => repliedAtMs !== null))
    await world.run(900)

    assert.equal(receiver.requests.length, 8)
    const { callCount, errorCount, consecutiveErrorCount } = world.subscription(hook).health
    assert.deepEqual([callCount, errorCount, consecutiveErrorCount], [8, 8, 1])
    assert.equal(world.subscription(hook).status.state, 'active')
  }),
)

test(
  'a payload that is parked within a cycle goes on in it, with its EventId and its attempts',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    const target = { tenantKey: world.tenant.key, number: hook }
    receiver.always(500)

    const id = await world.accept()
    await world.until(() => receiver.requests[1]?.repliedAtMs != null)
    await world.settles(pauseSubscription({ ...target, reason: null }, world.parts))
    await world.run(10 * minuteMs)
    assert.equal(receiver.requests.length, 2)
    const { state, attemptCount } = await world.delivery(id, hook)
    assert.deepEqual([state, attemptCount], ['parked', 2])
    await world.settles(resumeSubscription(target, world.parts))
    await world.run(minuteMs)

    assert.deepEqual(retriesOf(receiver.requests).slice(0, 4), [0, 1, 2, 3])
    const [first, , third, fourth] = eventIdsOf(receiver.requests)
    assert.equal(third, first)
    assert.notEqual(fourth, first)
    assert.equal(receiver.waitsMs[2], 30_000)
  }),
)
