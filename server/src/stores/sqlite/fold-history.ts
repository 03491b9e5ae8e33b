/**
 * Folds append-only rows into what lists and counters read: sorted, a bounded slice at a time, in
 * the same commit as the marks that say how far it came. A crash between two slices loses nothing
 * and repeats nothing.
 */
import { toTargets } from '../sql/event-rows.ts'
import type { PackedNumbers } from '../sql/packed-numbers.ts'
import { countAttempts } from './attempt-totals.ts'
import { hourMs } from './count-ledger.ts'
import { minuteMs } from './event-spans.ts'
import { readMark, writeMeta } from './meta.ts'
import type { SqliteEngine } from './sqlite-engine.ts'
import type { WriteTransaction } from './write-transaction.ts'

/** Events and attempts a slice: about two milliseconds of work. */
const rowsPerSlice = 500
/** Targets a slice, each a row in a place of its own; an event with more is folded in parts. */
const targetsPerSlice = 2_000

/** Folds one slice of events and one of attempts; true when there is more. */
export function foldSlice({ engine }: WriteTransaction): boolean {
  const hasMoreEvents = foldEvents(engine)
  const hasMoreAttempts = foldAttempts(engine)
  return hasMoreEvents || hasMoreAttempts
}

function foldEvents(engine: SqliteEngine): boolean {
  const from = readMark(engine, 'folded_seq')
  const slice = engine.get<{ to_seq: number | null; count: number; wide_count: number }>(
    `SELECT max(seq) AS to_seq, count(*) AS count,
      coalesce(sum(typeof(targets) = 'blob'), 0) AS wide_count
    FROM (SELECT seq, targets FROM event WHERE seq > ? ORDER BY seq LIMIT ${rowsPerSlice})`,
    from,
  )!
  if (slice.to_seq === null) return false
  const to = slice.wide_count === 0 ? slice.to_seq : foldWideTargets(engine, from, slice.to_seq)
  if (to > from) {
    foldPlaces(engine, from, to)
    writeMeta(engine, 'folded_seq', to)
  }
  return to < slice.to_seq || slice.count === rowsPerSlice
}

function foldPlaces(engine: SqliteEngine, from: number, to: number): void {
  const range = 'WHERE seq > ?1 AND seq <= ?2'
  engine.run(
    `INSERT INTO event_by_id (id, seq) SELECT id, seq FROM event ${range} ORDER BY id`,
    from,
    to,
  )
  engine.run(
    `INSERT INTO event_by_tenant (tenant_key, seq)
    SELECT tenant_key, seq FROM event ${range} ORDER BY tenant_key, seq`,
    from,
    to,
  )
  engine.run(
    `INSERT INTO event_span (minute, first_seq, last_seq)
    SELECT accepted_at_ms / ${minuteMs}, min(seq), max(seq) FROM event ${range} GROUP BY 1
    ON CONFLICT DO UPDATE SET first_seq = min(first_seq, excluded.first_seq),
      last_seq = max(last_seq, excluded.last_seq)`,
    from,
    to,
  )
  // Conflicts are runs of events that had not been a target of the subscription before.
  engine.run(
    `INSERT OR IGNORE INTO target_by_subscription (subscription, seq)
    SELECT targets, seq FROM event ${range} AND typeof(targets) = 'integer' ORDER BY targets, seq`,
    from,
    to,
  )
  engine.run(
    `INSERT INTO counter (subscription, hour, accepted)
    SELECT targets, accepted_at_ms / ${hourMs}, count(*) FROM event
    ${range} AND typeof(targets) = 'integer' GROUP BY 1, 2
    ON CONFLICT DO UPDATE SET accepted = accepted + excluded.accepted`,
    from,
    to,
  )
}

interface Place {
  readonly subscription: number
  readonly seq: number
  readonly hour: number
}

/** Events with several targets, decoded. Returns how far it came; the next may have been begun. */
function foldWideTargets(engine: SqliteEngine, from: number, to: number): number {
  const rows = engine.all<{ seq: number; accepted_at_ms: number; targets: PackedNumbers }>(
    `SELECT seq, accepted_at_ms, targets FROM event
    WHERE seq > ? AND seq <= ? AND typeof(targets) = 'blob' ORDER BY seq`,
    from,
    to,
  )
  const begunCount = readMark(engine, 'folded_targets')
  const places: Place[] = []
  let end = to
  let partCount = 0
  for (const { seq, accepted_at_ms: acceptedAtMs, targets: packed } of rows) {
    const targets = toTargets({ targets: packed })
    const hour = Math.floor(acceptedAtMs / hourMs)
    const start = seq === from + 1 ? begunCount : 0
    const part = targets.slice(start, start + targetsPerSlice - places.length)
    for (const subscription of part) places.push({ subscription, seq, hour })
    if (start + part.length < targets.length) {
      end = seq - 1
      partCount = start + part.length
      break
    }
  }
  writePlaces(engine, places)
  if (partCount !== begunCount) writeMeta(engine, 'folded_targets', partCount)
  return end
}

function writePlaces(engine: SqliteEngine, places: Place[]): void {
  places.sort((a, b) => a.subscription - b.subscription || a.seq - b.seq)
  const counts = new Map<string, Omit<Place, 'seq'> & { count: number }>()
  for (const { subscription, seq, hour } of places) {
    engine.run(
      'INSERT OR IGNORE INTO target_by_subscription (subscription, seq) VALUES (?, ?)',
      subscription,
      seq,
    )
    const name = `${subscription}/${hour}`
    const counted = counts.get(name) ?? { subscription, hour, count: 0 }
    counted.count += 1
    counts.set(name, counted)
  }
  for (const { subscription, hour, count } of counts.values()) {
    engine.run(
      `INSERT INTO counter (subscription, hour, accepted) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET accepted = accepted + excluded.accepted`,
      subscription,
      hour,
      count,
    )
  }
}

function foldAttempts(engine: SqliteEngine): boolean {
  const from = readMark(engine, 'folded_attempt')
  const slice = engine.get<{ to_number: number | null; count: number }>(
    `SELECT max(number) AS to_number, count(*) AS count
    FROM (SELECT number FROM attempt WHERE number > ? ORDER BY number LIMIT ${rowsPerSlice})`,
    from,
  )!
  const to = slice.to_number
  if (to === null) return false
  engine.run(
    `INSERT INTO counter (subscription, hour, delivered, exhausted, cancelled, expired)
    SELECT subscription, (started_at_ms + duration_ms) / ${hourMs}, sum(next_state = 1),
      sum(next_state = 2), sum(next_state = 3), sum(next_state = 4)
    FROM attempt WHERE number > ? AND number <= ? AND next_state BETWEEN 1 AND 4 GROUP BY 1, 2
    ON CONFLICT DO UPDATE SET delivered = delivered + excluded.delivered,
      exhausted = exhausted + excluded.exhausted, cancelled = cancelled + excluded.cancelled,
      expired = expired + excluded.expired`,
    from,
    to,
  )
  engine.run(
    `INSERT INTO subscription_total
      (subscription, call_count, error_count, last_attempt_at_ms, last_success_at_ms)
    SELECT * FROM (${countAttempts}) WHERE true
    ON CONFLICT DO UPDATE SET call_count = call_count + excluded.call_count,
      error_count = error_count + excluded.error_count,
      last_attempt_at_ms = max(last_attempt_at_ms, excluded.last_attempt_at_ms),
      last_success_at_ms = coalesce(
        max(last_success_at_ms, excluded.last_success_at_ms),
        last_success_at_ms,
        excluded.last_success_at_ms)`,
    from,
    to,
  )
  writeMeta(engine, 'folded_attempt', to)
  return slice.count === rowsPerSlice
}
