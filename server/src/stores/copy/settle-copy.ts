/**
 * What a copy needs beside its rows: the numbers that are given next, how far projections are
 * folded, and the ledger of each day. Every part says what holds, not what to add, so it may be
 * repeated.
 */
import { toTargets } from '../sql/event-rows.ts'
import { stateCode, runKindCode } from '../sql/state-codes.ts'
import type { PackedNumbers } from '../sql/packed-numbers.ts'
import { dayIn } from '../postgres/days.ts'
import { hourMs, ledgerColumns } from '../postgres/ledger-part.ts'
import type { PostgresClient } from '../postgres/postgres-client.ts'
import { readMark } from '../sqlite/meta.ts'
import type { SqliteEngine } from '../sqlite/sqlite-engine.ts'
import { type AcceptDay, cursorIn, placeIn } from './accept-days.ts'

export async function settleCopy(
  engine: SqliteEngine,
  client: PostgresClient,
  days: readonly AcceptDay[],
): Promise<void> {
  await settleNumbers(engine, client, days)
  // Everything up to the mark, whatever the day of the place behind it.
  const foldedSeq = cursorIn(days, readMark(engine, 'folded_seq'))
  const foldedAttempt = readMark(engine, 'folded_attempt')
  await client.query(
    `UPDATE mark SET number = CASE name WHEN 'folded_seq' THEN $1::bigint ELSE $2::bigint END`,
    [foldedSeq, foldedAttempt],
  )
  await settleDays(client)
  await settleDropped(engine, client)
  await client.exec('ANALYZE')
}

/** Numbers are never given twice, not even those of rows that are gone. */
async function settleNumbers(
  engine: SqliteEngine,
  client: PostgresClient,
  days: readonly AcceptDay[],
): Promise<void> {
  const given = (table: string): number =>
    engine.number('SELECT seq FROM sqlite_sequence WHERE name = ?', table)
  const sequences = [
    ['accept_seq', placeIn(days, readMark(engine, 'seq_ceiling'))],
    ['attempt_number', readMark(engine, 'attempt_ceiling')],
    ['subscription_number', given('subscription')],
  ] as const
  for (const [name, last] of sequences) {
    // A sequence that gave nothing yet begins with 1, and 0 is no number of one.
    if (last > 0) await client.query('SELECT setval($1::regclass, $2::bigint)', [name, last])
  }
  const lastTenant = given('tenant')
  if (lastTenant === 0) return
  await client.query("SELECT setval(pg_get_serial_sequence('tenant', 'key'), $1::bigint)", [
    lastTenant,
  ])
}

/** The ledger of each day as far as it is folded: what is above the marks is added by folding. */
async function settleDays(client: PostgresClient): Promise<void> {
  const ends = ['delivered', 'exhausted', 'cancelled', 'expired'] as const
  const marked = (name: string): string => `(SELECT number FROM mark WHERE name = '${name}')`
  const started = (kind: 'resend' | 'replay', column: string): string =>
    `count(*) FILTER (WHERE run_kind = ${runKindCode(kind)}) AS ${column}`
  const ended = ends.map(
    (state) => `count(*) FILTER (WHERE state = ${stateCode(state)}) AS ${state}`,
  )
  const unfolded = ends.map(
    (state) => `count(*) FILTER (WHERE next_state = ${stateCode(state)}) AS ${state}`,
  )
  const sets = ends.map(
    (state) => `${state} = coalesce(ended.${state}, 0) - coalesce(unfolded.${state}, 0)`,
  )
  await client.plan(
    `WITH accepted AS (
      SELECT ${dayIn('seq')} AS day, sum(cardinality(targets)) AS accepted FROM event
      WHERE seq <= ${marked('folded_seq')} GROUP BY 1
    ), started AS (
      SELECT ${dayIn('event_seq')} AS day, ${started('resend', 'resends')},
        ${started('replay', 'replays')} FROM rerun GROUP BY 1
    ), ended AS (
      SELECT ${dayIn('event_seq')} AS day, ${ended.join(', ')} FROM delivery GROUP BY 1
    ), unfolded AS (
      SELECT ${dayIn('event_seq')} AS day, ${unfolded.join(', ')} FROM attempt
      WHERE number > ${marked('folded_attempt')} GROUP BY 1
    ) UPDATE day SET accepted = coalesce(accepted.accepted, 0),
        resends = coalesce(started.resends, 0), replays = coalesce(started.replays, 0),
        ${sets.join(', ')}
      FROM day AS same LEFT JOIN accepted ON accepted.day = same.number
        LEFT JOIN started ON started.day = same.number
        LEFT JOIN ended ON ended.day = same.number
        LEFT JOIN unfolded ON unfolded.day = same.number
      WHERE day.number = same.number AND day.number > 0`,
  )
}

/** What retention dropped stands in day 0. */
async function settleDropped(engine: SqliteEngine, client: PostgresClient): Promise<void> {
  const rows = engine.all<{ state: string; target_count: number }>('SELECT * FROM dropped')
  const dropped = new Map(rows.map((row) => [row.state, row.target_count]))
  const sets = ledgerColumns.map((column, index) => `${column} = $${index + 1}`)
  await client.query(
    `UPDATE day SET ${sets.join(', ')} WHERE number = 0`,
    ledgerColumns.map((column) => dropped.get(column) ?? 0),
  )
}

/**
 * An event that went to many may be folded in part in a file, and is folded whole in a database:
 * SQL that takes back what is counted of it, to be run once. Empty for nearly every file.
 */
export function unfoldBegun(engine: SqliteEngine): string {
  const begunCount = readMark(engine, 'folded_targets')
  if (begunCount === 0) return ''
  const event = engine.get<{ accepted_at_ms: number; targets: PackedNumbers }>(
    'SELECT accepted_at_ms, targets FROM event WHERE seq > ? ORDER BY seq LIMIT 1',
    readMark(engine, 'folded_seq'),
  )
  if (event === undefined) return ''
  const begun = toTargets(event).slice(0, begunCount)
  return `UPDATE counter SET accepted = accepted - 1
    WHERE hour = ${Math.floor(event.accepted_at_ms / hourMs)}
      AND subscription IN (${begun.join(', ')});`
}
