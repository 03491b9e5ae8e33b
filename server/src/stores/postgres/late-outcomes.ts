/**
 * Outcomes that found their delivery otherwise than the caller thought. It had ended meanwhile: the
 * attempt is added to it without moving it. Or it had been written before, or its event is gone:
 * then nothing changes. Only a delivery that is nowhere gets the row it should have had.
 */
import type { OutcomeRecord } from '../../ports/delivery-store.ts'
import { lateCode, stateCode } from '../sql/state-codes.ts'
import { CommitStatement } from './commit-statement.ts'
import { attemptSql, recordsSql } from './outcome-part.ts'

export function lateStatement(records: readonly OutcomeRecord[]): CommitStatement {
  const statement = new CommitStatement()
  statement.with('stray', recordsSql(statement, records, true))
  statement.with(
    'late',
    `UPDATE delivery SET attempt_count = number_in_run FROM stray
    WHERE delivery.event_seq = stray.event_seq AND delivery.subscription = stray.subscription
      AND delivery.run = stray.run AND delivery.attempt_count < number_in_run
    RETURNING stray.ordinal`,
  )
  statement.with('late_tried', attemptSql('stray JOIN late USING (ordinal)', String(lateCode)))
  const key = (table: string): string =>
    `${table}.event_seq = stray.event_seq AND ${table}.subscription = stray.subscription
      AND ${table}.run = stray.run`
  statement.with(
    'fresh',
    `INSERT INTO waiting (subscription, run, event_seq, position, due_at_ms, event_id, attempt_count,
      recovery_count, run_kind, is_quarantined, kept_key)
    SELECT subscription, run, event_seq, position, at_ms, event_id, attempt_count, recovery_count,
      run_kind, false, kept_key
    FROM stray WHERE next_state = ${stateCode('pending')}
      AND NOT EXISTS (SELECT FROM delivery WHERE ${key('delivery')})
      AND EXISTS (SELECT FROM event WHERE event.seq = stray.event_seq)
    ON CONFLICT DO NOTHING RETURNING event_seq, subscription, run`,
  )
  const source = 'stray JOIN fresh USING (event_seq, subscription, run)'
  statement.with('fresh_tried', attemptSql(source, String(stateCode('pending'))))
  return statement
}
