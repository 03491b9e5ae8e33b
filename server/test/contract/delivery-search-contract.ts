/** The part of history's promise that is about what deliveries are looked for by beside their state. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeliveryTraits } from '../../src/ports/history.ts'
import { everything, listed, nameOf, names } from './delivery-list-contract.ts'
import {
  attemptOf,
  delivered,
  exhausted,
  failedUntil,
  type OpenFresh,
  refused,
  startMs,
  type StoreWorld,
  withStore,
} from './fresh-store.ts'

export function deliverySearchContract(open: OpenFresh): void {
  test('deliveries are found by their last attempt, event, run and number of attempts', () =>
    withStore(open, async (_, world) => {
      const { a, b, one, two, three, again } = await everyOutcome(world)
      const cases: readonly (readonly [DeliveryTraits, readonly string[]])[] = [
        [{ lastStatuses: [[500, 599]] }, names(two[1], two[0])],
        [{ lastStatuses: [[200, 200]] }, names(again, one[1], one[0])],
        [
          {
            lastStatuses: [
              [503, 503],
              [100, 199],
            ],
          },
          names(two[0]),
        ],
        [{ lastErrorClasses: ['reset'] }, names(three[0])],
        [{ lastErrorClasses: ['status-5xx', 'dns'] }, names(two[1], two[0])],
        [{ eventId: one[0]!.eventId }, names(again, one[1], one[0])],
        [{ eventId: `evt_${'0'.repeat(32)}` }, []],
        [{ eventId: two[0]!.eventId, lastStatuses: [[200, 299]] }, []],
        [{ runKind: 'resend' }, names(again)],
        [{ attemptCountMin: 2 }, names(two[1])],
        [{ attemptCountMin: 3 }, []],
        [{ exceptSubscriptions: [a] }, names(three[1], two[1], again, one[1])],
        [{ exceptSubscriptions: [a, b] }, []],
        [{}, names(three[1], three[0], two[1], two[0], again, one[1], one[0])],
      ]
      for (const isFolded of [false, true]) {
        if (isFolded) await world.store.upkeep.fold()
        for (const [traits, expected] of cases) {
          const found = (await listed(world, { traits })).map(nameOf)
          assert.deepEqual(found, expected, JSON.stringify(traits))
          // Found without a walk over those that were delivered, where none of those is asked for.
          const states = ['pending', 'exhausted'] as const
          const rare = (await listed(world, { traits, states })).map(nameOf)
          const undelivered = names(three[1], three[0], two[1], two[0])
          assert.deepEqual(
            rare,
            expected.filter((name) => undelivered.includes(name)),
          )
        }
      }
    }))

  test('every delivery that is listed shows what its last attempt came to', () =>
    withStore(open, async (_, world) => {
      await everyOutcome(world)
      const shown = (await listed(world, {})).map((one) => [one.lastStatus, one.lastErrorClass])
      const ok = [200, null]
      assert.deepEqual(shown, [
        [null, null],
        [null, 'reset'],
        [500, 'status-5xx'],
        [503, 'status-5xx'],
        ok,
        ok,
        ok,
      ])
    }))

  test('a page says how many deliveries were looked at for it', () =>
    withStore(open, async (_, world) => {
      await everyOutcome(world)
      const query = { ...everything(world), subscriptionNumber: null, states: null, limit: 100 }
      const { history } = world.store
      const all = await history.listDeliveries(query)
      assert.deepEqual([all.examinedCount, all.items.length, all.nextCursor], [7, 7, null])
      const none = await history.listDeliveries({ ...query, traits: { attemptCountMin: 9 } })
      assert.deepEqual([none.examinedCount, none.items.length], [7, 0])
    }))
}

/** Two subscriptions, three events: delivered; refused, once and twice; unreached, and not tried. */
async function everyOutcome(world: StoreWorld) {
  const [a, b] = [await world.subscribe(), await world.subscribe()]
  const one = await world.accept([a, b])
  await world.record(...one.map((delivery) => delivered(delivery)))
  const rerun = { runKind: 'resend', deliveries: [one[1]!], replay: null } as const
  const [again] = await world.store.deliveries.startRuns(rerun)
  const [run] = await world.claimed(b)
  await world.record(delivered(run!, { hasRow: true }))
  const two = await world.accept([a, b])
  await world.record(exhausted(two[0]!), failedUntil(two[1]!, 0))
  const second = { ...two[1]!, attemptCount: 1 }
  const attempt = attemptOf(second, { outcome: refused, status: 500 })
  await world.record(failedUntil(second, startMs + 5_000, { hasRow: true, attempt }))
  const three = await world.accept([a, b])
  const reset = attemptOf(three[0]!, {
    outcome: { kind: 'unreached', errorClass: 'reset' },
    status: null,
  })
  await world.record({ ...failedUntil(three[0]!, startMs + 5_000), attempt: reset })
  return { a, b, one, two, three, again }
}
