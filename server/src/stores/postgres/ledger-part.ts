/**
 * The parts of a commit that count: by subscription and hour for people, by day so that a day can
 * be dropped with its totals. Rows are locked in order, counters before days, here and in the
 * folding, so that no two commits wait for each other.
 */
import type { CommitStatement } from './commit-statement.ts'
import { dayIn } from './days.ts'

export const ledgerColumns = [
  'accepted',
  'resends',
  'replays',
  'delivered',
  'exhausted',
  'cancelled',
  'expired',
] as const
export type LedgerColumn = (typeof ledgerColumns)[number]

export const hourMs = 3_600_000

const endColumns = ['delivered', 'exhausted', 'cancelled', 'expired'] as const

/** Counts ends; `rows` selects subscription, event_seq, next_state and at_ms. */
export function countEnds(statement: Pick<CommitStatement, 'with'>, rows: string): void {
  statement.with('counted_end', rows)
  const sums = endColumns.map(
    (column, index) => `count(*) FILTER (WHERE next_state = ${index + 1}) AS ${column}`,
  )
  addCounts(statement, {
    name: 'end',
    columns: endColumns,
    counters: `SELECT subscription, (at_ms / ${hourMs})::integer AS hour, ${sums.join(', ')}
      FROM counted_end WHERE next_state BETWEEN 1 AND 4 GROUP BY 1, 2`,
    days: `SELECT ${dayIn('event_seq')} AS day, ${sums.join(', ')} FROM counted_end
      WHERE next_state BETWEEN 1 AND 4 GROUP BY 1`,
  })
}

export interface Counts {
  /** Tells the parts of several counts in one statement apart. */
  readonly name: string
  readonly columns: readonly LedgerColumn[]
  /** Selects subscription, hour and the columns. */
  readonly counters: string
  /** Selects day and the columns. */
  readonly days: string
}

export function addCounts(statement: Pick<CommitStatement, 'with'>, counts: Counts): void {
  const { name, columns, counters, days } = counts
  const adds = columns.map((column) => `${column} = counter.${column} + excluded.${column}`)
  statement.with(
    `${name}_counters`,
    `INSERT INTO counter (subscription, hour, ${columns.join(', ')})
    SELECT * FROM (${counters}) AS counts ORDER BY 1, 2
    ON CONFLICT (subscription, hour) DO UPDATE SET ${adds.join(', ')} RETURNING 1`,
  )
  const sums = columns.map((column) => `${column} = day.${column} + counts.${column}`)
  // Reading the counters makes them come first.
  statement.with(
    `${name}_days`,
    `UPDATE day SET ${sums.join(', ')} FROM (${days}) AS counts
    WHERE day.number = counts.day AND (SELECT count(*) FROM ${name}_counters) >= 0`,
  )
}
