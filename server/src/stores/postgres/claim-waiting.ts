/** Finds due work: the rows of one subscription in the order asked for, and all their heads. */
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

const order = { due: 'due_at_ms, position', accepted: 'position' } as const

export async function claimDue(
  reader: Reader,
  request: ClaimRequest,
): Promise<readonly ClaimedDelivery[]> {
  const { subscriptionNumber, nowMs, limit, held } = request
  if (limit <= 0) return []
  // What memory holds is left out here: it is a few rows at the head of the line.
  const rows = await reader.plan<WaitingRow>(
    `SELECT * FROM waiting WHERE subscription = $1 AND due_at_ms <= $2 AND NOT is_quarantined
    ORDER BY ${order[request.order]} LIMIT $3`,
    [subscriptionNumber, nowMs, limit + held.size],
  )
  const deliveries = rows
    .map(toPendingDelivery)
    .filter((delivery) => held.size === 0 || !held.has(heldName(delivery)))
    .slice(0, limit)
  if (deliveries.length === 0) return []
  const seqs = [...new Set(deliveries.map((delivery) => delivery.eventSeq))]
  const found = await reader.plan<EventRow>(`${eventRows} WHERE event.seq = ANY ($1::bigint[])`, [
    numberArray(seqs),
  ])
  const events = new Map(found.map((row) => [row.seq, toEvent(row)]))
  return deliveries.flatMap((delivery) => {
    const event = events.get(delivery.eventSeq)
    return event === undefined ? [] : [{ delivery, event }]
  })
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
