/** Sending again: one delivery by hand, many by a filter, at a rate, across a crash. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventId } from '../../src/domain/ids.ts'
import type { ReplayFilter } from '../../src/domain/replay.ts'
import { deleteSubscription } from '../../src/manage/delete-subscription.ts'
import { pauseSubscription } from '../../src/manage/pause-subscription.ts'
import { replayEvents } from '../../src/manage/replay-events.ts'
import { resendDelivery } from '../../src/manage/resend-delivery.ts'
import { resumeSubscription } from '../../src/manage/resume-subscription.ts'
import { replaceMethods } from '../simulation/intercept.ts'
import { type DeliveryWorld, inWorld, minuteMs, secondMs } from './delivery-world.ts'

const everything: ReplayFilter = {
  states: null,
  subscriptionNumber: null,
  amongSubscriptions: null,
  patterns: null,
  sinceMs: null,
  untilMs: null,
  includesUndelivered: false,
}

const replay = (world: DeliveryWorld, ratePerSecond: number, filter: Partial<ReplayFilter> = {}) =>
  world.settles(
    replayEvents(
      { tenantKey: world.tenant.key, filter: { ...everything, ...filter }, ratePerSecond },
      world.parts,
    ),
  )

const resend = (world: DeliveryWorld, eventId: EventId, subscriptionNumber: number) => {
  const key = { eventId, subscriptionNumber, run: 0 }
  return world.settles(resendDelivery({ tenantKey: world.tenant.key, key }, world.parts))
}

test(
  'a replay sends each event once, in the order of acceptance, at its rate',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    const ids = await world.acceptMany(95)
    await world.run(secondMs)
    await replay(world, 10)
    await world.run(15 * secondMs)

    const again = receiver.requests.slice(95)
    assert.deepEqual(
      again.map(({ headers }) => headers.get('webhook-id')),
      ids,
    )
    for (const [index, { sentAtMs }] of again.entries()) {
      const tenBefore = again[index - 10]
      if (tenBefore !== undefined) assert.ok(sentAtMs - tenBefore.sentAtMs >= 900)
    }
    assert.equal((await world.delivery(ids[0]!, number, 1)).runKind, 'replay')
    const [done] = await world.parts.ports.store.history.replays(world.tenant.key)
    assert.deepEqual([done?.state, done?.totalCount, done?.startedCount], ['done', 95, 95])
  }),
)

test(
  'an event that went to many is sent again at the rate of the replay, not all at once',
  inWorld(async (world) => {
    const receivers = Array.from({ length: 30 }, (_, index) => world.receiver(`many${index}`))
    for (const receiver of receivers) await world.standard(receiver)
    await world.accept()
    await world.run(secondMs)
    const againCount = (): number =>
      receivers.reduce((count, { requests }) => count + requests.length, 0) - receivers.length
    await replay(world, 4)
    await world.run(3_500)
    assert.ok(againCount() >= 8 && againCount() <= 16, `${againCount()} at 4 a second`)
    world.crash()
    await world.start()
    await world.run(15 * secondMs)
    assert.ok(receivers.every(({ requests }) => requests.length >= 2))
    assert.equal((await world.ledger()).replays, 30)
  }),
)

test(
  'a replay that fails does not keep the others from their turn',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      await world.standard(receiver)
      await world.acceptMany(3)
      await world.run(secondMs)
      await replay(world, 10, { patterns: ['planted.fault'] })
      // The one that fails is older, and has its turn first.
      await world.run(secondMs)
      await replay(world, 10)
      await world.run(5 * secondMs)
      assert.equal(receiver.requests.length, 6)
      assert.ok(world.factsOf('fault').length > 0, 'the one that fails is told')
    },
    {
      wrap: (ports) => ({
        ...ports,
        store: {
          ...ports.store,
          replays: replaceMethods(ports.store.replays, {
            candidates: (request) =>
              request.filter.patterns?.[0] === 'planted.fault'
                ? Promise.reject(new Error('planted'))
                : ports.store.replays.candidates(request),
          }),
        },
      }),
    },
  ),
)

test(
  'a replay goes on after a crash where it was, and repeats at most what was in flight',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.standard(receiver)
    const ids = await world.acceptMany(60)
    await world.run(secondMs)
    receiver.always({ status: 200, tookMs: 50 })
    await replay(world, 10)
    await world.run(3_020)
    world.crash()
    await world.start()
    await world.run(15 * secondMs)

    const again = receiver.requests.slice(60).map(({ headers }) => headers.get('webhook-id'))
    assert.deepEqual(new Set(again), new Set(ids))
    assert.ok(again.length <= 68, `${again.length - 60} repeated`)
    assert.equal((await world.ledger()).replays, 60)
  }),
)

test(
  'a replay fixes its range when it is made: what comes later is no part of it',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.standard(receiver)
    await world.acceptMany(20)
    await replay(world, 5)
    const later = await world.acceptMany(5)
    await world.run(10 * secondMs)
    const counts = later.map(
      (id) => receiver.headers('webhook-id').filter((one) => one === id).length,
    )
    assert.deepEqual(counts, [1, 1, 1, 1, 1])
  }),
)

test(
  'a replay of what failed leaves alone what was delivered',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver, { retryOverride: { delaysMs: [1_000] } })
    receiver.always(({ body }) => (body.includes('"bad"') ? 500 : 200))
    const bad = await world.accept({ data: { key: 'bad' } })
    await world.acceptMany(5)
    await world.run(10 * secondMs)
    assert.equal((await world.delivery(bad, number)).state, 'exhausted')

    receiver.always(200)
    await replay(world, 10, { states: ['exhausted'] })
    await world.run(10 * secondMs)
    assert.equal(receiver.requests.length, 8)
    assert.equal((await world.delivery(bad, number, 1)).state, 'delivered')
  }),
)

test(
  'live events are not delayed by a replay',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.standard(receiver)
    await world.acceptMany(300)
    await world.run(secondMs)
    receiver.always({ status: 200, tookMs: 400 })
    await replay(world, 200)
    await world.run(1_500)
    const atMs = world.nowMs
    const live = await world.accept({ type: 'live.made' })
    await world.run(minuteMs)
    const sent = receiver.requests.find(({ headers }) => headers.get('webhook-id') === live)
    assert.ok(sent!.sentAtMs - atMs <= 1_000, `it waited ${sent!.sentAtMs - atMs} ms`)
  }),
)

test(
  'a stream of events that keeps an endpoint busy does not starve a replay',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    const ids = await world.acceptMany(5)
    await world.run(secondMs)
    receiver.always({ status: 200, tookMs: 500 })
    await replay(world, 100)
    // As many as the endpoint can take.
    for (let count = 0; count < 320; count += 1) {
      await world.accept({ type: 'live.made' })
      await world.run(62)
    }
    for (const id of ids) assert.equal((await world.delivery(id, number, 1)).state, 'delivered')
  }),
)

test(
  'a resend of a delivered event delivers it once more, as a run of its own',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    const id = await world.accept()
    await world.run(secondMs)
    const result = await resend(world, id, number)
    assert.deepEqual(result, {
      kind: 'started',
      key: { eventId: id, subscriptionNumber: number, run: 1 },
    })
    await world.run(secondMs)

    assert.deepEqual(receiver.headers('webhook-id'), [id, id])
    const again = await world.delivery(id, number, 1)
    assert.deepEqual([again.state, again.runKind, again.attemptCount], ['delivered', 'resend', 1])
    const { accepted, resends, delivered } = await world.ledger()
    assert.deepEqual([accepted, resends, delivered], [1, 1, 2])
  }),
)

test(
  'a resend to a paused subscription waits, and follows when it is resumed',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    const target = { tenantKey: world.tenant.key, number }
    const id = await world.accept()
    await world.run(secondMs)
    await world.settles(pauseSubscription({ ...target, reason: null }, world.parts))
    await resend(world, id, number)
    await world.run(minuteMs)
    assert.equal(receiver.requests.length, 1)
    await world.settles(resumeSubscription(target, world.parts))
    await world.run(secondMs)
    assert.equal(receiver.requests.length, 2)
  }),
)

test(
  'what is sent again goes behind what waits already',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    const target = { tenantKey: world.tenant.key, number }
    const old = await world.acceptMany(3)
    await world.run(secondMs)
    await world.settles(pauseSubscription({ ...target, reason: null }, world.parts))
    const parked = await world.acceptMany(3)
    for (const id of old) await resend(world, id, number)
    await world.settles(resumeSubscription(target, world.parts))
    await world.run(5 * secondMs)
    assert.deepEqual(receiver.headers('webhook-id').slice(3), [...parked, ...old])
  }),
)

test(
  'a resend for a subscription that is deleted is refused, and starts nothing',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    const id = await world.accept()
    await world.run(secondMs)
    await world.settles(deleteSubscription({ tenantKey: world.tenant.key, number }, world.parts))
    assert.deepEqual(await resend(world, id, number), { kind: 'subscription-gone' })
    assert.equal((await world.ledger()).resends, 0)
  }),
)
