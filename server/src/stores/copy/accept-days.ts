/**
 * Where the accept order of a file lies in that of a database. A file counts 1, 2, 3 …; a database
 * cuts the order into days of 2^36 numbers. A place keeps its number and gets the day in front, so
 * order holds, nothing collides, and whoever reads a place sees where it came from.
 */
import { firstSeqOf } from '../postgres/days.ts'
import { StoreRefused } from '../store-options.ts'

/** Events of one calendar day, where they lie in the file's order. */
export interface DatedEvents {
  readonly firstSeq: number
  readonly lastSeq: number
  readonly beganAtMs: number
}

export interface AcceptDay {
  readonly number: number
  /** Its first place in the file's order. */
  readonly fromSeq: number
  /** Null: no event yet, so the first one begins it. */
  readonly beganAtMs: number | null
}

/** As many days as a store keeps before it makes them longer (postgres/days.ts). */
const dayCountMax = 64

/**
 * The days of a file's events, oldest first, at least one. Calendar days whose events lie between
 * each other, as after a jump of the clock, share one. Throws `StoreRefused` for an order that is
 * longer than a day can be.
 */
export function planDays(dates: readonly DatedEvents[], seqCeiling: number): readonly AcceptDay[] {
  if (seqCeiling >= firstSeqOf(1)) {
    throw new StoreRefused('the store has given more numbers than one day of a database holds')
  }
  const runs = separate(dates)
  const length = Math.ceil(runs.length / dayCountMax)
  const firsts = runs.filter((_, index) => index % length === 0)
  if (firsts.length === 0) return [{ number: 1, fromSeq: 0, beganAtMs: null }]
  return firsts.map(({ firstSeq, beganAtMs }, index) => ({
    number: index + 1,
    // Versions and places in line may be older than the oldest event that is kept.
    fromSeq: index === 0 ? 0 : firstSeq,
    beganAtMs,
  }))
}

/** The place in the database's order. */
export function placeIn(days: readonly AcceptDay[], seq: number): number {
  for (let index = days.length - 1; index >= 0; index -= 1) {
    const { fromSeq, number } = days[index]!
    if (seq >= fromSeq) return firstSeqOf(number) + seq
  }
  throw new RangeError(`${seq} is no place in the accept order`)
}

/** The place of a cursor: right before the place of what follows it, also across a day's end. */
export function cursorIn(days: readonly AcceptDay[], seq: number): number {
  return placeIn(days, seq + 1) - 1
}

function separate(dates: readonly DatedEvents[]): readonly DatedEvents[] {
  const runs: DatedEvents[] = []
  for (const one of dates.toSorted((a, b) => a.firstSeq - b.firstSeq)) {
    const last = runs.at(-1)
    if (last === undefined || one.firstSeq > last.lastSeq) {
      runs.push(one)
      continue
    }
    runs[runs.length - 1] = {
      firstSeq: last.firstSeq,
      lastSeq: Math.max(last.lastSeq, one.lastSeq),
      beganAtMs: Math.min(last.beganAtMs, one.beganAtMs),
    }
  }
  return runs
}
