/**
 * Where in the accept order the events of a time lie: folded spans of a minute each, and the
 * unfolded tail, which is short. Right also when the machine's clock has jumped: a span covers all
 * events that were accepted in its minute, whenever they came.
 */
import { readMark } from './meta.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

export const minuteMs = 60_000

/** No event above this was accepted before the instant; 0 when none was. */
export function lastSeqBefore(engine: SqliteEngine, atMs: number): number {
  const folded = engine.number(
    'SELECT max(last_seq) FROM event_span WHERE minute <= ?',
    Math.floor((atMs - 1) / minuteMs),
  )
  const tail = engine.number(
    'SELECT max(seq) FROM event WHERE seq > ? AND accepted_at_ms < ?',
    readMark(engine, 'folded_seq'),
    atMs,
  )
  return Math.max(folded, tail)
}

/** No event below this was accepted at or after the instant; Infinity when none was. */
export function firstSeqFrom(engine: SqliteEngine, atMs: number): number {
  const folded = engine.number(
    'SELECT min(first_seq) FROM event_span WHERE minute >= ?',
    Math.floor(atMs / minuteMs),
  )
  const tail = engine.number(
    'SELECT min(seq) FROM event WHERE seq > ? AND accepted_at_ms >= ?',
    readMark(engine, 'folded_seq'),
    atMs,
  )
  const firsts = [folded, tail].filter((seq) => seq > 0)
  return firsts.length === 0 ? Infinity : Math.min(...firsts)
}
