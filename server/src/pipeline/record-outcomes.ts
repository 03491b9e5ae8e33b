/**
 * Stage 5 of the pipeline: an attempt and what follows from it go, many together, into the next
 * group commit: delivered, due again, exhausted. Until that is on disk the delivery stays in
 * memory, so a store that fails delays and loses nothing; a crash repeats what was in flight.
 */
import type { Announcement } from '../domain/announcement.ts'
import type { Attempt } from '../domain/attempt.ts'
import { afterAttempt, type NextState } from '../domain/delivery.ts'
import type { Health } from '../domain/health.ts'
import { deliveryId } from '../domain/ids.ts'
import type { LiveDelivery } from '../domain/live-entry.ts'
import { cycleOf } from '../domain/retry-rule.ts'
import type { Subscription, SubscriptionStatus } from '../domain/subscription.ts'
import type { OutcomeRecord } from '../ports/delivery-store.ts'
import type { Ports } from '../ports/ports.ts'
import { announceNews } from './announce-news.ts'
import type { HeldDelivery } from './lane.ts'
import type { SubscriptionIndex } from './subscription-index.ts'
import { type AttemptEnd, type FailureNews, watchSubscription } from './watch-subscription.ts'

export interface RecordParts extends Pick<
  Ports,
  'store' | 'clock' | 'random' | 'observer' | 'dialects'
> {
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
  healthAtStart: Health,
  parts: RecordParts,
): Promise<number | null> {
  const { delivery, hasRow } = item
  const subscription = parts.subscriptions.find(delivery.subscriptionNumber)
  const end = { healthAtStart, rule: item.lane.rule, endedAtMs: parts.clock.nowMs() }
  const next = nextState(item, { attempt, end, subscription }, parts)
  const { health, status, news } = watchSubscription(subscription, attempt, end, parts)
  const announcement = news === null ? null : announce(news, item, end, parts)
  item.isRecording = true
  const stateSinceMs = subscription?.status.sinceMs
  const record = { delivery, attempt, next, hasRow, health, status, announcement }
  await commit(stateSinceMs === undefined ? record : { ...record, stateSinceMs }, parts)
  tell(item, attempt, next, { subscription, status, observer: parts.observer })
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
  const unattempted = {
    tenantKey: item.event.tenantKey,
    tenantId: item.event.tenantId,
    subscriptionId: parts.subscriptions.find(delivery.subscriptionNumber)?.id ?? null,
    delivery: liveDelivery(item, delivery.attemptCount, next, true),
  }
  parts.observer.observe({ kind: 'delivery-ended', key: delivery, state, unattempted })
}

/** What has just become of the subscription, as memory has it from now on. */
function announce(
  { kind, isFirstFailure }: FailureNews,
  item: HeldDelivery,
  { rule, endedAtMs }: AttemptEnd,
  parts: RecordParts,
): Announcement | null {
  const { delivery, event } = item
  const subscription = parts.subscriptions.find(delivery.subscriptionNumber)
  if (subscription === null) return null
  const attempt = {
    eventId: event.id,
    eventType: event.type,
    deliveryId: deliveryId(delivery),
    cycle: cycleOf(rule, delivery.attemptCount + 1).cycle,
    isFirstFailure,
  }
  return announceNews({ kind, subscription, atMs: endedAtMs, attempt }, parts)
}

function nextState(
  { delivery }: HeldDelivery,
  given: {
    readonly attempt: Attempt
    readonly end: AttemptEnd
    readonly subscription: Subscription | null
  },
  { random }: Pick<RecordParts, 'random'>,
): NextState {
  const { attempt, subscription } = given
  const { rule, endedAtMs } = given.end
  // Chance is asked for what needs it, which a success does not.
  const chance = attempt.outcome.kind === 'accepted' ? 0 : random.fraction()
  const isBlocking = subscription?.config.ordering?.onExhausted === 'block'
  // What somebody sends again is over some day, whatever its key waits for: nothing stands behind it
  // that its own first run has let go.
  const isFirstRun = delivery.runKind === 'accepted'
  const isNeverGivenUp = isBlocking && isFirstRun && delivery.keptKey != null
  const at = { endedAtMs, chance, isNeverGivenUp }
  const next = afterAttempt(attempt.outcome, attempt.number, rule, at)
  const isGone = subscription === null
  return next.state === 'pending' && isGone ? { state: 'cancelled', atMs: endedAtMs } : next
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
  const isStatusOld = record.status !== null && now?.status !== record.status
  const isOfPresent = record.status === null || isStatusOld
  return {
    ...record,
    ...(isOfPresent && now !== null ? { stateSinceMs: now.status.sinceMs } : undefined),
    health: record.health === null ? null : (now?.health ?? null),
    status: isStatusOld ? null : record.status,
    // What never came to be on disk is not told either.
    announcement: isStatusOld ? null : (record.announcement ?? null),
  }
}

function tell(
  item: HeldDelivery,
  attempt: Attempt,
  next: NextState,
  about: {
    readonly subscription: Subscription | null
    /** Null where it stayed. */
    readonly status: SubscriptionStatus | null
  } & Pick<RecordParts, 'observer'>,
): void {
  const { subscription, observer } = about
  const isActive = (about.status ?? subscription?.status)?.state === 'active'
  observer.observe({
    kind: 'attempt-recorded',
    tenantKey: item.event.tenantKey,
    tenantId: item.event.tenantId,
    attempt,
    dialect: subscription?.config.dialect ?? 'unknown',
    state: next.state,
    subscriptionId: subscription?.id ?? null,
    delivery: liveDelivery(item, attempt.number, next, isActive),
  })
  if (next.state !== 'pending') {
    observer.observe({ kind: 'delivery-ended', key: item.delivery, state: next.state })
  }
}

/** As lists show it from now on. */
function liveDelivery(
  { delivery, event }: HeldDelivery,
  attemptCount: number,
  next: NextState,
  isActive: boolean,
): LiveDelivery {
  const isPending = next.state === 'pending'
  return {
    eventId: event.id,
    subscriptionNumber: delivery.subscriptionNumber,
    run: delivery.run,
    type: event.type,
    state: isPending && !isActive ? 'parked' : next.state,
    runKind: delivery.runKind,
    attemptCount,
    acceptedAtMs: event.acceptedAtMs,
    dueAtMs: isPending && isActive && next.dueAtMs > 0 ? next.dueAtMs : null,
    endedAtMs: isPending ? null : next.atMs,
    isQuarantined: false,
  }
}
