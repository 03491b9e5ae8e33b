/** The part of history's promise that is about deliveries: each state found, whole and in order. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeliveryState } from '../../src/domain/delivery.ts'
import type { DeliveryKey } from '../../src/domain/ids.ts'
import type { DeliveryQuery, DeliveryRecord, Page } from '../../src/ports/history.ts'
import {
  attemptOf,
  delivered,
  exhausted,
  failedUntil,
  type OpenFresh,
  startMs,
  type StoreWorld,
  withStore,
} from './fresh-store.ts'

export function deliveryListContract(open: OpenFresh): void {
  test('each state is found, alone and together with others, folded or not', () =>
    withStore(open, async (_, world) => {
      const expected = await everyState(world)
      for (const isFolded of [false, true]) {
        if (isFolded) await world.store.upkeep.fold()
        const all = await listed(world, {})
        assert.deepEqual(
          all.map((record) => [nameOf(record), record.state]),
          expected.map(({ key, state }) => [nameOf(key), state]),
        )
        const sets: DeliveryState[][] = [
          ['pending'],
          ['parked'],
          ['delivered'],
          ['exhausted'],
          ['cancelled'],
          ['expired'],
          ['pending', 'exhausted'],
          ['parked', 'cancelled', 'expired'],
          ['delivered', 'exhausted'],
          [],
        ]
        for (const states of sets) {
          const found = (await listed(world, { states })).map(nameOf)
          const wanted = expected.filter(({ state }) => states.includes(state))
          assert.deepEqual(
            found,
            wanted.map(({ key }) => nameOf(key)),
            `states ${states.join(', ')}`,
          )
        }
      }
    }))

  test('deliveries are found by subscription, type and time', () =>
    withStore(open, async (fresh, world) => {
      const [a, b] = [await world.subscribe(), await world.subscribe()]
      const first = await world.acceptWaiting([a, b], { type: 'x.one' })
      fresh.clock.move(60_000)
      const second = await world.acceptWaiting([a, b], { type: 'x.two' })
      for (const isFolded of [false, true]) {
        if (isFolded) await world.store.upkeep.fold()
        for (const states of [null, ['pending']] as const) {
          const find = async (query: Partial<DeliveryQuery>): Promise<string[]> =>
            (await listed(world, { states, ...query })).map(nameOf)
          assert.deepEqual(await find({ subscriptionNumber: a }), names(second[0], first[0]))
          assert.deepEqual(await find({ type: 'x.one' }), names(first[1], first[0]))
          assert.deepEqual(await find({ sinceMs: startMs + 1 }), names(second[1], second[0]))
          assert.deepEqual(await find({ untilMs: startMs + 1 }), names(first[1], first[0]))
          assert.deepEqual(await find({ subscriptionNumber: 999 }), [])
        }
      }
    }))

  test('a delivery shows what is known of it: due time, attempts, its end', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const [waiting] = await world.accept([number])
      await world.record(failedUntil(waiting!, startMs + 5_000))
      const { history } = world.store
      const shown = {
        eventId: waiting!.eventId,
        subscriptionNumber: number,
        run: 0,
        eventSeq: waiting!.eventSeq,
        type: 'contact.changed',
        runKind: 'accepted',
        acceptedAtMs: startMs,
        isQuarantined: false,
        lastStatus: 503,
        lastErrorClass: 'status-5xx',
      }
      assert.deepEqual(await history.findDelivery(world.tenant.key, waiting!), {
        ...shown,
        state: 'pending',
        attemptCount: 1,
        dueAtMs: startMs + 5_000,
        endedAtMs: null,
      })
      const again = { ...waiting!, attemptCount: 1 }
      await world.record(exhausted(again, { hasRow: true }))
      assert.deepEqual(await history.findDelivery(world.tenant.key, waiting!), {
        ...shown,
        state: 'exhausted',
        attemptCount: 2,
        dueAtMs: null,
        endedAtMs: startMs,
      })
      assert.deepEqual(await history.attempts(world.tenant.key, waiting!), [
        failedUntil(waiting!, 0).attempt,
        exhausted(again).attempt,
      ])
    }))

  test('the deliveries of an event come by subscription and run', () =>
    withStore(open, async (_, world) => {
      const [a, b] = [await world.subscribe(), await world.subscribe()]
      const [first, second] = await world.accept([a, b])
      await world.record(exhausted(first!), delivered(second!))
      const request = { runKind: 'replay', deliveries: [first!], replay: null } as const
      await world.store.deliveries.startRuns(request)
      const { history } = world.store
      const event = { tenantKey: world.tenant.key, eventId: first!.eventId }
      const page = (afterSubscription: number, limit: number) =>
        history.deliveriesOfEvent({ ...event, afterSubscription, limit })
      const { deliveries: records, subscriptionNumbers } = await page(0, 10)
      assert.deepEqual(
        records.map((record) => [record.subscriptionNumber, record.run, record.state]),
        [
          [a, 0, 'exhausted'],
          [a, 1, 'pending'],
          [b, 0, 'delivered'],
        ],
      )
      assert.equal(records[1]!.runKind, 'replay')
      assert.deepEqual(subscriptionNumbers, [a, b])
      assert.deepEqual((await page(0, 1)).deliveries, records.slice(0, 2))
      assert.deepEqual((await page(a, 1)).deliveries, records.slice(2))
      assert.deepEqual(await page(b, 1), { deliveries: [], subscriptionNumbers: [a, b] })
    }))

  test('of a delivery that was sent again many times its latest runs are shown', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const [first] = await world.accept([number])
      for (let count = 0; count < 25; count += 1) {
        const request = { runKind: 'resend', deliveries: [first!], replay: null } as const
        await world.store.deliveries.startRuns(request)
      }
      const { deliveries } = await world.store.history.deliveriesOfEvent({
        tenantKey: world.tenant.key,
        eventId: first!.eventId,
        afterSubscription: 0,
        limit: 10,
      })
      assert.deepEqual(
        deliveries.map(({ run }) => run),
        Array.from({ length: 20 }, (_run, index) => index + 6),
      )
    }))

  test('a run for a subscription that was no target is listed like any other', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const [delivery] = await world.accept([])
      assert.equal(delivery, undefined)
      const event = world.event()
      const result = await world.append(event)
      assert.ok(result.kind === 'stored')
      const target = { eventId: event.id, eventSeq: result.seq, subscriptionNumber: number }
      const request = { runKind: 'replay', deliveries: [target], replay: null } as const
      const [key] = await world.store.deliveries.startRuns(request)
      for (const isFolded of [false, true]) {
        if (isFolded) await world.store.upkeep.fold()
        for (const states of [null, ['pending']] as const) {
          const found = await listed(world, { states, subscriptionNumber: number })
          assert.deepEqual(found.map(nameOf), names(key))
        }
      }
    }))
}

export function everything(world: StoreWorld) {
  const { key: tenantKey } = world.tenant
  return { tenantKey, type: null, sinceMs: null, untilMs: null, cursor: null }
}

/** All pages of two, put together. */
export async function allPages<Item>(
  read: (cursor: string | null) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | null = null
  do {
    const page: Page<Item> = await read(cursor)
    assert.ok(page.items.length <= 2)
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return items
}

export function listed(
  world: StoreWorld,
  query: Partial<DeliveryQuery>,
): Promise<DeliveryRecord[]> {
  const all = { ...everything(world), subscriptionNumber: null, states: null }
  return allPages((cursor) =>
    world.store.history.listDeliveries({ ...all, ...query, cursor, limit: 2 }),
  )
}

export function nameOf(key: DeliveryKey): string {
  return `${key.eventId}/${key.subscriptionNumber}/${key.run}`
}

export function names(...keys: readonly (DeliveryKey | undefined)[]): string[] {
  return keys.map((key) => nameOf(key!))
}

/** Deliveries of every state in every way they come about, newest first as they are listed. */
async function everyState(
  world: StoreWorld,
): Promise<{ key: DeliveryKey; state: DeliveryState }[]> {
  const [active, paused, gone] = [
    await world.subscribe(),
    await world.subscribe(),
    await world.subscribe(),
  ]
  const all = [active, paused, gone]
  const [old] = await world.acceptWaiting([active], { acceptedAtMs: startMs - 10 })
  const close = {
    state: 'expired',
    acceptedBeforeMs: startMs - 5,
    limit: 9,
    nowMs: startMs,
  } as const
  await world.store.deliveries.closeWaiting(close)
  const one = await world.accept(all)
  await world.record(delivered(one[0]!), exhausted(one[1]!), exhausted(one[2]!))
  await world.store.deliveries.startRuns({ runKind: 'resend', deliveries: one, replay: null })
  const [, , swept] = one
  await world.store.deliveries.closeWaiting({
    state: 'cancelled',
    subscriptionNumber: gone,
    limit: 1,
    nowMs: startMs,
  })
  const two = await world.acceptWaiting(all)
  const three = await world.accept(all)
  const tried = attemptOf(three[0]!)
  const moved = { state: 'pending', dueAtMs: 0, isBehindOthers: true } as const
  await world.record({ ...failedUntil(three[0]!, 0), attempt: tried, next: moved })
  const changed = { reason: null, sinceMs: startMs, releasingSinceMs: null }
  for (const [number, state] of [
    [paused, 'paused'],
    [gone, 'deleted'],
  ] as const) {
    const { key: tenantKey } = world.tenant
    const status = { state, ...changed }
    await world.store.subscriptions.change({
      tenantKey,
      number,
      expectedVersion: null,
      nowMs: startMs,
      status,
    })
  }
  const open = ['pending', 'parked', 'cancelled'] as const
  const rowsOf = (deliveries: readonly DeliveryKey[], states: readonly DeliveryState[]) =>
    deliveries.map((key, index) => ({ key, state: states[index]! })).toReversed()
  const oneAgain = one.map((key) => ({ ...key, run: 1 }))
  return [
    ...rowsOf(three, open),
    ...rowsOf(two, open),
    { key: oneAgain[2]!, state: 'cancelled' },
    { key: swept!, state: 'exhausted' },
    { key: oneAgain[1]!, state: 'parked' },
    { key: one[1]!, state: 'exhausted' },
    { key: oneAgain[0]!, state: 'pending' },
    { key: one[0]!, state: 'delivered' },
    { key: old!, state: 'expired' },
  ]
}
