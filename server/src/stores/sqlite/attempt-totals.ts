/**
 * Calls and errors of subscriptions since they were made: what was folded, plus the attempts that
 * are not folded yet. So they are right after a crash without a write per attempt.
 */
import { type AttemptTotals, later, noTotals } from '../sql/subscription-rows.ts'
import { readMark } from './meta.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

interface TotalRow {
  readonly subscription: number
  readonly call_count: number
  readonly error_count: number
  readonly last_attempt_at_ms: number | null
  readonly last_success_at_ms: number | null
}

/** Totals of the attempts above `?1` up to `?2`, by subscription. */
export const countAttempts = `SELECT subscription, count(*) AS call_count,
    sum((outcome & 3) <> 0) AS error_count,
    max(started_at_ms + duration_ms) AS last_attempt_at_ms,
    max(CASE WHEN (outcome & 3) = 0 THEN started_at_ms + duration_ms END) AS last_success_at_ms
  FROM attempt WHERE number > ?1 AND number <= ?2 GROUP BY subscription`

/** Of one subscription, or of all that have any. */
export function attemptTotals(
  engine: SqliteEngine,
  subscription: number | null,
): Map<number, AttemptTotals> {
  const totals = new Map<number, AttemptTotals>()
  const folded = engine.all<TotalRow>(
    'SELECT * FROM subscription_total WHERE ?1 IS NULL OR subscription = ?1',
    subscription,
  )
  const tail = engine.all<TotalRow>(
    countAttempts,
    readMark(engine, 'folded_attempt'),
    Number.MAX_SAFE_INTEGER,
  )
  for (const row of [...folded, ...tail]) {
    const before = totals.get(row.subscription) ?? noTotals
    totals.set(row.subscription, {
      callCount: before.callCount + row.call_count,
      errorCount: before.errorCount + row.error_count,
      lastAttemptAtMs: later(before.lastAttemptAtMs, row.last_attempt_at_ms),
      lastSuccessAtMs: later(before.lastSuccessAtMs, row.last_success_at_ms),
    })
  }
  return totals
}
