/**
 * How fast what was parked goes out: at the rule's first rate, doubled each second while all goes
 * well, up to its highest. A receiver that has just come back must not be drowned (SuperOffice,
 * ruling R3). A failure ends the release for the time being, and the next one starts slowly again.
 */
import type { RetryRule } from '../domain/retry-rule.ts'

export interface ReleasePace {
  perSecond: number
  /** Since when at this rate; 0: not begun. */
  sinceMs: number
  /** Not before this instant. */
  nextAtMs: number
}

type ReleaseRates = Pick<RetryRule, 'releasePerSecondFirst' | 'releasePerSecondMax'>

const doubleEveryMs = 1_000

export function firstPace(rates: ReleaseRates): ReleasePace {
  return { perSecond: rates.releasePerSecondFirst, sinceMs: 0, nextAtMs: 0 }
}

/** Notes that one goes out now and says when the next may. */
export function keepPace(
  lane: { readonly pace: ReleasePace; readonly rule: ReleaseRates },
  nowMs: number,
): void {
  const { pace, rule } = lane
  if (pace.sinceMs === 0) pace.sinceMs = nowMs
  if (nowMs - pace.sinceMs >= doubleEveryMs) {
    pace.perSecond = Math.min(rule.releasePerSecondMax, pace.perSecond * 2)
    pace.sinceMs = nowMs
  }
  pace.nextAtMs = Math.max(pace.nextAtMs, nowMs) + 1_000 / pace.perSecond
}
