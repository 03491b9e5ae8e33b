/**
 * Where in the accept order the events of a time lie: folded spans of a minute and day each, and
 * the unfolded tail, which is short. Right also when a clock has jumped: a span covers all events
 * that were accepted in its minute, whenever they came.
 */
import type { Reader } from './read-pool.ts'

export const minuteMs = 60_000

const unfolded = "event.seq > (SELECT number FROM mark WHERE name = 'folded_seq')"

/** No event above this was accepted before the instant; 0 when none was. */
export async function lastSeqBefore(reader: Reader, atMs: number): Promise<number> {
  const [row] = await reader.plan<{ seq: number }>(
    `SELECT greatest(0, (SELECT max(last_seq) FROM event_span WHERE minute <= $1),
      (SELECT max(seq) FROM event WHERE ${unfolded} AND accepted_at_ms < $2)) AS seq`,
    [Math.floor((atMs - 1) / minuteMs), atMs],
  )
  return row!.seq
}

/** No event below this was accepted at or after the instant; Infinity when none was. */
export async function firstSeqFrom(reader: Reader, atMs: number): Promise<number> {
  const [row] = await reader.plan<{ seq: number | null }>(
    `SELECT least((SELECT min(first_seq) FROM event_span WHERE minute >= $1),
      (SELECT min(seq) FROM event WHERE ${unfolded} AND accepted_at_ms >= $2)) AS seq`,
    [Math.floor(atMs / minuteMs), atMs],
  )
  return row!.seq ?? Infinity
}
