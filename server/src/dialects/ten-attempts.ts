/**
 * The retry rule of the dialects whose system promises no other one: ten attempts over three days,
 * spread, and five days of failures before the subscription is disabled (Standard Webhooks 1.0.0,
 * section "Deliverability and reliability").
 */
import type { RetryRule } from '../domain/retry-rule.ts'
import { defaultWaitsMs } from './default-waits.ts'

const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

export function tenAttempts(attemptTimeoutMs: number): RetryRule {
  return {
    attemptTimeoutMs,
    delaysMs: defaultWaitsMs,
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
