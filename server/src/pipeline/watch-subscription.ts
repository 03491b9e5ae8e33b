/**
 * Stage 6 of the pipeline: what an attempt means for its subscription. Failures in a row make it
 * sick, then disable it with a reason; its owner is told, and a person or its API brings it back.
 * Memory is changed at once, so that no further attempt starts on old knowledge; the record on
 * disk follows with the attempt's own.
 */
import type { Attempt } from '../domain/attempt.ts'
import { isLastOfCycle } from '../domain/delivery.ts'
import { afterCountedAttempt, type Health } from '../domain/health.ts'
import type { Subscription, SubscriptionStatus } from '../domain/subscription.ts'
import type { Ports } from '../ports/ports.ts'
import type { HeldDelivery } from './lane.ts'
import type { SubscriptionIndex } from './subscription-index.ts'

/** What was true of the subscription when the attempt started. */
export interface HealthAtStart {
  readonly streak: number
  readonly isFailing: boolean
}

export interface Watched {
  /** To be written with the attempt; null where only totals moved. */
  readonly health: Health | null
  /** To be written with the attempt; null where it stayed. */
  readonly status: SubscriptionStatus | null
}

/** Moves health and state by one counted attempt. */
export function watchSubscription(
  item: HeldDelivery,
  attempt: Attempt,
  atStart: HealthAtStart,
  parts: { subscriptions: SubscriptionIndex } & Pick<Ports, 'clock' | 'observer'>,
): Watched {
  const subscription = parts.subscriptions.find(attempt.subscriptionNumber)
  if (subscription === null) return { health: null, status: null }
  const before = subscription.health
  const { rule } = item.lane
  const nowMs = parts.clock.nowMs()
  const { health, disable } = afterCountedAttempt(
    before,
    {
      outcome: attempt.outcome,
      streakAtStart: atStart.streak,
      wasFailingAtStart: atStart.isFailing,
      isCycleEnd: isLastOfCycle(rule, attempt.number),
      endedAtMs: nowMs,
      errorText: attempt.replyText,
    },
    rule,
  )
  const status = disabledStatus(subscription, disable, nowMs)
  parts.subscriptions.applyHealth(subscription.number, health, status)
  tell(subscription, health, status, parts.observer)
  const isOnlyTotals =
    attempt.outcome.kind === 'accepted' &&
    before.failingSinceMs === null &&
    !before.isSlowed &&
    !before.isSick &&
    before.consecutiveErrorCount === 0
  return { health: isOnlyTotals ? null : health, status }
}

function disabledStatus(
  subscription: Subscription,
  disable: string | null,
  nowMs: number,
): SubscriptionStatus | null {
  // An attempt in flight when the state changed is finished and counted, and changes no state.
  if (disable === null || subscription.status.state !== 'active') return null
  return { state: 'disabled', reason: disable, sinceMs: nowMs, releasingSinceMs: null }
}

function tell(
  before: Subscription,
  health: Health,
  status: SubscriptionStatus | null,
  observer: Ports['observer'],
): void {
  const about = { tenantId: before.tenantId, subscriptionNumber: before.number }
  const wasFailing = before.health.failingSinceMs !== null
  const isFailing = health.failingSinceMs !== null
  if (wasFailing !== isFailing)
    observer.observe({ kind: 'subscription-failing', ...about, isFailing })
  if (status !== null) observer.observe({ kind: 'subscription-status', ...about, status })
}
