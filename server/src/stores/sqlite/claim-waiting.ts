/** Finds due work: the rows of one subscription in the order asked for, and all their heads. */
import {
  type ClaimedDelivery,
  type ClaimRequest,
  heldName,
  type WaitingHead,
} from '../../ports/delivery-store.ts'
import { toPendingDelivery, type WaitingRow } from '../sql/delivery-rows.ts'
import { eventColumns, type EventRow, toEvent } from '../sql/event-rows.ts'
import type { SqliteEngine } from './sqlite-engine.ts'
import type { TenantDirectory } from './tenant-directory.ts'

type ClaimRow = WaitingRow & EventRow

// CROSS JOIN fixes the order: the line first, so that it ends with the limit, then its events.
// The plus signs keep the other index away from a line by place, so that nothing is ever sorted.
const byDue = `SELECT waiting.*, ${eventColumns}
  FROM waiting INDEXED BY waiting_by_due CROSS JOIN event ON event.seq = waiting.event_seq
  WHERE waiting.subscription = ? AND waiting.due_at_ms <= ? AND waiting.is_quarantined = 0
  ORDER BY waiting.due_at_ms, waiting.position`
const byPosition = `SELECT waiting.*, ${eventColumns}
  FROM waiting CROSS JOIN event ON event.seq = waiting.event_seq
  WHERE waiting.subscription = ? AND (waiting.attempt_count > 0 OR +waiting.due_at_ms <= ?)
    AND +waiting.is_quarantined = 0
  ORDER BY waiting.position`

export function claimDue(
  engine: SqliteEngine,
  directory: TenantDirectory,
  request: ClaimRequest,
): readonly ClaimedDelivery[] {
  const { subscriptionNumber, nowMs, limit, held } = request
  const claimed: ClaimedDelivery[] = []
  if (limit <= 0) return claimed
  const sql = request.order === 'due' ? byDue : byPosition
  for (const row of engine.each<ClaimRow>(sql, subscriptionNumber, nowMs)) {
    const event = toEvent(row, directory.tenantId(row.tenant_key))
    const delivery = toPendingDelivery(row, event.id)
    if (held.size > 0 && held.has(heldName(delivery))) continue
    claimed.push({ delivery, event })
    if (claimed.length === limit) break
  }
  return claimed
}

/** One step of the index a subscription, whatever waits behind it. */
export function heads(engine: SqliteEngine): readonly WaitingHead[] {
  const rows = engine.all<{ subscription: number; due_at_ms: number }>(
    `WITH RECURSIVE head (subscription) AS (
      SELECT min(subscription) FROM waiting INDEXED BY waiting_by_due WHERE is_quarantined = 0
      UNION ALL
      SELECT (
        SELECT min(subscription) FROM waiting INDEXED BY waiting_by_due
        WHERE is_quarantined = 0 AND waiting.subscription > head.subscription
      )
      FROM head WHERE head.subscription IS NOT NULL
    )
    SELECT subscription, (
      SELECT min(due_at_ms) FROM waiting INDEXED BY waiting_by_due
      WHERE is_quarantined = 0 AND waiting.subscription = head.subscription
    ) AS due_at_ms
    FROM head WHERE subscription IS NOT NULL`,
  )
  return rows.map((row) => ({ subscriptionNumber: row.subscription, dueAtMs: row.due_at_ms }))
}

/** The next subscription with waiting rows, quarantined ones included; 0 when there is none. */
export function nextWaiting(engine: SqliteEngine, afterSubscription: number): number {
  return engine.number(
    'SELECT min(subscription) FROM waiting WHERE subscription > ?',
    afterSubscription,
  )
}
