/**
 * Calls and errors of subscriptions since they were made: what was folded, plus the attempts that
 * are not folded yet, read at one moment. So they are right after a crash without a write per
 * attempt.
 */
import { type AttemptTotals } from '../sql/subscription-rows.ts'
import type { Reader } from './read-pool.ts'

interface TotalRow {
  readonly subscription: number
  readonly call_count: number
  readonly error_count: number
  readonly last_attempt_at_ms: number | null
  readonly last_success_at_ms: number | null
}

/** Columns of the totals of attempts, to be grouped by subscription. */
export const attemptSums = `subscription, count(*) AS call_count,
  count(*) FILTER (WHERE outcome & 3 <> 0) AS error_count,
  max(started_at_ms + duration_ms) AS last_attempt_at_ms,
  max(started_at_ms + duration_ms) FILTER (WHERE outcome & 3 = 0) AS last_success_at_ms`

const totals = `SELECT subscription, sum(call_count)::bigint AS call_count,
    sum(error_count)::bigint AS error_count, max(last_attempt_at_ms) AS last_attempt_at_ms,
    max(last_success_at_ms) AS last_success_at_ms
  FROM (
    SELECT * FROM subscription_total
    UNION ALL
    SELECT ${attemptSums} FROM attempt
    WHERE number > (SELECT number FROM mark WHERE name = 'folded_attempt') GROUP BY subscription
  ) AS part WHERE $1::integer IS NULL OR subscription = $1 GROUP BY subscription`

/** Of one subscription, or of all that have any. */
export async function attemptTotals(
  reader: Reader,
  subscription: number | null,
): Promise<Map<number, AttemptTotals>> {
  const rows = await reader.query<TotalRow>(totals, [subscription])
  return new Map(
    rows.map((row) => [
      row.subscription,
      {
        callCount: row.call_count,
        errorCount: row.error_count,
        lastAttemptAtMs: row.last_attempt_at_ms,
        lastSuccessAtMs: row.last_success_at_ms,
      },
    ]),
  )
}
