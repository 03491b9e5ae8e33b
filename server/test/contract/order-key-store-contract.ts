/** What every store promises about claims by order key: who is first, how far was looked, what comes next. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PendingDelivery } from '../../src/domain/delivery.ts'
import type { NewEvent } from '../../src/domain/event.ts'
import { heldName } from '../../src/ports/delivery-store.ts'
import type { ClaimAlong } from '../../src/ports/order-key-store.ts'
import {
  delivered,
  failedUntil,
  type OpenFresh,
  startMs,
  type StoreWorld,
  withStore,
} from './fresh-store.ts'

const ids = (rows: readonly { readonly delivery: PendingDelivery }[]): readonly string[] =>
  rows.map(({ delivery }) => delivery.eventId)

/** A subscription and one waiting delivery for each of the keys, in this order. */
async function waiting(world: StoreWorld, ...keys: readonly (string | null)[]) {
  const number = await world.subscribe()
  const line: PendingDelivery[] = []
  for (const orderKey of keys) line.push((await world.acceptWaiting([number], { orderKey }))[0]!)
  return { number, line, ids: line.map(({ eventId }) => eventId) }
}

function along(world: StoreWorld, number: number, request: Partial<ClaimAlong> = {}) {
  return world.store.orderKeys.claimAlong({
    subscriptionNumber: number,
    nowMs: startMs,
    afterPosition: 0,
    limit: 100,
    lookedAtMax: 100,
    held: new Set(),
    includesTried: false,
    ...request,
  })
}

function firstOf(
  world: StoreWorld,
  number: number,
  keys: readonly string[],
  includesTried = false,
) {
  const about = { subscriptionNumber: number, nowMs: startMs, keys, includesTried }
  return world.store.orderKeys.claimFirst({ ...about, held: new Set() })
}

export function orderKeyStoreContract(engine: string, open: OpenFresh): void {
  describe(`${engine} as an order key store`, () => {
    firstOfKeyContract(open)
    lookContract(open)
    keptKeyContract(open)
  })
}

function firstOfKeyContract(open: OpenFresh): void {
  test('of each key the first may go, and whatever has none, by place', () =>
    withStore(open, async (_, world) => {
      const { number, ids: all } = await waiting(world, 'a', null, 'a', 'b', null, 'b', 'c')
      const page = await along(world, number)
      assert.deepEqual(ids(page.rows), [all[0], all[1], all[3], all[4], all[6]])
      assert.equal(page.isAtEnd, true)
      assert.equal(page.rows[0]!.event.orderKey, 'a')
      assert.equal(page.rows[0]!.delivery.keptKey, 'a')
      assert.equal(page.rows[1]!.delivery.keptKey, undefined)
    }))

  test('another subscription keeps no key of this one waiting', () =>
    withStore(open, async (_, world) => {
      const [one, other] = [await world.subscribe(), await world.subscribe()]
      await world.acceptWaiting([one], { orderKey: 'a' })
      const [second] = await world.acceptWaiting([other], { orderKey: 'a' })
      assert.deepEqual(ids((await along(world, other)).rows), [second!.eventId])
    }))

  test('the next of a key may go once the first has ended, and not while it waits to be tried again', () =>
    withStore(open, async (_, world) => {
      const { number, line, ids: all } = await waiting(world, 'a', 'a', 'a')
      const [first, second] = line
      await world.record(failedUntil(first!, startMs + 5_000, { hasRow: true }))
      assert.deepEqual(ids((await along(world, number)).rows), [])
      assert.deepEqual(ids(await firstOf(world, number, ['a'])), [])
      assert.deepEqual(ids(await firstOf(world, number, ['a'], true)), [all[0]])
      const tried = await along(world, number, { includesTried: true })
      assert.deepEqual(ids(tried.rows), [all[0]])

      const again = tried.rows[0]!.delivery
      await world.record(delivered(again, { hasRow: true }))
      assert.deepEqual(ids(await firstOf(world, number, ['a'])), [all[1]])
      const next = { state: 'exhausted', atMs: startMs } as const
      await world.record(delivered(second!, { hasRow: true, next }))
      assert.deepEqual(ids(await firstOf(world, number, ['a'])), [all[2]])
    }))

  test('what is quarantined keeps nobody waiting, and is not claimed', () =>
    withStore(open, async (_, world) => {
      const { number, line, ids: all } = await waiting(world, 'a', 'a')
      const marked = { ...line[0]!, recoveryCount: 4 }
      await world.store.deliveries.markSending({ deliveries: [marked], isQuarantined: true })
      assert.deepEqual(ids((await along(world, number)).rows), [all[1]])
      assert.deepEqual(ids(await firstOf(world, number, ['a'])), [all[1]])
    }))

  test('what memory holds is left out and still the first of its key', () =>
    withStore(open, async (_, world) => {
      const { number, line, ids: all } = await waiting(world, 'a', 'a', 'b')
      const held = new Set([heldName(line[0]!)])
      assert.deepEqual(ids((await along(world, number, { held })).rows), [all[2]])
    }))

  test('keys that differ in case or in accents are different keys, and any text is one', () =>
    withStore(open, async (_, world) => {
      const keys = ['a', 'A', 'á', 'it\'s {odd}, "quoted" \\ and long'.repeat(6), '']
      const { number, ids: all } = await waiting(world, ...keys, ...keys)
      assert.deepEqual(ids((await along(world, number)).rows), all.slice(0, keys.length))
      assert.deepEqual(ids(await firstOf(world, number, keys)), all.slice(0, keys.length))
    }))
}

function lookContract(open: OpenFresh): void {
  test('a look goes on where the one before ended, whatever ended that', () =>
    withStore(open, async (_, world) => {
      const { number, ids: all } = await waiting(world, 'a', 'a', 'a', 'b', null, 'b', 'c')
      for (const bound of [{ limit: 1 }, { lookedAtMax: 2 }, { bytesMax: 1 }, { limit: 2 }]) {
        const found: string[] = []
        let afterPosition = 0
        for (let isAtEnd = false; !isAtEnd;) {
          const page = await along(world, number, { ...bound, afterPosition })
          found.push(...ids(page.rows))
          assert.ok(page.isAtEnd || page.lookedTo > afterPosition)
          assert.ok(page.rows.length <= (bound.limit ?? 2))
          ;({ isAtEnd, lookedTo: afterPosition } = page)
        }
        assert.deepEqual(found, [all[0], all[3], all[4], all[6]])
      }
    }))

  test('the first of several keys come in the order asked for, and end at the bytes asked for', () =>
    withStore(open, async (_, world) => {
      const { number, ids: all } = await waiting(world, 'a', 'b', 'c')
      assert.deepEqual(ids(await firstOf(world, number, ['c', 'none', 'a'])), [all[2], all[0]])
      const about = { subscriptionNumber: number, nowMs: startMs, includesTried: false }
      const few = await world.store.orderKeys.claimFirst({
        ...about,
        keys: ['c', 'b', 'a'],
        held: new Set(),
        bytesMax: 8,
      })
      assert.deepEqual(ids(few), [all[2], all[1]])
    }))

  test('by due time what is due earlier than asked for is left out', () =>
    withStore(open, async (_, world) => {
      const { number, line, ids: all } = await waiting(world, 'a', 'b', 'c')
      await world.record(failedUntil(line[1]!, startMs + 10, { hasRow: true }))
      const rows = await world.store.deliveries.claimDue({
        ...{ subscriptionNumber: number, nowMs: startMs + 20, limit: 10, order: 'due' },
        ...{ held: new Set(), dueFromMs: 1 },
      })
      assert.deepEqual(ids(rows), [all[1]])
    }))
}

function keptKeyContract(open: OpenFresh): void {
  test('an event that is to go out later has no place in the order of its key', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const later: Partial<NewEvent> = { orderKey: 'a', deliverAtMs: startMs + 60_000 }
      const [first] = await world.acceptWaiting([number], later)
      const [second] = await world.acceptWaiting([number], { orderKey: 'a' })
      assert.deepEqual(ids((await along(world, number)).rows), [second!.eventId])
      const both = ids((await along(world, number, { nowMs: startMs + 60_000 })).rows)
      assert.deepEqual(both, [first!.eventId, second!.eventId])
      // Nor has a run that somebody starts again.
      await world.record(delivered(first!))
      const resend = { runKind: 'resend', deliveries: [first!], replay: null } as const
      await world.store.deliveries.startRuns(resend)
      const [again] = (await world.claimed(number, 'accepted')).filter(({ run }) => run > 0)
      assert.equal(again?.keptKey, undefined)
    }))

  test('a delivery keeps its key however it got its row', () =>
    withStore(open, async (fresh, world) => {
      const number = await world.subscribe()
      const accept = async (orderKey: string): Promise<PendingDelivery> =>
        (await world.accept([number], { orderKey }))[0]!
      const { deliveries } = world.store
      const kept = await accept('kept')
      await deliveries.keepWaiting({ deliveries: [kept], settledSeq: 0 })
      const failed = await accept('failed')
      await world.record(failedUntil(failed, startMs + 1))
      const marked = await accept('marked')
      await deliveries.markSending({ deliveries: [marked], isQuarantined: false })
      const over = await accept('over')
      await world.record(delivered(over))
      await deliveries.startRuns({ runKind: 'resend', deliveries: [over], replay: null })
      const lost = await accept('lost')
      await fresh.crash()
      await world.store.deliveries.recover()
      const later = await world.claimed(number, 'accepted')
      const keys = new Map(later.map((one) => [one.eventId, one.keptKey]))
      for (const one of [kept, failed, marked, over]) {
        assert.equal(keys.get(one.eventId), one.keptKey)
      }
      assert.equal(keys.get(lost.eventId), 'lost')
    }))
}
