/**
 * Retention: a sweep that drops events older than what is kept, then versions of subscriptions that
 * no event needs any more, then what is kept by its own age. Each slice is one bounded commit with
 * the totals that keep the ledger balanced. What is left because it is open, or not folded yet, is
 * met again by a later sweep; a crash forgets where this one was, and the next begins anew.
 */
import { idempotencyKeptMs } from '../../domain/limits.ts'
import { type DeliveryPlace, dropEvent, type Totals } from './drop-event.ts'
import { dropVersions } from './drop-versions.ts'
import { lastSeqBefore } from './event-spans.ts'
import { readMark } from './meta.ts'
import { briefColumns, type EventBrief } from './read-delivery.ts'
import type { SqliteEngine } from './sqlite-engine.ts'
import type { WriteTransaction } from './write-transaction.ts'

/** Events looked at in a slice, and targets after which it ends. */
const eventsPerSlice = 250
const targetsPerSlice = 1_000
/** Rows of other kinds dropped in a slice. */
const othersPerSlice = 500

/** Where a sweep stands. */
export type SweepPlace =
  | {
      readonly stage: 'events'
      readonly afterSeq: number
      /** How far the next event, which went to many, has been taken apart; null: not begun. */
      readonly within: DeliveryPlace | null
    }
  | { readonly stage: 'versions'; readonly afterSubscription: number }
  | { readonly stage: 'others' }

export const sweepStart: SweepPlace = { stage: 'events', afterSeq: 0, within: null }

export interface DropRequest {
  readonly acceptedBeforeMs: number
  readonly place: SweepPlace
  readonly nowMs: number
}

/** Drops one slice. Answers where the sweep goes on; null at its end. */
export function dropSlice(transaction: WriteTransaction, request: DropRequest): SweepPlace | null {
  const { engine } = transaction
  const { place, acceptedBeforeMs } = request
  switch (place.stage) {
    case 'events':
      return dropEvents(engine, place, acceptedBeforeMs)
    case 'versions': {
      const { afterSubscription } = place
      const after = dropVersions(engine, { acceptedBeforeMs, afterSubscription })
      return after === null ? { stage: 'others' } : { stage: 'versions', afterSubscription: after }
    }
    case 'others':
      return dropOthers(engine, request) >= othersPerSlice ? place : null
  }
}

function dropEvents(
  engine: SqliteEngine,
  place: Extract<SweepPlace, { stage: 'events' }>,
  acceptedBeforeMs: number,
): SweepPlace {
  const lastSeq = lastSeqBefore(engine, acceptedBeforeMs)
  const rows = engine.all<EventBrief>(
    `SELECT ${briefColumns} FROM event WHERE seq > ? AND seq <= ? ORDER BY seq
    LIMIT ${eventsPerSlice}`,
    place.afterSeq,
    Math.min(lastSeq, readMark(engine, 'folded_seq')),
  )
  const totals: Totals = new Map()
  const foldedAttempt = readMark(engine, 'folded_attempt')
  let { afterSeq, within: after } = place
  let within: DeliveryPlace | null = null
  let targetCount = 0
  for (const event of rows) {
    if (event.accepted_at_ms < acceptedBeforeMs) {
      const dropped = dropEvent(engine, { event, after, foldedAttempt, totals })
      if (dropped.kind === 'begun') {
        within = dropped.at
        break
      }
      if (dropped.kind === 'dropped') targetCount += dropped.targetCount
    }
    afterSeq = event.seq
    after = null
    if (targetCount >= targetsPerSlice) break
  }
  addDropped(engine, totals)
  const isDone = within === null && targetCount < targetsPerSlice && rows.length < eventsPerSlice
  return isDone
    ? { stage: 'versions', afterSubscription: 0 }
    : { stage: 'events', afterSeq, within }
}

function addDropped(engine: SqliteEngine, totals: Totals): void {
  for (const [column, by] of totals) {
    engine.run(
      `INSERT INTO dropped (state, target_count) VALUES (?, ?)
      ON CONFLICT DO UPDATE SET target_count = target_count + excluded.target_count`,
      column,
      by,
    )
  }
}

/** What is not kept by event: idempotency keys, spans, replays, deleted subscriptions. */
function dropOthers(engine: SqliteEngine, request: DropRequest): number {
  const { acceptedBeforeMs, nowMs } = request
  let droppedCount = engine.run(
    `DELETE FROM idempotency WHERE (tenant_key, key_digest) IN (
      SELECT tenant_key, key_digest FROM idempotency WHERE at_ms <= ? LIMIT ${othersPerSlice})`,
    nowMs - idempotencyKeptMs,
  )
  engine.run(
    `DELETE FROM event_span WHERE (minute + 1) * 60000 <= ?
      AND last_seq < coalesce((SELECT min(seq) FROM event), ?)`,
    acceptedBeforeMs,
    Number.MAX_SAFE_INTEGER,
  )
  droppedCount += engine.run(
    `DELETE FROM replay WHERE id IN (
      SELECT id FROM replay WHERE state IN ('cancelled', 'done') AND created_at_ms < ? LIMIT ${othersPerSlice})`,
    acceptedBeforeMs,
  )
  return droppedCount + dropSubscriptions(engine, acceptedBeforeMs)
}

/** Deleted ones that no event and no open work names any more. Answers how many rows went. */
function dropSubscriptions(engine: SqliteEngine, beforeMs: number): number {
  const rows = engine.all<{ number: number }>(
    `SELECT number FROM subscription WHERE state = 'deleted' AND since_ms < ?
      AND NOT EXISTS (SELECT 1 FROM waiting WHERE waiting.subscription = number)
      AND NOT EXISTS (SELECT 1 FROM target_by_subscription AS t WHERE t.subscription = number)
    LIMIT ${othersPerSlice}`,
    beforeMs,
  )
  let droppedCount = 0
  for (const { number } of rows) {
    droppedCount += engine.run('DELETE FROM subscription_version WHERE number = ?', number)
    engine.run('DELETE FROM subscription_total WHERE subscription = ?', number)
    engine.run('DELETE FROM subscription WHERE number = ?', number)
    if (droppedCount >= othersPerSlice) break
  }
  return droppedCount
}
