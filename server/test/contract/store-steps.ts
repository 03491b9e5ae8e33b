/** What may happen to a store, drawn at random; and the model of it that a child could keep. */
import fc from 'fast-check'
import type { FinalState, PendingDelivery } from '../../src/domain/delivery.ts'
import type { OutcomeRecord } from '../../src/ports/delivery-store.ts'
import { delivered, exhausted, failedUntil, startMs } from './fresh-store.ts'

export const subscriptionCount = 3

export type Step =
  | { kind: 'accept'; targets: number[]; isWaiting: boolean }
  | {
      kind: 'record'
      pick: number
      outcome: 'deliver' | 'exhaust' | 'retry' | 'behind'
      isTwice: boolean
    }
  | { kind: 'give-rows' }
  | { kind: 'resend'; pick: number }
  | { kind: 'sweep'; subscription: number; limit: number }
  | { kind: 'expire'; limit: number }
  | { kind: 'pass-time' }
  | { kind: 'fold' }
  | { kind: 'drop' }
  | { kind: 'crash' }

const number = fc.nat({ max: 1_000 })
const subscription = fc.integer({ min: 1, max: subscriptionCount })
const outcome = fc.constantFrom('deliver' as const, 'exhaust', 'retry', 'behind')
export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('accept' as const),
      targets: fc.uniqueArray(subscription, { maxLength: subscriptionCount }),
      isWaiting: fc.boolean(),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('record' as const),
      pick: number,
      outcome,
      isTwice: fc.boolean(),
    }),
  },
  fc.record({ kind: fc.constant('resend' as const), pick: number }),
  fc.record({
    kind: fc.constant('sweep' as const),
    subscription,
    limit: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constant('expire' as const), limit: fc.integer({ min: 1, max: 3 }) }),
  {
    weight: 6,
    arbitrary: fc.constantFrom<Step>(
      { kind: 'give-rows' },
      { kind: 'pass-time' },
      { kind: 'fold' },
      { kind: 'drop' },
      { kind: 'crash' },
    ),
  },
)

/** An open delivery as the pipeline would hold it. */
export interface Open {
  delivery: PendingDelivery
  hasRow: boolean
  acceptedAtMs: number
}

export class Model {
  readonly open = new Map<string, Open>()
  readonly ended: Record<FinalState, number> = {
    delivered: 0,
    exhausted: 0,
    cancelled: 0,
    expired: 0,
  }
  readonly finals: PendingDelivery[] = []
  accepted = 0
  resends = 0
  attemptCount = 0

  add(delivery: PendingDelivery, hasRow: boolean, acceptedAtMs: number): void {
    this.open.set(nameOf(delivery), { delivery, hasRow, acceptedAtMs })
  }

  end(name: string, state: FinalState): void {
    const { delivery } = this.open.get(name)!
    this.open.delete(name)
    this.ended[state] += 1
    this.finals.push(delivery)
  }

  pick(index: number): Open | undefined {
    const all = [...this.open.values()]
    return all[index % Math.max(1, all.length)]
  }
}

export function nameOf(
  key: Pick<PendingDelivery, 'eventId' | 'subscriptionNumber' | 'run'>,
): string {
  return `${key.eventId}/${key.subscriptionNumber}/${key.run}`
}

export function recordOf(
  outcomeKind: Extract<Step, { kind: 'record' }>['outcome'],
  delivery: PendingDelivery,
  hasRow: boolean,
): OutcomeRecord {
  switch (outcomeKind) {
    case 'deliver':
      return delivered(delivery, { hasRow })
    case 'exhaust':
      return exhausted(delivery, { hasRow })
    case 'retry':
      return failedUntil(delivery, startMs + 5, { hasRow })
    case 'behind': {
      const next = { state: 'pending', dueAtMs: 0, isBehindOthers: true } as const
      return { ...failedUntil(delivery, 0, { hasRow }), next }
    }
  }
}
