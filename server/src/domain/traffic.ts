/**
 * Figures of what went through in a stretch of time, and how long attempts took: counts by length,
 * a fifth apart, from which shares of all can be read to within that fifth.
 */

export interface Traffic {
  readonly accepted: number
  readonly delivered: number
  readonly attempts: number
  readonly failedAttempts: number
  /** How many attempts took so long, by place (`durationPlace`). */
  readonly durations: Uint32Array
}

export interface MinuteTraffic extends Traffic {
  /** When the minute began. */
  readonly atMs: number
}

export interface HourAttempts {
  /** When the hour began. */
  readonly atMs: number
  readonly attempts: number
  readonly failed: number
}

/** The last place is for 97 s and more; no attempt takes that long. */
export const durationPlaceCount = 64
const step = 1.2
const logStep = Math.log(step)

export function durationPlace(durationMs: number): number {
  if (durationMs <= 1) return 0
  return Math.min(durationPlaceCount - 1, Math.ceil(Math.log(durationMs) / logStep))
}

/** The length that this share of attempts did not exceed, in milliseconds; null: there were none. */
export function durationOf(durations: Uint32Array, share: number): number | null {
  const all = durations.reduce((sum, count) => sum + count, 0)
  if (all === 0) return null
  const wanted = Math.ceil(all * share)
  let seen = 0
  const place = durations.findIndex((count) => (seen += count) >= wanted)
  return Math.round(step ** place)
}

export function trafficOfAll(parts: readonly Traffic[]): Traffic {
  const durations = new Uint32Array(durationPlaceCount)
  for (const part of parts) {
    for (const [place, count] of part.durations.entries()) durations[place]! += count
  }
  const sum = (read: (part: Traffic) => number): number =>
    parts.reduce((all, part) => all + read(part), 0)
  return {
    accepted: sum(({ accepted }) => accepted),
    delivered: sum(({ delivered }) => delivered),
    attempts: sum(({ attempts }) => attempts),
    failedAttempts: sum(({ failedAttempts }) => failedAttempts),
    durations,
  }
}
