/**
 * A delivery is one event on its way to one subscription.
 *
 * It is pending until an attempt is accepted or its run is spent, and it never leaves a final
 * state: a resend is a new run, so history cannot be rewritten. `parked` is not stored: it is
 * what a pending delivery looks like while its subscription is paused or disabled.
 */
import type { Outcome } from './attempt.ts'
import type { DeliveryKey } from './ids.ts'
import { attemptsPerRun, cycleOf, type RetryRule, waitAfterMs } from './retry-rule.ts'

export type FinalState = 'delivered' | 'exhausted' | 'cancelled' | 'expired'
export type DeliveryState = 'pending' | 'parked' | FinalState
export const deliveryStates = [
  'pending',
  'parked',
  'delivered',
  'exhausted',
  'cancelled',
  'expired',
] as const satisfies readonly DeliveryState[]

/** Why a run began: the event was accepted, one delivery again, many again. */
export const runKinds = ['accepted', 'resend', 'replay'] as const
export type RunKind = (typeof runKinds)[number]

export interface PendingDelivery extends DeliveryKey {
  readonly eventSeq: number
  /** Attempts already spent in this run. */
  readonly attemptCount: number
  /** Place in its subscription's line: the event's seq at first, a later number after a cycle. */
  readonly position: number
  /** Not before this instant; 0: as soon as it is its turn. */
  readonly dueAtMs: number
  readonly runKind: RunKind
  /** Crashes in a row during which this delivery was in flight. */
  readonly recoveryCount: number
  /** The key whose order it keeps where its subscription asks for that; none when left out. */
  readonly keptKey?: string | null
}

/** What an attempt makes of a delivery. */
export type NextState =
  | { readonly state: FinalState; readonly atMs: number }
  /** Due again; `isBehindOthers` sends it to the back of its subscription's line. */
  | { readonly state: 'pending'; readonly dueAtMs: number; readonly isBehindOthers: boolean }

/**
 * The only way an attempt moves a delivery. `number` is the attempt's number in its run (from 1),
 * `endedAtMs` when it ended, `chance` uniform in [0, 1) for the jitter. One that is never given up
 * (the next of its key must not go before it is accepted) goes on beyond the schedule.
 */
export function afterAttempt(
  outcome: Outcome,
  number: number,
  rule: RetryRule,
  at: { readonly endedAtMs: number; readonly chance: number; readonly isNeverGivenUp?: boolean },
): NextState {
  if (outcome.kind === 'accepted') return { state: 'delivered', atMs: at.endedAtMs }
  const isSpent = number >= attemptsPerRun(rule)
  if (isSpent && at.isNeverGivenUp !== true) return { state: 'exhausted', atMs: at.endedAtMs }

  const isCycleSpent = rule.attemptsPerCycle !== null && isLastOfCycle(rule, number)
  if (isCycleSpent && rule.sickness.kind === 'line') {
    // The line rests as a whole, so the delivery itself has no wait of its own.
    return { state: 'pending', dueAtMs: 0, isBehindOthers: true }
  }
  const waitMs = waitAfterMs(rule, number, at.chance)
  const askedMs = outcome.kind === 'refused' ? (outcome.retryAfterMs ?? 0) : 0
  // An endpoint may ask for more time than the schedule gives, up to a bound, never for less.
  const longestMs = Math.max(waitMs, Math.min(askedMs, rule.retryAfterMsMax))
  return { state: 'pending', dueAtMs: at.endedAtMs + longestMs, isBehindOthers: isCycleSpent }
}

/** Whether the n-th attempt of a run closes a cycle. */
export function isLastOfCycle(rule: RetryRule, number: number): boolean {
  return rule.attemptsPerCycle !== null && cycleOf(rule, number).inCycle === rule.attemptsPerCycle
}
