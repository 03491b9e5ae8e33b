/**
 * The conservation ledger: from the folded counters and the rows that are not folded yet, or, as
 * the judge of both, by counting every row there is. What retention dropped is added from its own
 * totals, so that both say the same.
 */
import type { Ledger } from '../../ports/history.ts'
import { type EventRow, toTargets } from '../sql/event-rows.ts'
import { runKindCode, toState } from '../sql/state-codes.ts'
import { type LedgerColumn, ledgerColumns } from './count-ledger.ts'
import { findWaiting } from './find-waiting.ts'
import { readMark } from './meta.ts'
import { type ReadContext, throwIfCancelled } from './read-context.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

type Counts = Record<LedgerColumn, number>

/** Rows between two looks whether to stop. */
const rowsPerLook = 10_000
/** Places of the accept order between two. */
const seqsPerLook = 10_000

export function countLedger(context: ReadContext, isRecount: boolean): Ledger {
  return isRecount ? recount(context) : foldedLedger(context)
}

function foldedLedger(context: ReadContext): Ledger {
  const { engine } = context
  const sums = ledgerColumns.map((column) => `coalesce(sum(${column}), 0) AS ${column}`)
  const counts: Counts = engine.get<Counts>(`SELECT ${sums.join(', ')} FROM counter`)!
  const tail = engine.get<Omit<Counts, 'accepted' | 'resends' | 'replays'>>(
    `SELECT coalesce(sum(next_state = 1), 0) AS delivered,
      coalesce(sum(next_state = 2), 0) AS exhausted,
      coalesce(sum(next_state = 3), 0) AS cancelled,
      coalesce(sum(next_state = 4), 0) AS expired
    FROM attempt WHERE number > ?`,
    readMark(engine, 'folded_attempt'),
  )!
  const unfoldedCount =
    countTargets(context, readMark(engine, 'folded_seq')) - readMark(engine, 'folded_targets')
  const whole = {
    ...counts,
    accepted: counts.accepted + unfoldedCount,
    delivered: counts.delivered + tail.delivered,
    exhausted: counts.exhausted + tail.exhausted,
    cancelled: counts.cancelled + tail.cancelled,
    expired: counts.expired + tail.expired,
  }
  return { ...whole, open: startedOf(whole) - endedOf(whole), unaccountedCount: 0 }
}

function recount(context: ReadContext): Ledger {
  const { engine } = context
  const ended = countEnded(context)
  const rows = {
    accepted: countTargets(context, 0),
    resends: countReruns(engine, 'resend'),
    replays: countReruns(engine, 'replay'),
    delivered: ended.delivered,
    exhausted: ended.exhausted,
    cancelled: ended.cancelled,
    expired: ended.expired,
  }
  const { waitingCount, bothCount } = countWaiting(context)
  const open = waitingCount + countInMemory(context)
  // What has neither, less what has both, shows in the sum; both are faults of their own.
  const missingCount = startedOf(rows) - endedOf(rows) - open + bothCount
  const dropped = new Map(
    engine
      .all<{ state: LedgerColumn; target_count: number }>('SELECT * FROM dropped')
      .map((row) => [row.state, row.target_count]),
  )
  const whole = { ...rows }
  for (const column of ledgerColumns) whole[column] += dropped.get(column) ?? 0
  return { ...whole, open, unaccountedCount: bothCount + Math.abs(missingCount) }
}

function startedOf(counts: Counts): number {
  return counts.accepted + counts.resends + counts.replays
}

function endedOf(counts: Counts): number {
  return counts.delivered + counts.exhausted + counts.cancelled + counts.expired
}

function countTargets(context: ReadContext, aboveSeq: number): number {
  let count = 0
  for (const { from, to } of seqSlices(context, 'event', aboveSeq)) {
    count += context.engine.number(
      "SELECT count(*) FROM event WHERE seq > ? AND seq <= ? AND typeof(targets) = 'integer'",
      from,
      to,
    )
    const rows = context.engine.each<Pick<EventRow, 'targets'>>(
      "SELECT targets FROM event WHERE seq > ? AND seq <= ? AND typeof(targets) = 'blob'",
      from,
      to,
    )
    for (const row of rows) count += toTargets(row).length
  }
  return count
}

/** Parts of the accept order that have rows in the table; between two it looks whether to stop. */
function* seqSlices(
  context: ReadContext,
  table: 'event' | 'delivery',
  aboveSeq: number,
): Generator<{ readonly from: number; readonly to: number }, void> {
  const { engine } = context
  const column = table === 'event' ? 'seq' : 'event_seq'
  const last = engine.number(`SELECT max(${column}) FROM ${table}`)
  for (let from = aboveSeq; from < last;) {
    throwIfCancelled(context)
    // Retention, and blocks of numbers that a crash left out, make gaps.
    const first = engine.number(`SELECT min(${column}) FROM ${table} WHERE ${column} > ?`, from)
    const to = first - 1 + seqsPerLook
    yield { from, to }
    from = to
  }
}

function countReruns(engine: SqliteEngine, kind: 'resend' | 'replay'): number {
  return engine.number('SELECT count(*) FROM rerun WHERE run_kind = ?', runKindCode(kind))
}

type EndedCounts = Record<'delivered' | 'exhausted' | 'cancelled' | 'expired', number>

function countEnded(context: ReadContext): EndedCounts {
  const counts: EndedCounts = { delivered: 0, exhausted: 0, cancelled: 0, expired: 0 }
  for (const { from, to } of seqSlices(context, 'delivery', 0)) {
    const rows = context.engine.all<{ state: number; count: number }>(
      `SELECT state, count(*) AS count FROM delivery WHERE event_seq > ? AND event_seq <= ?
      GROUP BY state`,
      from,
      to,
    )
    for (const row of rows) {
      const state = toState(row.state)
      if (state !== 'pending') counts[state] += row.count
    }
  }
  return counts
}

/** Targets above the settled mark that only memory knows. */
function countInMemory(context: ReadContext): number {
  const { engine } = context
  let count = 0
  const rows = engine.all<Pick<EventRow, 'seq' | 'targets'>>(
    'SELECT seq, targets FROM event WHERE seq > ?',
    readMark(engine, 'settled_seq'),
  )
  for (const row of rows) {
    for (const subscription of toTargets(row)) {
      const endedCount = engine.number(
        'SELECT count(*) FROM delivery WHERE event_seq = ? AND subscription = ? AND run = 0',
        row.seq,
        subscription,
      )
      const key = { subscription, eventSeq: row.seq, run: 0 }
      if (endedCount === 0 && findWaiting(engine, key) === undefined) count += 1
    }
  }
  return count
}

/** Waiting rows, and those of them whose delivery has an end as well. */
function countWaiting(context: ReadContext): { waitingCount: number; bothCount: number } {
  let bothCount = 0
  let waitingCount = 0
  const rows = context.engine.each<{ is_both: number }>(
    `SELECT EXISTS (
      SELECT 1 FROM delivery WHERE delivery.event_seq = waiting.event_seq
        AND delivery.subscription = waiting.subscription AND delivery.run = waiting.run
    ) AS is_both FROM waiting`,
  )
  for (const row of rows) {
    bothCount += row.is_both
    waitingCount += 1
    if (waitingCount % rowsPerLook === 0) throwIfCancelled(context)
  }
  return { waitingCount, bothCount }
}
