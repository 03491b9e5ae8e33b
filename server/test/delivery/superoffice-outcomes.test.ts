/**
 * Which replies are a success for SuperOffice, what each attempt does to a hook's statistics, and
 * how a payload is sent again (SuperOffice notification page; database dictionary, webhook_usage).
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { replayEvents } from '../../src/manage/replay-events.ts'
import { resendDelivery } from '../../src/manage/resend-delivery.ts'
import { resumeSubscription } from '../../src/manage/resume-subscription.ts'
import { sendTestEvent } from '../../src/manage/send-test-event.ts'
import type { ReplayFilter } from '../../src/domain/replay.ts'
import { type DeliveryWorld, inWorld, minuteMs } from './delivery-world.ts'
import { eventIdsOf, retriesOf } from './notifications.ts'

const everything: ReplayFilter = {
  states: null,
  subscriptionNumber: null,
  amongSubscriptions: null,
  patterns: null,
  sinceMs: null,
  untilMs: null,
  includesUndelivered: false,
}

const replay = (world: DeliveryWorld, filter: Partial<ReplayFilter>) =>
  world.settles(
    replayEvents(
      { tenantKey: world.tenant.key, filter: { ...everything, ...filter }, ratePerSecond: 10 },
      world.parts,
    ),
  )

test(
  '204 is a failure by default',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.answers(204)
    const id = await world.accept()
    await world.run(minuteMs)

    const [first, second] = await world.attempts(id, hook)
    assert.deepEqual(first?.outcome.kind, 'refused')
    assert.equal(second?.outcome.kind, 'accepted')
  }),
)

test(
  '204 is a success where the installation takes any 2xx',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      const hook = await world.superoffice(receiver)
      receiver.answers(204)
      const id = await world.accept()
      await world.run(minuteMs)

      assert.equal(receiver.requests.length, 1)
      assert.equal((await world.delivery(id, hook)).state, 'delivered')
    },
    { superoffice: { acceptAny2xx: true } },
  ),
)

test(
  'a 302 is a failure, and no request reaches its Location',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const elsewhere = world.receiver('elsewhere')
    const hook = await world.superoffice(receiver)
    receiver.answers({ status: 302, headers: { location: elsewhere.url } })
    const id = await world.accept()
    await world.run(minuteMs)

    assert.equal(elsewhere.requests.length, 0)
    assert.equal(receiver.requests.length, 2)
    const [first] = await world.attempts(id, hook)
    assert.deepEqual(first?.outcome, {
      kind: 'refused',
      errorClass: 'status-3xx',
      retryAfterMs: null,
      isSlowDown: false,
      isGone: false,
    })
  }),
)

test(
  'a target that stays silent for 15 s is a failure, and is tried again 1 s after',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.answers('silent')
    const id = await world.accept()
    await world.run(minuteMs)

    const [first] = await world.attempts(id, hook)
    assert.deepEqual(first?.outcome, { kind: 'unreached', errorClass: 'timeout-first-byte' })
    assert.equal(receiver.sentAtMs[1]! - receiver.sentAtMs[0]!, 16_000)
  }),
)

test(
  'an exhausted payload stays in the log with all its attempts',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.always({ status: 503, body: 'closed for today' })
    const id = await world.accept()
    await world.run(10 * minuteMs)

    const { state, attemptCount } = await world.delivery(id, hook)
    assert.deepEqual([state, attemptCount], ['exhausted', 9])
    const attempts = await world.attempts(id, hook)
    assert.deepEqual(
      attempts.map(({ number }) => number),
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    )
    for (const { status, replyText } of attempts) {
      assert.equal(status, 503)
      assert.match(replyText, /closed for today/)
    }
  }),
)

test(
  'what a receiver repeats of what it was sent is kept without header values and secrets',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const headers = { Authorization: 'Bearer t0k3n-planted' }
    const hook = await world.superoffice(receiver, { headers })
    receiver.answers({
      status: 401,
      headers: { 'x-got': 't0k3n-planted' },
      body: 'Bearer t0k3n-planted',
    })
    receiver.answers({ status: 200, body: `${'x'.repeat(245)} t0k3n-planted` })
    const id = await world.accept()
    await world.run(minuteMs)

    const attempts = await world.attempts(id, hook)
    assert.deepEqual(
      attempts.map(({ replyText }) => replyText.slice(-29)),
      ['401\nx-got: (hidden)\n\n(hidden)', `${'x'.repeat(20)} (hidden)`],
    )
    const { lastErrorText } = world.subscription(hook).health
    assert.equal(lastErrorText, attempts[0]?.replyText)
    for (const { replyText } of attempts) assert.doesNotMatch(replyText, /t0k3n/)
  }),
)

for (const way of ['resend', 'replay'] as const) {
  test(
    `a ${way} of an exhausted payload is a fresh run: new EventId, Retry from 0, same webhook-id`,
    inWorld(async (world) => {
      const receiver = world.receiver()
      const other = world.receiver('other')
      const hook = await world.superoffice(receiver)
      await world.superoffice(other)
      // Others succeed in between, so that the hook stays active.
      receiver.always(({ headers }) => (headers.get('webhook-id') === id ? 500 : 200))
      const id = await world.accept()
      for (let turn = 0; turn < 20; turn += 1) {
        await world.run(20_000)
        await world.accept()
      }
      await world.until(() => receiver.headers('webhook-id').filter((one) => one === id).length > 8)
      await world.run(minuteMs)
      receiver.always(200)
      const spentCount = receiver.requests.length

      if (way === 'replay') await replay(world, { states: ['exhausted'] })
      else {
        const key = { eventId: id, subscriptionNumber: hook, run: 0 }
        await world.settles(resendDelivery({ tenantKey: world.tenant.key, key }, world.parts))
      }
      await world.run(minuteMs)

      const [again, ...more] = receiver.requests.slice(spentCount)
      assert.ok(again !== undefined && more.length === 0)
      assert.deepEqual(retriesOf([again]), [0])
      assert.equal(again.headers.get('webhook-id'), id)
      const earlier = receiver.requests.slice(0, spentCount)
      assert.ok(!eventIdsOf(earlier).includes(eventIdsOf([again])[0]!))
      assert.equal((await world.delivery(id, hook)).state, 'exhausted', 'history stays')
      assert.equal((await world.delivery(id, hook, 1)).state, 'delivered')
    }),
  )
}

test(
  'what was accepted while a hook was stopped can be replayed to it',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver, { state: 'paused' })
    const id = await world.accept()
    const target = { tenantKey: world.tenant.key, number: hook }
    await world.settles(resumeSubscription(target, world.parts))
    await world.run(minuteMs)
    assert.equal(receiver.requests.length, 0)

    await replay(world, { subscriptionNumber: hook, includesUndelivered: true })
    await world.run(minuteMs)
    assert.deepEqual(receiver.headers('webhook-id'), [id])
    assert.equal((await world.delivery(id, hook, 1)).state, 'delivered')
  }),
)

test(
  'total calls, errors, consecutive errors and last error follow each attempt',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.answers({ status: 500, body: 'first' }, { status: 502, body: 'second' })
    await world.accept()
    const counts = async () => {
      const stored = await world.parts.ports.store.subscriptions.find(world.tenant.key, hook)
      const { callCount, errorCount, consecutiveErrorCount, lastErrorText } = stored!.health
      return [callCount, errorCount, consecutiveErrorCount, lastErrorText?.split('\n').at(-1)]
    }

    await world.run(500)
    assert.deepEqual(await counts(), [1, 1, 1, 'first'])
    await world.run(1_500)
    assert.deepEqual(await counts(), [2, 2, 2, 'second'])
    await world.run(minuteMs)
    assert.deepEqual(await counts(), [3, 2, 0, 'second'])
  }),
)

test(
  'where no answer came, the last error says why',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.answers({ unreached: 'connect-refused' })
    const id = await world.accept()
    await world.run(500)

    const [first] = await world.attempts(id, hook)
    const { lastErrorText } = world.subscription(hook).health
    assert.match(lastErrorText ?? '', /connect-refused/)
    assert.equal(lastErrorText, first?.replyText)
  }),
)

test(
  'a ping leaves the statistics and the state alone',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    const before = world.subscription(hook)
    receiver.always(410)
    const request = { tenantKey: world.tenant.key, number: hook }
    for (let count = 0; count < 12; count += 1) {
      await world.settles(sendTestEvent(request, world.parts))
    }
    await world.run(minuteMs)

    assert.equal(receiver.requests.length, 12, 'each is sent once')
    assert.deepEqual(world.subscription(hook), before)
  }),
)
