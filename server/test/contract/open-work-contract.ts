/** The part of the delivery store's promise that is about open work: lines, claims, recovery. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { heldName } from '../../src/ports/delivery-store.ts'
import {
  delivered,
  exhausted,
  failedUntil,
  hourMs,
  newEventId,
  type OpenFresh,
  startMs,
  type StoreWorld,
  withStore,
} from './fresh-store.ts'

export function waitingContract(open: OpenFresh): void {
  test('what memory gives back waits in its place', () =>
    withStore(open, async (fresh, world) => {
      const number = await world.subscribe()
      const first = await world.accept([number])
      const second = await world.accept([number])
      const deliveries = [...second, ...first]
      const request = { deliveries, settledSeq: second[0]!.eventSeq }
      await world.store.deliveries.keepWaiting(request)
      await world.store.deliveries.keepWaiting(request)
      await fresh.crash()
      assert.deepEqual(await world.claimed(number), [...first, ...second])
    }))

  test('a row that is given and an outcome that follows may share a commit', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const [delivery] = await world.accept([number])
      await Promise.all([
        world.store.deliveries.keepWaiting({ deliveries: [delivery!], settledSeq: 0 }),
        world.record(delivered(delivery!, { hasRow: true })),
      ])
      assert.deepEqual(await world.claimed(number), [])
      assert.equal(await stateOf(world, delivery!), 'delivered')
    }))

  test('a delivery whose cycle is spent goes behind all others of its subscription', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const [first] = await world.acceptWaiting([number])
      const [second] = await world.acceptWaiting([number])
      const next = { state: 'pending', dueAtMs: 0, isBehindOthers: true } as const
      await world.record({ ...failedUntil(first!, 0, { hasRow: true }), next })
      const [third] = await world.acceptWaiting([number])
      for (const order of ['due', 'accepted'] as const) {
        const ids = (await world.claimed(number, order)).map((delivery) => delivery.eventId)
        assert.deepEqual(ids, [second!.eventId, first!.eventId, third!.eventId])
      }
      const moved = (await world.claimed(number))[1]!
      await world.record(delivered(moved, { hasRow: true }))
      assert.equal(await stateOf(world, first!), 'delivered')
      assert.equal((await world.claimed(number)).length, 2)
    }))

  test('heads name each subscription with rows once, with its earliest due time', () =>
    withStore(open, async (_, world) => {
      const [a, b, c] = [await world.subscribe(), await world.subscribe(), await world.subscribe()]
      const [late] = await world.accept([a])
      await world.record(failedUntil(late!, startMs + 50))
      const [early] = await world.accept([a])
      await world.record(failedUntil(early!, startMs + 40))
      await world.accept([b])
      await world.acceptWaiting([c])
      await world.acceptWaiting([c])
      assert.deepEqual(await world.store.deliveries.heads(), [
        { subscriptionNumber: a, dueAtMs: startMs + 40 },
        { subscriptionNumber: c, dueAtMs: 0 },
      ])
    }))

  test('runs get the next numbers and wait at the end of the line', () =>
    withStore(open, async (fresh, world) => {
      const number = await world.subscribe()
      const [ended] = await world.accept([number])
      await world.record(exhausted(ended!))
      const [waiting] = await world.acceptWaiting([number])
      const target = { ...ended!, eventSeq: ended!.eventSeq }
      const start = () =>
        world.store.deliveries.startRuns({ runKind: 'resend', deliveries: [target], replay: null })
      const [[first], [second]] = [await start(), await start()]
      assert.deepEqual([first!.run, second!.run], [1, 2])
      await fresh.crash()
      const line = await world.claimed(number, 'accepted')
      assert.deepEqual(
        line.map((delivery) => [delivery.eventId, delivery.run, delivery.runKind]),
        [
          [waiting!.eventId, 0, 'accepted'],
          [ended!.eventId, 1, 'resend'],
          [ended!.eventId, 2, 'resend'],
        ],
      )
      await world.record(delivered(line[1]!, { hasRow: true }))
      assert.equal(await stateOf(world, ended!), 'exhausted', 'history is not rewritten')
      assert.equal(await stateOf(world, first!), 'delivered')
    }))

  test('a run of an event that is gone is left out', () =>
    withStore(open, async (_, world) => {
      const subscriptionNumber = await world.subscribe()
      const deliveries = [{ eventId: newEventId(), eventSeq: 77, subscriptionNumber }]
      const request = { runKind: 'resend', deliveries, replay: null } as const
      assert.deepEqual(await world.store.deliveries.startRuns(request), [])
    }))

  test('what is set aside is claimed no more and shown as such', () =>
    withStore(open, async (fresh, world) => {
      const number = await world.subscribe()
      const [delivery] = await world.acceptWaiting([number])
      const sending = { ...delivery!, recoveryCount: 2 }
      await world.store.deliveries.markSending({ deliveries: [sending], isQuarantined: false })
      await fresh.crash()
      assert.deepEqual(await world.claimed(number), [sending])
      await world.store.deliveries.markSending({ deliveries: [sending], isQuarantined: true })
      for (const order of ['due', 'accepted'] as const) {
        assert.deepEqual(await world.claimed(number, order), [])
      }
      assert.deepEqual(await world.store.deliveries.heads(), [])
      const record = await world.store.history.findDelivery(world.tenant.key, delivery!)
      assert.deepEqual([record?.state, record?.isQuarantined], ['pending', true])
    }))

  test('a mark brings nothing back that was closed meanwhile', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const [delivery] = await world.acceptWaiting([number])
      await closeAll(world, number)
      const sending = { ...delivery!, recoveryCount: 2 }
      await world.store.deliveries.markSending({ deliveries: [sending], isQuarantined: false })
      assert.deepEqual(await world.claimed(number), [])
      const record = await world.store.history.findDelivery(world.tenant.key, delivery!)
      assert.equal(record?.state, 'cancelled')
      assert.equal((await world.store.history.ledger({ recount: true })).unaccountedCount, 0)
    }))

  test('an attempt that was survived ends the count of crashes', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const [delivery] = await world.acceptWaiting([number])
      const sending = { ...delivery!, recoveryCount: 2 }
      await world.store.deliveries.markSending({ deliveries: [sending], isQuarantined: false })
      await world.record(failedUntil(sending, startMs, { hasRow: true }))
      assert.equal((await world.claimed(number))[0]!.recoveryCount, 0)
    }))
}

export async function closeAll(world: StoreWorld, subscriptionNumber: number) {
  const request = { state: 'cancelled', subscriptionNumber, limit: 100, nowMs: startMs } as const
  return world.store.deliveries.closeWaiting(request)
}

export function recoveryContract(open: OpenFresh): void {
  test('a crash leaves no target behind, and recovery makes none twice', () =>
    withStore(open, async (fresh, world) => {
      const [a, b] = [await world.subscribe(), await world.subscribe()]
      const [done, open1] = await world.accept([a, b])
      const [retried, kept] = await world.accept([a, b])
      await world.record(delivered(done!), failedUntil(retried!, startMs + 9))
      await world.store.deliveries.keepWaiting({ deliveries: [kept!], settledSeq: 0 })
      const [open2] = await world.accept([a])
      await fresh.crash()
      assert.equal(await world.store.deliveries.recover(), 2)
      assert.equal(await world.store.deliveries.recover(), 0)
      const recovered = { recoveryCount: 1 }
      assert.deepEqual(await world.claimed(a), [
        { ...open2!, ...recovered },
        { ...retried!, attemptCount: 1, dueAtMs: startMs + 9 },
      ])
      assert.deepEqual(await world.claimed(b), [{ ...open1!, ...recovered }, kept])
    }))

  test('recovery looks at nothing below the settled mark', () =>
    withStore(open, async (fresh, world) => {
      const number = await world.subscribe()
      const [first] = await world.accept([number])
      const [second] = await world.accept([number])
      // A lie, so that looking would show: the first has no row.
      await world.store.deliveries.keepWaiting({ deliveries: [], settledSeq: first!.eventSeq })
      await world.store.deliveries.keepWaiting({ deliveries: [], settledSeq: 0 })
      await fresh.crash()
      assert.equal(await world.store.deliveries.recover(), 1)
      assert.deepEqual(await world.claimed(number), [{ ...second!, recoveryCount: 1 }])
      const { unaccountedCount } = await world.store.history.ledger({ recount: true })
      assert.equal(unaccountedCount, 1, 'a recount finds the one that was lost')
    }))

  test('a deleted subscription is swept in bounded steps', () =>
    withStore(open, async (_, world) => {
      const [gone, other] = [await world.subscribe(), await world.subscribe()]
      const deliveries = []
      for (let count = 0; count < 5; count += 1) {
        deliveries.push(...(await world.acceptWaiting([gone, other])))
      }
      const step = {
        state: 'cancelled',
        subscriptionNumber: gone,
        limit: 3,
        nowMs: startMs,
      } as const
      assert.equal((await world.store.deliveries.closeWaiting(step)).length, 3)
      assert.equal((await world.store.deliveries.closeWaiting(step)).length, 2)
      assert.equal((await world.store.deliveries.closeWaiting(step)).length, 0)
      assert.equal((await world.claimed(other)).length, 5)
      assert.equal(await stateOf(world, deliveries[0]!), 'cancelled')
    }))

  test('open work that is too old expires, moved back in its line or not, the younger stays', () =>
    withStore(open, async (fresh, world) => {
      const number = await world.subscribe()
      const [old] = await world.acceptWaiting([number])
      const [moved] = await world.acceptWaiting([number])
      const next = { state: 'pending', dueAtMs: 0, isBehindOthers: true } as const
      await world.record({ ...failedUntil(moved!, 0, { hasRow: true }), next })
      fresh.clock.move(hourMs)
      const [young] = await world.acceptWaiting([number])
      for (const isFolded of [false, true]) {
        if (isFolded) await world.store.upkeep.fold()
        const close = { state: 'expired', limit: 1, nowMs: world.nowMs } as const
        const ended = await world.store.deliveries.closeWaiting({
          ...close,
          acceptedBeforeMs: startMs + 1,
        })
        assert.deepEqual(
          ended.map((key) => key.eventId),
          [isFolded ? moved!.eventId : old!.eventId],
        )
      }
      assert.deepEqual(await world.claimed(number), [young])
      assert.equal(await stateOf(world, moved!), 'expired')
      const attempts = await world.store.history.attempts(world.tenant.key, moved!)
      assert.equal(attempts.length, 1, 'what was tried stays to be seen')
    }))
}

export async function stateOf(
  world: StoreWorld,
  key: Parameters<typeof heldName>[0],
): Promise<string | undefined> {
  return (await world.store.history.findDelivery(world.tenant.key, key))?.state
}
