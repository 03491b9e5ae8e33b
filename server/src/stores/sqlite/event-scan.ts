/**
 * Walks the events of a tenant or of a subscription along the accept order, newest or oldest
 * first: folded ones by their projection, the unfolded tail, which is short, as it lies.
 */
import { toTargets } from '../sql/event-rows.ts'
import { readMark } from './meta.ts'
import { briefColumns, type EventBrief } from './read-delivery.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

export interface ScanRequest {
  readonly tenantKey: number
  /** Only events that go, or were sent again, to this one; null: all of the tenant. */
  readonly subscription: number | null
  /** Both ends belong to the range. */
  readonly fromSeq: number
  readonly toSeq: number
  readonly order: 'newest' | 'oldest'
}

export interface ScannedEvent {
  readonly event: EventBrief
  /** False: it was looked at and is another tenant's or subscription's; the caller counts it. */
  readonly isOne: boolean
}

export function* scanEvents(
  engine: SqliteEngine,
  request: ScanRequest,
): Generator<ScannedEvent, void> {
  const foldedSeq = readMark(engine, 'folded_seq')
  if (request.order === 'newest') {
    yield* scanTail(engine, request, foldedSeq)
    yield* scanFolded(engine, request, foldedSeq)
  } else {
    yield* scanFolded(engine, request, foldedSeq)
    yield* scanTail(engine, request, foldedSeq)
  }
}

function* scanTail(
  engine: SqliteEngine,
  request: ScanRequest,
  foldedSeq: number,
): Generator<ScannedEvent, void> {
  const direction = request.order === 'newest' ? 'DESC' : 'ASC'
  const rows = engine.each<EventBrief>(
    `SELECT ${briefColumns} FROM event WHERE seq >= ? AND seq <= ? ORDER BY seq ${direction}`,
    Math.max(request.fromSeq, foldedSeq + 1),
    request.toSeq,
  )
  for (const event of rows) {
    const isOne =
      event.tenant_key === request.tenantKey &&
      (request.subscription === null || isOf(engine, event, request.subscription))
    yield { event, isOne }
  }
}

function isOf(engine: SqliteEngine, row: EventBrief, subscription: number): boolean {
  if (toTargets(row).includes(subscription)) return true
  const sql = 'SELECT count(*) FROM rerun WHERE event_seq = ? AND subscription = ?'
  return engine.number(sql, row.seq, subscription) > 0
}

function* scanFolded(
  engine: SqliteEngine,
  request: ScanRequest,
  foldedSeq: number,
): Generator<ScannedEvent, void> {
  const { subscription, tenantKey } = request
  const direction = request.order === 'newest' ? 'DESC' : 'ASC'
  const [table, column, value] =
    subscription === null
      ? ['event_by_tenant', 'tenant_key', tenantKey]
      : ['target_by_subscription', 'subscription', subscription]
  const rows = engine.each<EventBrief>(
    `SELECT ${briefColumns} FROM ${table} AS place CROSS JOIN event ON event.seq = place.seq
    WHERE place.${column} = ? AND place.seq >= ? AND place.seq <= ?
    ORDER BY place.seq ${direction}`,
    value,
    request.fromSeq,
    Math.min(request.toSeq, foldedSeq),
  )
  for (const event of rows) yield { event, isOne: event.tenant_key === tenantKey }
}
