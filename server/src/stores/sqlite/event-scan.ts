/**
 * Walks the events of a tenant or of a subscription along the accept order, newest or oldest
 * first: folded ones by their projection, the unfolded tail, which is short, as it lies.
 */
import { toTargets } from '../sql/event-rows.ts'
import { readMark } from './meta.ts'
import { briefColumns, type EventBrief, readBrief } from './read-delivery.ts'
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
  // Another tenant's subscription has to look like one that does not exist, to the last cursor.
  if (!isOwn(engine, request)) return
  const foldedSeq = readMark(engine, 'folded_seq')
  if (request.order === 'newest') {
    yield* scanTail(engine, request, foldedSeq)
    yield* scanFolded(engine, request, foldedSeq)
  } else {
    yield* scanFolded(engine, request, foldedSeq)
    yield* scanTail(engine, request, foldedSeq)
  }
}

function isOwn(engine: SqliteEngine, request: ScanRequest): boolean {
  if (request.subscription === null) return true
  const sql = 'SELECT count(*) FROM subscription WHERE number = ? AND tenant_key = ?'
  return engine.number(sql, request.subscription, request.tenantKey) > 0
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

/** States that `undelivered` knows, as its numbers. */
export interface UndeliveredRequest extends ScanRequest {
  readonly stateCodes: readonly number[]
}

/** Places of one state that are read in one go. */
const placesPerFetch = 500

/** Events with deliveries that ended in these states, oldest first: no other event is looked at. */
export function* scanUndelivered(
  engine: SqliteEngine,
  request: UndeliveredRequest,
): Generator<ScannedEvent, void> {
  for (let fromSeq = request.fromSeq; ;) {
    const pages = request.stateCodes.map((code) => undeliveredSeqs(engine, request, code, fromSeq))
    // Beyond the end of a full page its state may have more, so the others wait for it there.
    const ends = pages.map((seqs) => (seqs.length < placesPerFetch ? Infinity : seqs.at(-1)!))
    const end = Math.min(...ends)
    const seqs = new Set(pages.flat().filter((seq) => seq <= end))
    for (const seq of [...seqs].sort((a, b) => a - b)) {
      const event = readBrief(engine, seq)
      if (event !== undefined) yield { event, isOne: event.tenant_key === request.tenantKey }
    }
    if (end === Infinity) return
    fromSeq = end + 1
  }
}

function undeliveredSeqs(
  engine: SqliteEngine,
  request: UndeliveredRequest,
  stateCode: number,
  fromSeq: number,
): number[] {
  const rows = engine.all<{ seq: number }>(
    `SELECT DISTINCT event_seq AS seq FROM undelivered
    WHERE tenant_key = ?1 AND state = ?2 AND event_seq >= ?3 AND event_seq <= ?4
      AND (?5 IS NULL OR subscription = ?5)
    ORDER BY event_seq LIMIT ${placesPerFetch}`,
    request.tenantKey,
    stateCode,
    fromSeq,
    request.toSeq,
    request.subscription,
  )
  return rows.map((row) => row.seq)
}
