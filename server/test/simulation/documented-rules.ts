/**
 * The retry rules as the documents state them, written down a second time, so that a mistake in the
 * product's data is not its own proof.
 */
import type { DialectName } from '../../src/domain/subscription.ts'

const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

const threeDaysMs = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
] as const

/** SuperOffice: three cycles of 0, +1 s, +4 s (ruling R1); Standard Webhooks: example schedule. */
export const documentedDelaysMs: Readonly<Record<DialectName, readonly number[]>> = {
  superoffice: [1_000, 4_000, 0, 1_000, 4_000, 0, 1_000, 4_000],
  'standard-webhooks': threeDaysMs,
  // The schedule of Standard Webhooks (tenant status, ruling R11; RoSaaS, ruling R4).
  'tenant-status': threeDaysMs,
  rosaas: threeDaysMs,
}

/** Rest of a SuperOffice line after its first failed cycle, and after each further one. */
export const lineRestsMs = { first: 30 * secondMs, further: 5 * minuteMs } as const
export const attemptsPerCycle = 3
/** Consecutive failures in the line after which SuperOffice disables. */
export const disablingFailureCount = 9
/** Least time between attempts after a reply that asks for less (Standard Webhooks). */
export const slowDownMs = minuteMs
/** A wait with jitter is at least this share of the wait: 20 % below, above a minute 50 %. */
export function leastWaitMs(dialect: DialectName, waitMs: number): number {
  if (dialect === 'superoffice') return waitMs
  return waitMs <= minuteMs ? waitMs * 0.8 : waitMs * 0.5
}

export const releasePerSecond = { first: 10, most: 200 } as const
