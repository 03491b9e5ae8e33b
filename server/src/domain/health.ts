/**
 * The health of a subscription's endpoint: a pure state machine that each counted attempt moves.
 * It says whether the endpoint is failing or sick, for how long its line rests, and when the
 * subscription has to be disabled (SuperOffice: ruling R1 and section 8; others: five days).
 */
import type { Outcome } from './attempt.ts'
import type { LineSickness, ProbeSickness, RetryRule } from './retry-rule.ts'

export interface Health {
  /** Attempts and failed attempts since the subscription was made; pings are not among them. */
  readonly callCount: number
  readonly errorCount: number
  /** Failures in a row, without those already in flight when the first one failed. */
  readonly consecutiveErrorCount: number
  readonly lastErrorText: string | null
  readonly lastAttemptAtMs: number | null
  readonly lastSuccessAtMs: number | null
  /** When the present series of failures began; null while healthy. */
  readonly failingSinceMs: number | null
  /** Grows by one each time a series begins: tells attempts of this series from older ones. */
  readonly streak: number
  /** Failed cycles in the present series. */
  readonly failedCycleCount: number
  /** No attempt before this instant (the line rests, or the endpoint asked for less); 0: none. */
  readonly restUntilMs: number
  /** One delivery at a time until the next success. */
  readonly isSick: boolean
  /** The receiver asked to be slowed down; until the next success. */
  readonly isSlowed: boolean
}

export const healthy: Health = {
  callCount: 0,
  errorCount: 0,
  consecutiveErrorCount: 0,
  lastErrorText: null,
  lastAttemptAtMs: null,
  lastSuccessAtMs: null,
  failingSinceMs: null,
  streak: 0,
  failedCycleCount: 0,
  restUntilMs: 0,
  isSick: false,
  isSlowed: false,
}

export type DisableReason = 'too-many-failures' | 'gone' | 'failing-too-long'

export interface CountedAttempt {
  readonly outcome: Outcome
  /** `Health.streak` when the attempt was started. */
  readonly streakAtStart: number
  readonly wasFailingAtStart: boolean
  /** Whether this attempt closed a cycle of its run. */
  readonly isCycleEnd: boolean
  readonly endedAtMs: number
  readonly errorText: string
}

/** What one counted attempt makes of the health, and whether it disables the subscription. */
export function afterCountedAttempt(
  before: Health,
  attempt: CountedAttempt,
  rule: RetryRule,
): { readonly health: Health; readonly disable: DisableReason | null } {
  const callCount = before.callCount + 1
  const { endedAtMs } = attempt
  if (attempt.outcome.kind === 'accepted') {
    const calls = { callCount, lastAttemptAtMs: endedAtMs, lastSuccessAtMs: endedAtMs }
    return { health: recovered(before, calls), disable: null }
  }
  const counted = { ...before, callCount, lastAttemptAtMs: endedAtMs }
  const health = failed(counted, attempt, rule)
  return { health, disable: disableReason(health, attempt, rule) }
}

/** The health after a reactivation: counts to zero, line open (SuperOffice, ruling R3). */
export function afterReactivation(before: Health): Health {
  return recovered(before, before)
}

function recovered(
  before: Health,
  calls: Pick<Health, 'callCount' | 'lastAttemptAtMs' | 'lastSuccessAtMs'>,
): Health {
  return {
    ...before,
    callCount: calls.callCount,
    lastAttemptAtMs: calls.lastAttemptAtMs,
    lastSuccessAtMs: calls.lastSuccessAtMs,
    consecutiveErrorCount: 0,
    failingSinceMs: null,
    failedCycleCount: 0,
    restUntilMs: 0,
    isSick: false,
    isSlowed: false,
  }
}

function failed(before: Health, attempt: CountedAttempt, rule: RetryRule): Health {
  const total = {
    ...before,
    errorCount: before.errorCount + 1,
    lastErrorText: attempt.errorText,
  }
  if (before.failingSinceMs === null) {
    // The attempt may itself have been started in an older series that a success has ended since.
    const first = {
      ...total,
      failingSinceMs: attempt.endedAtMs,
      streak: before.streak + 1,
      consecutiveErrorCount: 1,
      failedCycleCount: 0,
    }
    return withRest(first, attempt, rule)
  }
  // Already in flight when the first one failed: the same outage, so it counts in totals alone.
  const isSameOutage = !attempt.wasFailingAtStart || attempt.streakAtStart !== before.streak
  if (isSameOutage) return withSlowDown(total, attempt, rule)
  return withRest(
    { ...total, consecutiveErrorCount: before.consecutiveErrorCount + 1 },
    attempt,
    rule,
  )
}

function withRest(health: Health, attempt: CountedAttempt, rule: RetryRule): Health {
  const slowed = withSlowDown(health, attempt, rule)
  const { sickness } = rule
  switch (sickness.kind) {
    case 'line':
      return withLineRest(slowed, attempt, sickness)
    case 'probe':
      return withProbeRest(slowed, attempt, sickness)
    case 'none':
      return slowed
  }
}

function withLineRest(health: Health, attempt: CountedAttempt, sickness: LineSickness): Health {
  if (!attempt.isCycleEnd) return { ...health, isSick: true }
  const index = Math.min(health.failedCycleCount, sickness.restsMs.length - 1)
  const restMs = sickness.restsMs[index] ?? 0
  return {
    ...health,
    isSick: true,
    failedCycleCount: health.failedCycleCount + 1,
    restUntilMs: attempt.endedAtMs + restMs,
  }
}

function withProbeRest(health: Health, attempt: CountedAttempt, sickness: ProbeSickness): Health {
  const failingForMs = attempt.endedAtMs - (health.failingSinceMs ?? attempt.endedAtMs)
  const isSick =
    health.isSick ||
    (health.consecutiveErrorCount >= sickness.failureCount && failingForMs >= sickness.overMs)
  if (!isSick) return health
  const probeMs = Math.min(
    sickness.probeEveryMsMax,
    sickness.probeEveryMsFirst * 2 ** Math.min(16, health.failedCycleCount),
  )
  return {
    ...health,
    isSick,
    failedCycleCount: health.failedCycleCount + 1,
    restUntilMs: Math.max(health.restUntilMs, attempt.endedAtMs + probeMs),
  }
}

/** Once it has asked to be slowed down, every failure leaves the least distance behind it. */
function withSlowDown(health: Health, attempt: CountedAttempt, rule: RetryRule): Health {
  const { outcome } = attempt
  const isAsked = outcome.kind === 'refused' && outcome.isSlowDown && rule.slowDownMs > 0
  if (!isAsked && !health.isSlowed) return health
  const askedMs = isAsked ? Math.min(outcome.retryAfterMs ?? 0, rule.retryAfterMsMax) : 0
  const untilMs = attempt.endedAtMs + Math.max(rule.slowDownMs, askedMs)
  return { ...health, isSlowed: true, restUntilMs: Math.max(health.restUntilMs, untilMs) }
}

function disableReason(
  health: Health,
  attempt: CountedAttempt,
  rule: RetryRule,
): DisableReason | null {
  if (attempt.outcome.kind === 'refused' && attempt.outcome.isGone) return 'gone'
  const { disableAfterFailureCount, disableAfterMs } = rule
  if (
    disableAfterFailureCount !== null &&
    health.consecutiveErrorCount >= disableAfterFailureCount
  ) {
    return 'too-many-failures'
  }
  if (disableAfterMs === null || health.failingSinceMs === null) return null
  // Counted from the first failure: an endpoint that had no traffic for a week is not at fault.
  return attempt.endedAtMs - health.failingSinceMs >= disableAfterMs ? 'failing-too-long' : null
}
