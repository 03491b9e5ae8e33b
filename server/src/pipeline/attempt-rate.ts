/**
 * How often attempts of one subscription may begin, where its owner has limited that: evenly spaced,
 * with a little to catch up after a late timer, so that no second has more than its share and some
 * per cent. What waits for it holds no place of anybody's. Memory only: after a start the first one
 * waits as if another had begun just before.
 */
import type { RateLimit } from '../domain/subscription.ts'

export interface AttemptRate {
  perSecond: number
  /** When the next would begin if all went evenly, on the clock that never leaps. */
  nextAtMs: number
  /** Its turn has come, and it has not begun yet: until then no other of the lane may. */
  beginning: object | null
}

/** Lateness that is made up for. */
const lateMsMax = 50
/** What a lane keeps in memory of a backlog: some turns of it, or so much time's worth. */
const heldCountMin = 16
const heldForSeconds = 2

/** The rate from now on: what is known of the one before holds on. */
export function attemptRate(
  limit: RateLimit | undefined,
  before: AttemptRate | null,
  sinceMs: number,
): AttemptRate | null {
  if (limit === undefined) return null
  const { perSecond } = limit
  const evenAtMs = sinceMs + 1_000 / perSecond
  if (before === null) return { perSecond, nextAtMs: evenAtMs, beginning: null }
  if (before.perSecond === perSecond) return before
  before.perSecond = perSecond
  // A faster one must not wait out the distance of a slow one.
  before.nextAtMs = Math.min(before.nextAtMs, evenAtMs)
  return before
}

/**
 * How long until the next may begin, in whole milliseconds as timers have them; Infinity until the
 * one whose turn it is has begun.
 */
export function waitForRateMs(rate: AttemptRate, nowMs: number): number {
  if (rate.beginning !== null) return Infinity
  return Math.max(0, Math.ceil(rate.nextAtMs - lateMsMax - nowMs))
}

/** An attempt begins now. */
export function keepRate(rate: AttemptRate, nowMs: number): void {
  rate.beginning = null
  rate.nextAtMs = Math.max(rate.nextAtMs, nowMs) + 1_000 / rate.perSecond
}

/** How many deliveries the lane keeps in memory at most, by its rate. */
export function heldCountMax(rate: AttemptRate | null): number {
  if (rate === null) return Infinity
  return Math.max(heldCountMin, Math.ceil(rate.perSecond * heldForSeconds))
}
