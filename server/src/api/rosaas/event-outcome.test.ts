import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeliveryState } from '../../domain/delivery.ts'
import type { DeliveryRecord, History } from '../../ports/history.ts'
import { outcomeOf } from './event-outcome.ts'

const eventId = 'evt_0199c3f5a1b27cde8f0123456789abcd'

/** Of the states of each subscription's runs, in order. */
async function outcome(runs: readonly (readonly DeliveryState[])[]) {
  const history: Pick<History, 'deliveriesOfEvent'> = {
    deliveriesOfEvent: ({ afterSubscription, limit }) => {
      const numbers = runs.map((_, index) => index + 1)
      const shown = numbers.filter((number) => number > afterSubscription).slice(0, limit)
      const deliveries = shown.flatMap((subscriptionNumber) =>
        (runs[subscriptionNumber - 1] ?? []).map((state, run): DeliveryRecord => ({
          eventId,
          subscriptionNumber,
          run,
          eventSeq: 1,
          type: 'a',
          state,
          runKind: 'accepted',
          attemptCount: 1,
          acceptedAtMs: 0,
          dueAtMs: null,
          endedAtMs: null,
          isQuarantined: false,
          lastStatus: null,
          lastErrorClass: null,
        })),
      )
      return Promise.resolve({ deliveries, subscriptionNumbers: numbers })
    },
  }
  return outcomeOf(eventId, 1, { store: { history } } as never)
}

test('an event counts as delivered when no endpoint waits for it or has gone without it', async () => {
  const cases: readonly (readonly [readonly (readonly DeliveryState[])[], number, boolean])[] = [
    [[], 0, true],
    [[['delivered'], ['delivered']], 0, true],
    [[['delivered'], ['pending']], 1, false],
    [[['parked'], ['pending']], 2, false],
    [[['delivered'], ['exhausted']], 0, false],
    [[['expired']], 0, false],
    [[['delivered'], ['cancelled']], 0, true],
    [[['exhausted', 'delivered']], 0, true],
    [[['delivered', 'pending']], 1, false],
  ]
  for (const [runs, pendingCount, isDelivered] of cases) {
    assert.deepEqual(await outcome(runs), { pendingCount, isDelivered }, JSON.stringify(runs))
  }
})

test('every endpoint counts, however many there are', async () => {
  const runs = Array.from({ length: 1_200 }, (): readonly DeliveryState[] => ['pending'])
  assert.equal((await outcome(runs)).pendingCount, 1_200)
  assert.equal((await outcome(runs.slice(0, 500))).pendingCount, 500)
})
