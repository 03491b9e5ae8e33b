/**
 * Stage 6 of the pipeline: what an attempt means for its subscription. Failures in a row make it
 * sick, then disable it with a reason; its owner is told, and a person or its API brings it back.
 * Memory is changed at once, so that no further attempt starts on old knowledge; the record on
 * disk follows with the attempt's own.
 */
import type { NewsKind } from '../domain/alert.ts'
import type { Attempt } from '../domain/attempt.ts'
import { isLastOfCycle } from '../domain/delivery.ts'
import { afterCountedAttempt, type Health } from '../domain/health.ts'
import type { RetryRule } from '../domain/retry-rule.ts'
import type { Subscription, SubscriptionStatus } from '../domain/subscription.ts'
import type { Ports } from '../ports/ports.ts'
import type { SubscriptionIndex } from './subscription-index.ts'

/** What else counts about an attempt that has ended. */
export interface AttemptEnd {
  readonly healthAtStart: Health
  readonly rule: RetryRule
  readonly endedAtMs: number
}

export interface Watched {
  /** To be written with the attempt; null where only totals moved. */
  readonly health: Health | null
  /** To be written with the attempt; null where it stayed. */
  readonly status: SubscriptionStatus | null
  /** What there may be to tell of it; null: nothing. */
  readonly news: FailureNews | null
}

export interface FailureNews {
  readonly kind: Extract<NewsKind, 'failing' | 'disabled'>
  /** Whether this failure began the series. */
  readonly isFirstFailure: boolean
}

const untouched: Watched = { health: null, status: null, news: null }

/** Moves health and state by one counted attempt. */
export function watchSubscription(
  subscription: Subscription | null,
  attempt: Attempt,
  end: AttemptEnd,
  parts: { subscriptions: SubscriptionIndex } & Pick<Ports, 'observer'>,
): Watched {
  if (subscription === null) return untouched
  const before = subscription.health
  const { healthAtStart, rule, endedAtMs } = end
  const { health, disable } = afterCountedAttempt(
    before,
    {
      outcome: attempt.outcome,
      streakAtStart: healthAtStart.streak,
      wasFailingAtStart: healthAtStart.failingSinceMs !== null,
      isCycleEnd: isLastOfCycle(rule, attempt.number),
      endedAtMs,
      errorText: attempt.replyText,
    },
    rule,
  )
  const status = disabledStatus(subscription, disable, endedAtMs)
  parts.subscriptions.applyHealth(subscription.number, health, status)
  tell(subscription, health, status, parts.observer)
  const isOnlyTotals =
    attempt.outcome.kind === 'accepted' &&
    before.failingSinceMs === null &&
    !before.isSlowed &&
    !before.isSick &&
    before.consecutiveErrorCount === 0
  return isOnlyTotals ? untouched : { health, status, news: newsOf(subscription, health, status) }
}

function newsOf(
  before: Subscription,
  health: Health,
  status: SubscriptionStatus | null,
): FailureNews | null {
  const isFirstFailure = before.health.failingSinceMs === null && health.failingSinceMs !== null
  if (status !== null) return { kind: 'disabled', isFirstFailure }
  const isNews = isFirstFailure && before.status.state === 'active'
  return isNews ? { kind: 'failing', isFirstFailure } : null
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
  const wasFailing = before.health.failingSinceMs !== null
  const isFailing = health.failingSinceMs !== null
  if (wasFailing === isFailing && status === null) return
  const about = {
    tenantKey: before.tenantKey,
    tenantId: before.tenantId,
    subscriptionNumber: before.number,
    subscriptionId: before.id,
    status: status ?? before.status,
    isFailing,
  }
  if (wasFailing !== isFailing) observer.observe({ kind: 'subscription-failing', ...about })
  if (status !== null) observer.observe({ kind: 'subscription-status', ...about })
}
