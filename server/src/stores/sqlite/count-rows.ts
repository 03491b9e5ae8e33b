/**
 * The conservation ledger: from the folded counters and the rows that are not folded yet, or, as
 * the judge of both, by counting every row there is. What retention dropped is added from its own
 * totals, so that both say the same.
 */
import type { Ledger } from '../../ports/history.ts'
import { type EventRow, toTargets } from '../sql/event-rows.ts'
import { runKindCode, stateCode } from '../sql/state-codes.ts'
import { type LedgerColumn, ledgerColumns } from './count-ledger.ts'
import { findWaiting } from './find-waiting.ts'
import { readMark } from './meta.ts'
import { type ReadContext, throwIfCancelled } from './read-context.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

type Counts = Record<LedgerColumn, number>

/** Rows between two looks whether to stop. */
const rowsPerLook = 10_000

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
  const whole = {
    ...counts,
    accepted: counts.accepted + countTargets(context, readMark(engine, 'folded_seq')),
    delivered: counts.delivered + tail.delivered,
    exhausted: counts.exhausted + tail.exhausted,
    cancelled: counts.cancelled + tail.cancelled,
    expired: counts.expired + tail.expired,
  }
  return { ...whole, open: startedOf(whole) - endedOf(whole), unaccountedCount: 0 }
}

function recount(context: ReadContext): Ledger {
  const { engine } = context
  const rows = {
    accepted: countTargets(context, 0),
    resends: countReruns(engine, 'resend'),
    replays: countReruns(engine, 'replay'),
    delivered: countEnded(engine, 'delivered'),
    exhausted: countEnded(engine, 'exhausted'),
    cancelled: countEnded(engine, 'cancelled'),
    expired: countEnded(engine, 'expired'),
  }
  const waitingCount = engine.number('SELECT count(*) FROM waiting')
  const inMemoryCount = countInMemory(context)
  const bothCount = countBoth(context)
  const open = waitingCount + inMemoryCount
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
  let count = context.engine.number(
    "SELECT count(*) FROM event WHERE seq > ? AND typeof(targets) = 'integer'",
    aboveSeq,
  )
  let rowCount = 0
  const rows = context.engine.each<Pick<EventRow, 'targets'>>(
    "SELECT targets FROM event WHERE seq > ? AND typeof(targets) = 'blob'",
    aboveSeq,
  )
  for (const row of rows) {
    count += toTargets(row).length
    rowCount += 1
    if (rowCount % rowsPerLook === 0) throwIfCancelled(context)
  }
  return count
}

function countReruns(engine: SqliteEngine, kind: 'resend' | 'replay'): number {
  return engine.number('SELECT count(*) FROM rerun WHERE run_kind = ?', runKindCode(kind))
}

function countEnded(engine: SqliteEngine, state: Parameters<typeof stateCode>[0]): number {
  return engine.number('SELECT count(*) FROM delivery WHERE state = ?', stateCode(state))
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

function countBoth(context: ReadContext): number {
  let count = 0
  let rowCount = 0
  const rows = context.engine.each<{ is_both: number }>(
    `SELECT EXISTS (
      SELECT 1 FROM delivery WHERE delivery.event_seq = waiting.event_seq
        AND delivery.subscription = waiting.subscription AND delivery.run = waiting.run
    ) AS is_both FROM waiting`,
  )
  for (const row of rows) {
    count += row.is_both
    rowCount += 1
    if (rowCount % rowsPerLook === 0) throwIfCancelled(context)
  }
  return count
}
