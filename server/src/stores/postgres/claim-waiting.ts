/** Finds due work: the rows of one subscription in the order asked for, and all their heads. */
import type { PendingDelivery } from '../../domain/delivery.ts'
import type { Event } from '../../domain/event.ts'
import {
  type ClaimedDelivery,
  type ClaimRequest,
  heldName,
  type WaitingHead,
} from '../../ports/delivery-store.ts'
import { type EventRow, eventRows, toEvent } from './event-rows.ts'
import type { Reader } from './read-pool.ts'
import { numberArray } from './sql-arrays.ts'
import { toPendingDelivery, type WaitingRow } from './waiting-rows.ts'

/** In the order of acceptance what was tried keeps its place, due or not. */
const lines = {
  due: { isReady: 'due_at_ms BETWEEN $4 AND $2', order: 'due_at_ms, position' },
  // Nothing is due before 0.
  accepted: {
    isReady: '(attempt_count > 0 OR due_at_ms <= $2) AND $4::bigint >= 0',
    order: 'position',
  },
} as const

export async function claimDue(
  reader: Reader,
  request: ClaimRequest,
): Promise<readonly ClaimedDelivery[]> {
  const { subscriptionNumber, nowMs, limit, held, bytesMax, dueFromMs = 0 } = request
  if (limit <= 0) return []
  const { isReady, order } = lines[request.order]
  // What memory holds is left out here: it is a few rows at the head of the line.
  const rows = await reader.plan<WaitingRow>(
    `SELECT * FROM waiting WHERE subscription = $1 AND ${isReady} AND NOT is_quarantined
    ORDER BY ${order} LIMIT $3`,
    [subscriptionNumber, nowMs, limit + held.size, dueFromMs],
  )
  const deliveries = rows
    .map(toPendingDelivery)
    .filter((delivery) => held.size === 0 || !held.has(heldName(delivery)))
    .slice(0, limit)
  return withEvents(reader, deliveries, bytesMax)
}

/** Up to the one whose event brings their data to so many bytes. */
export async function withEvents(
  reader: Reader,
  deliveries: readonly PendingDelivery[],
  bytesMax: number = Number.MAX_SAFE_INTEGER,
): Promise<readonly ClaimedDelivery[]> {
  if (deliveries.length === 0) return []
  const seqs = deliveries.map((delivery) => delivery.eventSeq)
  const events = await readEvents(reader, seqs, bytesMax)
  return events.map(({ ordinal, event }) => ({ delivery: deliveries[ordinal - 1]!, event }))
}

interface NumberedEvent {
  readonly ordinal: number
  readonly event: Event
}

/**
 * Events in the order asked for, up to the one that brings their data to so many bytes. The days are
 * named by a range: to plan for each of the numbers would take longer than to read the events.
 */
async function readEvents(
  reader: Reader,
  seqs: readonly number[],
  bytesMax: number,
): Promise<NumberedEvent[]> {
  const rows = await reader.plan<EventRow & { ordinal: number }>(
    `SELECT * FROM (
      SELECT given.ordinal, whole.*, sum(octet_length(whole.data)) OVER (
        ORDER BY given.ordinal ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bytes_before
      FROM unnest($1::bigint[]) WITH ORDINALITY AS given (seq, ordinal)
        JOIN (${eventRows} WHERE event.seq BETWEEN $3 AND $4) AS whole USING (seq)
    ) AS taken WHERE coalesce(bytes_before, 0) < $2 ORDER BY ordinal`,
    [numberArray(seqs), bytesMax, Math.min(...seqs), Math.max(...seqs)],
  )
  return rows.map((row) => ({ ordinal: row.ordinal, event: toEvent(row) }))
}

/** One step of the index a subscription, whatever waits behind it. */
export async function heads(reader: Reader): Promise<readonly WaitingHead[]> {
  const rows = await reader.plan<{ subscription: number; due_at_ms: number }>(
    `WITH RECURSIVE head AS (
      (SELECT subscription, due_at_ms FROM waiting WHERE NOT is_quarantined
        ORDER BY subscription, due_at_ms, position LIMIT 1)
      UNION ALL
      SELECT next.subscription, next.due_at_ms FROM head CROSS JOIN LATERAL (
        SELECT subscription, due_at_ms FROM waiting
        WHERE NOT is_quarantined AND waiting.subscription > head.subscription
        ORDER BY subscription, due_at_ms, position LIMIT 1
      ) AS next
    ) SELECT * FROM head`,
  )
  return rows.map((row) => ({ subscriptionNumber: row.subscription, dueAtMs: row.due_at_ms }))
}
