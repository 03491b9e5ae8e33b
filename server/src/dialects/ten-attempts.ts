/**
 * The retry rule of the dialects whose system promises no other one: ten attempts over three days,
 * spread, and five days of failures before the subscription is disabled. The schedule is the
 * example of Standard Webhooks 1.0.0, section "Deliverability and reliability".
 */
import type { RetryRule } from '../domain/retry-rule.ts'

const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

export function tenAttempts(attemptTimeoutMs: number): RetryRule {
  return {
    attemptTimeoutMs,
    delaysMs: [
      5 * secondMs,
      5 * minuteMs,
      30 * minuteMs,
      2 * hourMs,
      5 * hourMs,
      10 * hourMs,
      14 * hourMs,
      20 * hourMs,
      24 * hourMs,
    ],
    jitter: 'spread',
    attemptsPerCycle: null,
    retryAfterMsMax: 24 * hourMs,
    slowDownMs: minuteMs,
    sickness: {
      kind: 'probe',
      failureCount: 5,
      overMs: 10 * secondMs,
      probeEveryMsFirst: 5 * secondMs,
      probeEveryMsMax: 5 * minuteMs,
    },
    disableAfterFailureCount: null,
    disableAfterMs: 5 * 24 * hourMs,
    whilePaused: 'park',
    releasePerSecondFirst: 10,
    releasePerSecondMax: 200,
  }
}
