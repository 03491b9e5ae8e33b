/**
 * Folds append-only rows into what lists and counters read: sorted, a bounded slice at a time, each
 * in one statement with the mark that says how far it came. A mark that was moved by somebody else
 * ends the statement, so nothing is folded twice; a crash between two slices loses nothing.
 */
import { attemptSums } from './attempt-totals.ts'
import { CommitStatement } from './commit-statement.ts'
import { dayIn } from './days.ts'
import { faultKind } from './engine-fault.ts'
import { nextSlice } from './event-slice.ts'
import { minuteMs } from './event-spans.ts'
import type { Horizon } from './horizon.ts'
import { addCounts, countEnds, hourMs } from './ledger-part.ts'
import type { Reader } from './read-pool.ts'

type MarkName = 'folded_seq' | 'folded_attempt'

const attemptsPerSlice = 5_000

/** Folds up to the horizon. Returns how many slices it took. */
export async function foldHistory(reader: Reader, horizon: Horizon): Promise<number> {
  let sliceCount = 0
  for (let isOn = true; isOn; sliceCount += 1) isOn = await foldEvents(reader, horizon.seq)
  for (let isOn = true; isOn; sliceCount += 1) isOn = await foldAttempts(reader, horizon.attempt)
  return sliceCount
}

export async function readMark(reader: Reader, name: MarkName): Promise<number> {
  const [row] = await reader.query<{ number: number }>('SELECT number FROM mark WHERE name = $1', [
    name,
  ])
  return row!.number
}

/** Folds one slice; true when there may be more. */
async function foldEvents(reader: Reader, untilSeq: number): Promise<boolean> {
  const afterSeq = await readMark(reader, 'folded_seq')
  if (afterSeq >= untilSeq) return false
  const last = await nextSlice(reader, { afterSeq, untilSeq, node: null })
  const statement = new CommitStatement()
  const [after, to] = [afterSeq, last ?? untilSeq].map((seq) => `${statement.bind(seq)}::bigint`)
  if (last !== null) addEvents(statement, `seq > ${after} AND seq <= ${to}`)
  const isMine = await move(reader, statement, { name: 'folded_seq', after: after!, to: to! })
  return isMine && last !== null
}

function addEvents(statement: CommitStatement, range: string): void {
  statement.with('slice', `SELECT seq, accepted_at_ms, targets FROM event WHERE ${range}`)
  statement.with('target', 'SELECT unnest(targets) AS subscription, seq, accepted_at_ms FROM slice')
  statement.with(
    // Conflicts are runs of events that had not been a target of the subscription before.
    'places',
    `INSERT INTO target_by_subscription (subscription, seq)
    SELECT subscription, seq FROM target ORDER BY subscription, seq ON CONFLICT DO NOTHING`,
  )
  statement.with(
    'spans',
    `INSERT INTO event_span (minute, day, first_seq, last_seq)
    SELECT accepted_at_ms / ${minuteMs}, ${dayIn('seq')}, min(seq), max(seq) FROM slice GROUP BY 1, 2
    ON CONFLICT (minute, day) DO UPDATE SET
      first_seq = least(event_span.first_seq, excluded.first_seq),
      last_seq = greatest(event_span.last_seq, excluded.last_seq)`,
  )
  addCounts(statement, {
    name: 'target',
    columns: ['accepted'],
    counters: `SELECT subscription, (accepted_at_ms / ${hourMs})::integer, count(*) AS accepted
      FROM target GROUP BY 1, 2`,
    days: `SELECT ${dayIn('seq')} AS day, count(*) AS accepted FROM target GROUP BY 1`,
  })
}

async function foldAttempts(reader: Reader, until: number): Promise<boolean> {
  const afterNumber = await readMark(reader, 'folded_attempt')
  if (afterNumber >= until) return false
  const [slice] = await reader.plan<{ last: number | null }>(
    `SELECT max(number) AS last FROM (
      SELECT number FROM attempt WHERE number > $1 AND number <= $2
      ORDER BY number LIMIT ${attemptsPerSlice}) AS next`,
    [afterNumber, until],
  )
  const { last } = slice!
  const statement = new CommitStatement()
  const [after, to] = [afterNumber, last ?? until].map((one) => `${statement.bind(one)}::bigint`)
  if (last !== null) addAttempts(statement, `number > ${after} AND number <= ${to}`)
  const isMine = await move(reader, statement, { name: 'folded_attempt', after: after!, to: to! })
  return isMine && last !== null
}

function addAttempts(statement: CommitStatement, range: string): void {
  statement.with(
    'slice',
    `SELECT subscription, event_seq, next_state, outcome, started_at_ms, duration_ms FROM attempt
    WHERE ${range}`,
  )
  countEnds(
    statement,
    'SELECT subscription, event_seq, next_state, started_at_ms + duration_ms AS at_ms FROM slice',
  )
  statement.with(
    'totals',
    `INSERT INTO subscription_total AS kept
      (subscription, call_count, error_count, last_attempt_at_ms, last_success_at_ms)
    SELECT ${attemptSums} FROM slice GROUP BY subscription ORDER BY subscription
    ON CONFLICT (subscription) DO UPDATE SET call_count = kept.call_count + excluded.call_count,
      error_count = kept.error_count + excluded.error_count,
      last_attempt_at_ms = greatest(kept.last_attempt_at_ms, excluded.last_attempt_at_ms),
      last_success_at_ms = greatest(kept.last_success_at_ms, excluded.last_success_at_ms)`,
  )
}

interface Move {
  readonly name: MarkName
  readonly after: string
  readonly to: string
}

/** False when somebody else has folded meanwhile; then nothing was. */
async function move(reader: Reader, statement: CommitStatement, { name, after, to }: Move) {
  const parts = statement.parts
  try {
    await reader.plan(
      `WITH moved AS (UPDATE mark SET number = ${to}
          WHERE name = '${name}' AND number = ${after} RETURNING 1)${parts === '' ? '' : ','}
        ${parts} SELECT 1 / count(*) AS is_next FROM moved`,
      statement.parameters,
    )
    return true
  } catch (error) {
    if (faultKind(error) === 'overtaken') return false
    throw error
  }
}
