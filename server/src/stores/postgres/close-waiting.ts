/**
 * Ends open work that will never be sent: of a subscription that is gone, or older than what is
 * kept. Each call ends a bounded number, oldest in the accept order first.
 */
import type { CloseRequest } from '../../ports/delivery-store.ts'
import { stateCode } from '../sql/state-codes.ts'
import { CommitStatement } from './commit-statement.ts'
import { countEnds } from './ledger-part.ts'

type Cancel = Extract<CloseRequest, { state: 'cancelled' }>
type Expire = Extract<CloseRequest, { state: 'expired' }>

export function cancelStatement(request: Cancel): CommitStatement {
  const statement = new CommitStatement()
  const subscription = statement.bind(request.subscriptionNumber)
  const limit = statement.bind(request.limit)
  statement.with(
    'taken',
    `SELECT subscription, event_seq, run FROM waiting WHERE subscription = ${subscription}
    ORDER BY position LIMIT ${limit}`,
  )
  endTaken(statement, request)
  return statement
}

/** `lastSeq`: no event above it was accepted before the instant. */
export function expireStatement(request: Expire, lastSeq: number): CommitStatement {
  const statement = new CommitStatement()
  const last = `${statement.bind(lastSeq)}::bigint`
  const before = `${statement.bind(request.acceptedBeforeMs)}::bigint`
  const limit = `${statement.bind(request.limit)}::integer`
  statement.with(
    // One step of the index for each subscription that has rows.
    'line',
    `WITH RECURSIVE head AS (
      (SELECT subscription FROM waiting ORDER BY subscription LIMIT 1)
      UNION ALL
      SELECT next.subscription FROM head CROSS JOIN LATERAL (
        SELECT subscription FROM waiting WHERE waiting.subscription > head.subscription
        ORDER BY subscription LIMIT 1
      ) AS next
    ) SELECT * FROM head`,
  )
  statement.with(
    'taken',
    `SELECT old.* FROM line CROSS JOIN LATERAL (
      SELECT waiting.subscription, waiting.event_seq, waiting.run
      FROM waiting JOIN event ON event.seq = waiting.event_seq
      WHERE waiting.subscription = line.subscription AND waiting.event_seq <= ${last}
        AND event.accepted_at_ms < ${before}
      ORDER BY waiting.event_seq, waiting.run LIMIT ${limit}
    ) AS old LIMIT ${limit}`,
  )
  endTaken(statement, request)
  return statement
}

function endTaken(statement: CommitStatement, { state, nowMs }: CloseRequest): void {
  const code = stateCode(state)
  const now = `${statement.bind(nowMs)}::bigint`
  statement.with(
    'gone',
    `DELETE FROM waiting USING taken WHERE waiting.subscription = taken.subscription
      AND waiting.event_seq = taken.event_seq AND waiting.run = taken.run RETURNING waiting.*`,
  )
  statement.with(
    'final',
    `INSERT INTO delivery (event_seq, subscription, run, state, run_kind, attempt_count, ended_at_ms)
    SELECT event_seq, subscription, run, ${code}, run_kind, attempt_count, ${now} FROM gone
    ON CONFLICT DO NOTHING RETURNING event_seq, subscription, run`,
  )
  statement.with(
    'sad',
    `INSERT INTO undelivered (tenant_key, state, event_seq, subscription, run)
    SELECT event.tenant_key, ${code}, event_seq, subscription, run
    FROM final JOIN event ON event.seq = event_seq ON CONFLICT DO NOTHING`,
  )
  countEnds(
    statement,
    `SELECT subscription, event_seq, ${code} AS next_state, ${now} AS at_ms FROM final`,
  )
  statement.result('SELECT event_id, subscription, run, position FROM gone')
}
