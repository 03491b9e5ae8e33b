/**
 * The retry rule is data that a dialect brings and the engine applies: how long to wait after each
 * failed attempt, how many attempts make a cycle, what makes an endpoint sick and what disables
 * its subscription. Two dialects differ here in everything and share every line of the engine.
 */
export interface RetryRule {
  /** One total deadline for an attempt, from connect to the last byte. */
  readonly attemptTimeoutMs: number
  /** Wait after the n-th failed attempt of a run; a run has one attempt more than waits. */
  readonly delaysMs: readonly number[]
  /** `spread`: ±20 % up to one minute, ±50 % above, in 1 s steps; `none`: exactly the wait. */
  readonly jitter: 'none' | 'spread'
  /**
   * Attempts in close succession that make a cycle. After a failed cycle the delivery goes behind
   * the others of its subscription, and where the sickness is a `line` the line rests instead of
   * the delivery waiting. Null: a run is one cycle.
   */
  readonly attemptsPerCycle: number | null
  /** The longest `Retry-After` that is honoured; it never shortens a wait. 0: plays no part. */
  readonly retryAfterMsMax: number
  /** A reply that says "too much" leaves at least this between attempts until a success. 0: none. */
  readonly slowDownMs: number
  readonly sickness: LineSickness | ProbeSickness | NoSickness
  /** Failures in a row that disable the subscription; null: none do. */
  readonly disableAfterFailureCount: number | null
  /** Time without a success, while failing, that disables the subscription; null: none does. */
  readonly disableAfterMs: number | null
  /** Accepted while paused: kept as parked deliveries, or recorded with a reason and not delivered. */
  readonly whilePaused: 'park' | 'skip'
  /**
   * Release of what was parked: in accept order, from the first rate to the last; one at a time
   * where the sickness is a `line`, whose order is promised.
   */
  readonly releasePerSecondFirst: number
  readonly releasePerSecondMax: number
}

/**
 * The first failure opens a line: one delivery at a time, the one in its cycle holds the line, and
 * after each failed cycle the whole line rests (SuperOffice, ruling R1).
 */
export interface LineSickness {
  readonly kind: 'line'
  /** Rest after the n-th failed cycle since the endpoint began to fail; the last one repeats. */
  readonly restsMs: readonly number[]
}

/**
 * So many failures in a row, over so long, make the endpoint sick: one delivery at a time, probes
 * rotate over the deliveries, and those that wait spend no attempts.
 */
export interface ProbeSickness {
  readonly kind: 'probe'
  readonly failureCount: number
  readonly overMs: number
  /** Between probes; doubles from the first to the last while probes fail. */
  readonly probeEveryMsFirst: number
  readonly probeEveryMsMax: number
}

/**
 * No failure holds back another delivery: each waits for its own retries alone (tenant status
 * messages, of which the latest matters more than the order).
 */
export interface NoSickness {
  readonly kind: 'none'
}

/** A subscription's own numbers in place of its dialect's, within the dialect's limits. */
export interface RetryOverride {
  readonly attemptTimeoutMs?: number
  readonly delaysMs?: readonly number[]
}

/** The rule that holds for one subscription. */
export function effectiveRetryRule(rule: RetryRule, override: RetryOverride | null): RetryRule {
  return override === null ? rule : { ...rule, ...override }
}

/** Between attempts beyond the schedule, where a run is never given up. */
const goesOnMsMin = 3_600_000

/**
 * The wait after the n-th failed attempt, with the rule's jitter. Beyond the schedule its last wait
 * repeats, an hour at least and exactly that, so that a release knows when it began.
 */
export function waitAfterMs(rule: RetryRule, number: number, chance: number): number {
  const delayMs = rule.delaysMs[number - 1]
  if (delayMs === undefined) return Math.max(goesOnMsMin, rule.delaysMs.at(-1) ?? 0)
  return withJitter(rule, delayMs, chance)
}

/** Attempts that a run has at most. */
export function attemptsPerRun(rule: RetryRule): number {
  return rule.delaysMs.length + 1
}

/** Where the n-th attempt of a run stands: both counted from 1. */
export function cycleOf(rule: RetryRule, number: number): { cycle: number; inCycle: number } {
  const size = rule.attemptsPerCycle
  if (size === null) return { cycle: 1, inCycle: number }
  return { cycle: Math.floor((number - 1) / size) + 1, inCycle: ((number - 1) % size) + 1 }
}

const minuteMs = 60_000

/** A wait with the rule's jitter. `chance` is uniform in [0, 1). Steps of 1 s; never negative. */
export function withJitter(rule: RetryRule, waitMs: number, chance: number): number {
  if (rule.jitter === 'none' || waitMs === 0) return waitMs
  const share = waitMs <= minuteMs ? 0.2 : 0.5
  const jittered = waitMs * (1 - share + 2 * share * chance)
  const lowest = Math.ceil((waitMs * (1 - share)) / 1000) * 1000
  const highest = Math.floor((waitMs * (1 + share)) / 1000) * 1000
  return Math.min(highest, Math.max(lowest, Math.round(jittered / 1000) * 1000))
}
