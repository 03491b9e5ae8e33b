/** Finds due work: the rows of one subscription in the order asked for, and all their heads. */
import type { Event } from '../../domain/event.ts'
import {
  type ClaimedDelivery,
  type ClaimRequest,
  heldName,
  type WaitingHead,
} from '../../ports/delivery-store.ts'
import { bytesToId } from '../sql/binary-id.ts'
import { toPendingDelivery, type WaitingRow } from '../sql/delivery-rows.ts'
import { eventColumns, type EventRow, toEvent } from '../sql/event-rows.ts'
import type { SqliteEngine } from './sqlite-engine.ts'
import type { TenantDirectory } from './tenant-directory.ts'

type LightEvent = EventRow | (Omit<EventRow, 'data'> & { readonly data: null })
type ClaimRow = WaitingRow & LightEvent

/** Data of this length and more is read apart: one event may wait for thousands of subscriptions. */
const heavyFromBytes = 16_384
const recentBytesMax = 4 * 1024 * 1024

/** Heavy data that claims have brought a moment ago: read, and kept in memory, once for all of them. */
export class RecentData {
  readonly #bySeq = new Map<number, Uint8Array>()
  #bytes = 0

  read(engine: SqliteEngine, seq: number): Uint8Array {
    const known = this.#bySeq.get(seq)
    if (known !== undefined) return known
    const [row] = engine.all<Pick<EventRow, 'data'>>('SELECT data FROM event WHERE seq = ?', seq)
    const data = row!.data
    this.#bySeq.set(seq, data)
    this.#bytes += data.length
    for (const [oldest, { length }] of this.#bySeq) {
      if (this.#bytes <= recentBytesMax) break
      this.#bySeq.delete(oldest)
      this.#bytes -= length
    }
    return data
  }
}

const lightColumns = eventColumns.replace(
  'event.data',
  `CASE WHEN length(event.data) < ${heavyFromBytes} THEN event.data END AS data`,
)
const columns = `waiting.*, ${lightColumns}`

// CROSS JOIN fixes the order: the line first, so that it ends with the limit, then its events.
// The plus signs keep the other index away from a line by place, so that nothing is ever sorted.
const byDue = `SELECT ${columns}
  FROM waiting INDEXED BY waiting_by_due CROSS JOIN event ON event.seq = waiting.event_seq
  WHERE waiting.subscription = ? AND waiting.due_at_ms BETWEEN ? AND ?
    AND waiting.is_quarantined = 0
  ORDER BY waiting.due_at_ms, waiting.position`
const byPosition = `SELECT ${columns}
  FROM waiting CROSS JOIN event ON event.seq = waiting.event_seq
  WHERE waiting.subscription = ? AND (waiting.attempt_count > 0 OR +waiting.due_at_ms <= ?)
    AND +waiting.is_quarantined = 0
  ORDER BY waiting.position`

export interface ClaimParts {
  readonly engine: SqliteEngine
  readonly directory: TenantDirectory
  readonly recent: RecentData
}

export function claimDue(
  { engine, directory, recent }: ClaimParts,
  request: ClaimRequest,
): readonly ClaimedDelivery[] {
  const { subscriptionNumber, nowMs, limit, held, bytesMax = Infinity, dueFromMs = 0 } = request
  let bytes = 0
  const claimed: ClaimedDelivery[] = []
  if (limit <= 0) return claimed
  const rows =
    request.order === 'due'
      ? engine.each<ClaimRow>(byDue, subscriptionNumber, dueFromMs, nowMs)
      : engine.each<ClaimRow>(byPosition, subscriptionNumber, nowMs)
  for (const row of rows) {
    const delivery = toPendingDelivery(row, bytesToId('evt', row.id))
    if (held.size > 0 && held.has(heldName(delivery))) continue
    const event = wholeEvent({ engine, directory, recent }, row)
    claimed.push({ delivery, event })
    bytes += event.data.length
    if (claimed.length === limit || bytes >= bytesMax) break
  }
  return claimed
}

/** The event of a waiting row. */
export function readEvent(parts: ClaimParts, seq: number): Event {
  const sql = `SELECT ${lightColumns} FROM event WHERE seq = ?`
  return wholeEvent(parts, parts.engine.get<LightEvent>(sql, seq)!)
}

function wholeEvent({ engine, directory, recent }: ClaimParts, row: LightEvent): Event {
  const whole = row.data === null ? { ...row, data: recent.read(engine, row.seq) } : row
  return toEvent(whole, directory.tenantId(row.tenant_key))
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
