/** The part of a commit that gives waiting rows to deliveries that only memory knew. */
import type { PendingDelivery } from '../../domain/delivery.ts'
import { runKindCode } from '../sql/state-codes.ts'
import type { CommitStatement } from './commit-statement.ts'
import { numberArray, plainArray } from './sql-arrays.ts'

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
      recovery_count, run_kind, is_quarantined)
    SELECT subscription, run, event_seq, position, due_at_ms, event_id, attempt_count,
      recovery_count, run_kind, false
    FROM kept ON CONFLICT DO NOTHING`,
  )
}

/** Deliveries as rows of the columns of `waiting`. */
export function waitingSql(
  statement: CommitStatement,
  deliveries: readonly PendingDelivery[],
): string {
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
  ] as const
  const arrays = bound.map(([value, type]) => `${statement.bind(value)}::${type}[]`)
  const names = bound.map(([, , name]) => name)
  return `SELECT * FROM unnest(${arrays.join(', ')}) AS given (${names.join(', ')})`
}
