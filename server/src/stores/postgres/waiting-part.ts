/**
 * The parts of a commit that write waiting rows of their own: those that memory gives back, and
 * those of deliveries that were in flight at a crash and are about to be sent again.
 */
import type { PendingDelivery } from '../../domain/delivery.ts'
import { runKindCode } from '../sql/state-codes.ts'
import type { CommitStatement } from './commit-statement.ts'
import { dayIn } from './days.ts'
import { numberArray, plainArray, sparse, textArray } from './sql-arrays.ts'

/** A row that is there already was written before, and stays as it is. */
export function addWaiting(
  statement: CommitStatement,
  deliveries: readonly PendingDelivery[],
): void {
  if (deliveries.length === 0) return
  statement.with('kept', waitingSql(statement, deliveries))
  statement.with(
    'kept_rows',
    `INSERT INTO waiting (subscription, run, event_seq, position, due_at_ms, event_id, attempt_count,
      recovery_count, run_kind, is_quarantined, kept_key)
    SELECT subscription, run, event_seq, position, due_at_ms, event_id, attempt_count,
      recovery_count, run_kind, false, kept_key
    FROM kept ON CONFLICT DO NOTHING`,
  )
}

export interface SendingMark {
  readonly delivery: PendingDelivery
  readonly isQuarantined: boolean
}

/** What was closed, or even dropped, while it was in memory stays ended. */
export function addMarks(statement: CommitStatement, marks: readonly SendingMark[]): void {
  if (marks.length === 0) return
  const flags = numberArray(marks.map((one) => Number(one.isQuarantined)))
  const deliveries = marks.map((one) => one.delivery)
  statement.with(
    'sending',
    `SELECT given.*, flag.is_quarantined = 1 AS is_quarantined
    FROM (${waitingSql(statement, deliveries)}) AS given
      JOIN unnest(${statement.bind(flags)}::smallint[]) WITH ORDINALITY
        AS flag (is_quarantined, ordinal) USING (ordinal)`,
  )
  statement.with(
    // In memory alone until now: the row that it gets says the same.
    'marked',
    `INSERT INTO waiting (subscription, run, event_seq, position, due_at_ms, event_id, attempt_count,
      recovery_count, run_kind, is_quarantined, kept_key)
    SELECT subscription, run, event_seq, position, due_at_ms, event_id, attempt_count,
      recovery_count, run_kind, is_quarantined, kept_key
    FROM sending WHERE EXISTS (SELECT FROM day WHERE day.number = ${dayIn('event_seq')})
      AND NOT EXISTS (SELECT FROM delivery WHERE delivery.event_seq = sending.event_seq
        AND delivery.subscription = sending.subscription AND delivery.run = sending.run)
    ON CONFLICT (subscription, event_seq, run) DO UPDATE
      SET recovery_count = excluded.recovery_count, is_quarantined = excluded.is_quarantined`,
  )
}

/** Deliveries as rows of the columns of `waiting`. */
function waitingSql(statement: CommitStatement, deliveries: readonly PendingDelivery[]): string {
  const bound = [
    [numberArray(deliveries.map((one) => one.subscriptionNumber)), 'integer', 'subscription'],
    [numberArray(deliveries.map((one) => one.run)), 'integer', 'run'],
    [numberArray(deliveries.map((one) => one.eventSeq)), 'bigint', 'event_seq'],
    [numberArray(deliveries.map((one) => one.position)), 'bigint', 'position'],
    [numberArray(deliveries.map((one) => one.dueAtMs)), 'bigint', 'due_at_ms'],
    [plainArray(deliveries.map((one) => one.eventId.slice(4))), 'uuid', 'event_id'],
    [numberArray(deliveries.map((one) => one.attemptCount)), 'integer', 'attempt_count'],
    [numberArray(deliveries.map((one) => one.recoveryCount)), 'integer', 'recovery_count'],
    [numberArray(deliveries.map((one) => runKindCode(one.runKind))), 'smallint', 'run_kind'],
    [
      sparse(
        deliveries.map((one) => one.keptKey ?? null),
        textArray,
      ),
      'text',
      'kept_key',
    ],
  ] as const
  const arrays = bound.map(([value, type]) => `${statement.bind(value)}::${type}[]`)
  const names = bound.map(([, , name]) => name)
  return `SELECT * FROM unnest(${arrays.join(', ')}) WITH ORDINALITY
    AS row (${names.join(', ')}, ordinal)`
}
