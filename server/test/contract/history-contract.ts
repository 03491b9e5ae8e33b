/** What every history promises: lists that are whole, in order, bounded, and of one tenant alone. */
import assert from 'node:assert/strict'
import { deliverySearchContract } from './delivery-search-contract.ts'
import { describe, test } from 'node:test'
import { CursorInvalid, type DeliveryQuery, type EventListQuery } from '../../src/ports/history.ts'
import { allPages, deliveryListContract, everything, listed } from './delivery-list-contract.ts'
import {
  exhausted,
  newEventId,
  type OpenFresh,
  startMs,
  StoreWorld,
  withStore,
} from './fresh-store.ts'

export function historyContract(engine: string, open: OpenFresh): void {
  describe(`history on ${engine}`, () => {
    eventContract(open)
    deliveryListContract(open)
    deliverySearchContract(open)
    isolationContract(open)
  })
}

function eventContract(open: OpenFresh): void {
  test('events are listed newest first, page by page, folded or not', () =>
    withStore(open, async (_, world) => {
      const ids: string[] = []
      for (let count = 0; count < 7; count += 1) {
        const event = world.event({ type: count % 2 === 0 ? 'a.even' : 'a.odd' })
        await world.append(event)
        ids.unshift(event.id)
        if (count === 3) await world.store.upkeep.fold()
      }
      for (const isFolded of [false, true]) {
        if (isFolded) await world.store.upkeep.fold()
        assert.deepEqual(await eventIds(world, {}), ids)
        const odd = ids.filter((_id, index) => index % 2 === 1)
        assert.deepEqual(await eventIds(world, { type: 'a.odd' }), odd)
        assert.deepEqual(await eventIds(world, { type: 'a.none' }), [])
      }
    }))

  test('events are listed from one instant on and before another, though the clock had jumped', () =>
    withStore(open, async (fresh, world) => {
      const ids: string[] = []
      for (const jumpMs of [0, 60_000, 7_200_000, -7_200_000, 60_000]) {
        fresh.clock.move(jumpMs)
        const event = world.event()
        await world.append(event)
        ids.unshift(event.id)
      }
      const [e, d, c, b, a] = ids
      for (const isFolded of [false, true]) {
        if (isFolded) await world.store.upkeep.fold()
        const between = (sinceMs: number | null, untilMs: number | null) =>
          eventIds(world, { sinceMs, untilMs })
        assert.deepEqual(await between(startMs + 60_000, startMs + 60_001), [d, b])
        assert.deepEqual(await between(startMs + 60_001, null), [e, c])
        assert.deepEqual(await between(null, startMs + 60_000), [a])
        assert.deepEqual(await between(startMs + 120_001, startMs + 7_000_000), [])
      }
    }))

  test('events are listed from a place in the accept order on, in either direction, by their types', () =>
    withStore(open, async (_, world) => {
      const seqs: number[] = []
      for (const type of ['a', 'b', 'c', 'a', 'b', 'c', 'a']) {
        const appended = await world.append(world.event({ type }))
        assert.ok(appended.kind === 'stored')
        seqs.push(appended.seq)
        if (seqs.length === 4) await world.store.upkeep.fold()
      }
      const between = { afterSeq: seqs[0]!, beforeSeq: seqs[6]! }
      for (const isFolded of [false, true]) {
        if (isFolded) await world.store.upkeep.fold()
        const upwards = await eventSeqs(world, { ...between, order: 'oldest' })
        assert.deepEqual(upwards, seqs.slice(1, 6))
        assert.deepEqual(await eventSeqs(world, between), upwards.toReversed())
        const some = await eventSeqs(world, { types: ['b', 'c'], order: 'oldest' })
        assert.deepEqual(
          some,
          [1, 2, 4, 5].map((index) => seqs[index]),
        )
        assert.deepEqual(await eventSeqs(world, { types: [] }), [])
        assert.deepEqual(await eventSeqs(world, { afterSeq: seqs[6]!, order: 'oldest' }), [])
      }
    }))

  test('a page that found nothing in what it may look at says where to go on', () =>
    withStore(open, async (_, world) => {
      const first = world.event({ type: 'rare' })
      await world.append(first)
      for (let count = 0; count < 42; count += 1) {
        await Promise.all(Array.from({ length: 250 }, () => world.append(world.event())))
      }
      await world.store.upkeep.fold()
      const query = { ...everything(world), type: 'rare' }
      const empty = await world.store.history.listEvents({ ...query, limit: 10 })
      assert.deepEqual(empty.items, [])
      assert.ok(empty.nextCursor !== null)
      const { nextCursor: cursor } = empty
      const next = await world.store.history.listEvents({ ...query, limit: 10, cursor })
      assert.deepEqual(
        next.items.map((item) => item.event.id),
        [first.id],
      )
      assert.equal(next.nextCursor, null)
    }))
}

function isolationContract(open: OpenFresh): void {
  test('another tenant sees nothing, by id or in a list', () =>
    withStore(open, async (fresh, world) => {
      const other = await StoreWorld.begin(fresh, 'Cust2')
      const number = await world.subscribe()
      const [delivery] = await world.accept([number])
      await world.record(exhausted(delivery!))
      await world.acceptWaiting([number])
      const { history } = world.store
      const { key: foreign } = other.tenant
      for (const isFolded of [false, true]) {
        if (isFolded) await world.store.upkeep.fold()
        assert.equal(await history.findEvent(foreign, delivery!.eventId), null)
        assert.equal(await history.findDelivery(foreign, delivery!), null)
        const ofEvent = { tenantKey: foreign, eventId: delivery!.eventId }
        assert.deepEqual(
          await history.deliveriesOfEvent({ ...ofEvent, afterSubscription: 0, limit: 10 }),
          { deliveries: [], subscriptionNumbers: [] },
        )
        assert.deepEqual(await history.attempts(foreign, delivery!), [])
        assert.deepEqual(await eventIds(other, {}), [])
        for (const states of [null, ['pending'], ['exhausted']] as const) {
          assert.deepEqual(await listed(other, { states }), [])
          assert.deepEqual(await listed(other, { states, subscriptionNumber: number }), [])
        }
      }
    }))

  test('a long list of another tenant looks like none, to the last cursor', () =>
    withStore(open, async (fresh, world) => {
      const other = await StoreWorld.begin(fresh, 'Cust2')
      const number = await world.subscribe()
      for (let count = 0; count < 42; count += 1) {
        await Promise.all(Array.from({ length: 250 }, () => world.accept([number])))
      }
      await world.store.upkeep.fold()
      const query = { ...everything(other), states: null, limit: 10 }
      for (const subscriptionNumber of [number, 999]) {
        const page = await world.store.history.listDeliveries({ ...query, subscriptionNumber })
        assert.deepEqual(page, { items: [], nextCursor: null, examinedCount: 0 })
      }
    }))

  test('what does not exist is not found', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const [delivery] = await world.accept([number])
      const { history } = world.store
      const { key } = world.tenant
      assert.equal(await history.findEvent(key, newEventId()), null)
      assert.equal(await history.findDelivery(key, { ...delivery!, run: 1 }), null)
      const foreign = { ...delivery!, subscriptionNumber: number + 1 }
      assert.equal(await history.findDelivery(key, foreign), null)
      assert.deepEqual(await history.attempts(key, delivery!), [])
    }))

  test('a cursor of another list, another store or of nobody is refused', () =>
    withStore(open, async (_, world) => {
      for (let count = 0; count < 3; count += 1) await world.append(world.event())
      const { history } = world.store
      const query = { ...everything(world), limit: 1 }
      const { nextCursor } = await history.listEvents(query)
      assert.ok(nextCursor !== null)
      const deliveries = { ...query, subscriptionNumber: null, states: null }
      for (const cursor of [nextCursor, 'nonsense', '', '%%%']) {
        const request = { ...deliveries, cursor }
        await assert.rejects(() => history.listDeliveries(request), CursorInvalid)
      }
      const other = await open()
      try {
        const foreign = { ...query, cursor: nextCursor }
        await assert.rejects(() => other.store.history.listEvents(foreign), CursorInvalid)
      } finally {
        await other.close()
      }
    }))

  test('a cursor is good after a restart', () =>
    withStore(open, async (fresh, world) => {
      const ids = []
      for (let count = 0; count < 3; count += 1) {
        const event = world.event()
        await world.append(event)
        ids.unshift(event.id)
      }
      const query = { ...everything(world), limit: 1 }
      const { nextCursor: cursor } = await world.store.history.listEvents(query)
      await fresh.reopen()
      const page = await world.store.history.listEvents({ ...query, limit: 9, cursor })
      assert.deepEqual(
        page.items.map((item) => item.event.id),
        ids.slice(1),
      )
    }))
}

async function eventSeqs(
  world: StoreWorld,
  query: Partial<Omit<EventListQuery, 'limit'>>,
): Promise<number[]> {
  const items = await allPages((cursor) =>
    world.store.history.listEvents({ ...everything(world), ...query, cursor, limit: 2 }),
  )
  return items.map((item) => item.event.seq)
}

async function eventIds(
  world: StoreWorld,
  query: Partial<Omit<DeliveryQuery, 'limit'>>,
): Promise<string[]> {
  const items = await allPages((cursor) =>
    world.store.history.listEvents({ ...everything(world), ...query, cursor, limit: 2 }),
  )
  return items.map((item) => item.event.id)
}
