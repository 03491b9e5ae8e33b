/**
 * Stage 5 of the pipeline: an attempt and what follows from it go, many together, into the next
 * group commit: delivered, due again, exhausted. Until that is on disk the delivery stays in
 * memory, so a store that fails delays and loses nothing; a crash repeats what was in flight.
 */
import type { Attempt } from '../domain/attempt.ts'
import { afterAttempt, type NextState } from '../domain/delivery.ts'
import type { OutcomeRecord } from '../ports/delivery-store.ts'
import type { Ports } from '../ports/ports.ts'
import type { HeldDelivery } from './lane.ts'
import type { SubscriptionIndex } from './subscription-index.ts'
import { type HealthAtStart, watchSubscription } from './watch-subscription.ts'

export interface RecordParts extends Pick<Ports, 'store' | 'clock' | 'random' | 'observer'> {
  readonly subscriptions: SubscriptionIndex
}

/** A store that failed is tried again after this; what waits is bounded by what was in flight. */
const againAfterMs = 1_000

/**
 * Records one counted attempt. Resolves, when it is on disk, with the instant the delivery is due
 * again, or null when it has ended.
 */
export async function recordOutcome(
  item: HeldDelivery,
  attempt: Attempt,
  atStart: HealthAtStart,
  parts: RecordParts,
): Promise<number | null> {
  const watched = watchSubscription(item, attempt, atStart, parts)
  const next = nextState(item, attempt, parts)
  const record: OutcomeRecord = {
    delivery: item.delivery,
    attempt,
    next,
    hasRow: item.hasRow,
    ...watched,
  }
  item.isRecording = true
  await commit(record, parts)
  tell(item, attempt, next, parts)
  return next.state === 'pending' ? next.dueAtMs : null
}

/** Ends a delivery without an attempt (its subscription went away). */
export async function recordEnd(
  item: HeldDelivery,
  state: 'cancelled' | 'expired',
  parts: RecordParts,
): Promise<void> {
  const next = { state, atMs: parts.clock.nowMs() }
  const { delivery, hasRow } = item
  item.isRecording = true
  await commit({ delivery, attempt: null, next, hasRow, health: null, status: null }, parts)
  parts.observer.observe({ kind: 'delivery-ended', key: delivery, state })
}

function nextState(item: HeldDelivery, attempt: Attempt, parts: RecordParts): NextState {
  const at = { endedAtMs: parts.clock.nowMs(), chance: parts.random.fraction() }
  const next = afterAttempt(attempt.outcome, attempt.number, item.lane.rule, at)
  const isGone = parts.subscriptions.find(attempt.subscriptionNumber) === null
  return next.state === 'pending' && isGone ? { state: 'cancelled', atMs: at.endedAtMs } : next
}

async function commit(given: OutcomeRecord, parts: RecordParts): Promise<void> {
  for (let record = given; ; record = withPresentHealth(record, parts)) {
    try {
      await parts.store.deliveries.recordOutcomes([record])
      return
    } catch (error) {
      // Ours: the receiver has answered, so this very outcome must be written, not a new attempt.
      parts.observer.observe({ kind: 'fault', where: 'record-outcomes', error })
      await new Promise<void>((resolve) => parts.clock.after(againAfterMs, resolve))
    }
  }
}

/** Later outcomes and changes may be on disk by now: an old health or state must not undo them. */
function withPresentHealth(record: OutcomeRecord, parts: RecordParts): OutcomeRecord {
  const now = parts.subscriptions.find(record.delivery.subscriptionNumber)
  return {
    ...record,
    health: record.health === null ? null : (now?.health ?? null),
    status: now?.status === record.status ? record.status : null,
  }
}

function tell(item: HeldDelivery, attempt: Attempt, next: NextState, parts: RecordParts): void {
  const subscription = parts.subscriptions.find(attempt.subscriptionNumber)
  parts.observer.observe({
    kind: 'attempt-recorded',
    tenantId: item.event.tenantId,
    attempt,
    dialect: subscription?.config.dialect ?? 'unknown',
    state: next.state,
  })
  if (next.state !== 'pending') {
    parts.observer.observe({ kind: 'delivery-ended', key: item.delivery, state: next.state })
  }
}
