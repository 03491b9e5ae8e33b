/**
 * Retention: drops a bounded slice of events that are older than what is kept, with everything
 * that hangs on them, in one commit with the totals that keep the ledger balanced. An event with
 * open work, or with rows that are not folded yet, is left for a later sweep.
 */
import { idempotencyKeptMs } from '../../domain/limits.ts'
import type { DeliveryRow } from '../sql/delivery-rows.ts'
import { toTargets } from '../sql/event-rows.ts'
import { unpackNumbers } from '../sql/packed-numbers.ts'
import { toRunKind, toState } from '../sql/state-codes.ts'
import type { LedgerColumn } from './count-ledger.ts'
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

export interface DropRequest {
  readonly acceptedBeforeMs: number
  /** Where the sweep stands. */
  readonly afterSeq: number
  readonly nowMs: number
}

export interface DroppedSlice {
  readonly afterSeq: number
  readonly hasMore: boolean
}

interface Rerun {
  readonly subscription: number
  readonly run: number
  readonly run_kind: number
}

type Totals = Map<LedgerColumn, number>

export function dropSlice(transaction: WriteTransaction, request: DropRequest): DroppedSlice {
  const { engine } = transaction
  const lastSeq = lastSeqBefore(engine, request.acceptedBeforeMs)
  const rows = engine.all<EventBrief>(
    `SELECT ${briefColumns} FROM event WHERE seq > ? AND seq <= ? ORDER BY seq
    LIMIT ${eventsPerSlice}`,
    request.afterSeq,
    Math.min(lastSeq, readMark(engine, 'folded_seq')),
  )
  const totals: Totals = new Map()
  const foldedAttempt = readMark(engine, 'folded_attempt')
  let { afterSeq } = request
  let targetCount = 0
  for (const event of rows) {
    afterSeq = event.seq
    if (event.accepted_at_ms >= request.acceptedBeforeMs) continue
    targetCount += dropEvent(engine, event, foldedAttempt, totals)
    if (targetCount >= targetsPerSlice) break
  }
  addDropped(engine, totals)
  const isSweepDone = targetCount < targetsPerSlice && rows.length < eventsPerSlice
  const otherCount = isSweepDone ? dropOthers(engine, request) : 0
  return { afterSeq, hasMore: !isSweepDone || otherCount >= othersPerSlice }
}

/** Drops one event if nothing of it is open. Returns how many targets and runs it had. */
function dropEvent(
  engine: SqliteEngine,
  event: EventBrief,
  foldedAttempt: number,
  totals: Totals,
): number {
  const { seq } = event
  const targets = toTargets(event)
  const reruns = engine.all<Rerun>(
    'SELECT subscription, run, run_kind FROM rerun WHERE event_seq = ?',
    seq,
  )
  const ended = engine.all<DeliveryRow>('SELECT * FROM delivery WHERE event_seq = ?', seq)
  const attempts = ended.flatMap((row) => unpackNumbers(row.attempts))
  const isOpen = ended.length < targets.length + reruns.length
  if (isOpen || attempts.some((number) => number > foldedAttempt)) return 0

  for (const number of attempts) engine.run('DELETE FROM attempt WHERE number = ?', number)
  for (const row of ended) {
    const state = toState(row.state)
    if (state === 'pending') continue
    count(totals, state, 1)
    if (state !== 'delivered') dropUndelivered(engine, event, row)
  }
  for (const { run_kind: kind } of reruns) {
    count(totals, toRunKind(kind) === 'resend' ? 'resends' : 'replays', 1)
  }
  count(totals, 'accepted', targets.length)
  for (const subscription of new Set([...targets, ...reruns.map((run) => run.subscription)])) {
    engine.run(
      'DELETE FROM target_by_subscription WHERE subscription = ? AND seq = ?',
      subscription,
      seq,
    )
  }
  engine.run('DELETE FROM delivery WHERE event_seq = ?', seq)
  if (reruns.length > 0) engine.run('DELETE FROM rerun WHERE event_seq = ?', seq)
  engine.run('DELETE FROM event_by_id WHERE id = ?', event.id)
  engine.run('DELETE FROM event_by_tenant WHERE tenant_key = ? AND seq = ?', event.tenant_key, seq)
  engine.run('DELETE FROM event WHERE seq = ?', seq)
  return targets.length + reruns.length
}

function dropUndelivered(engine: SqliteEngine, event: EventBrief, row: DeliveryRow): void {
  engine.run(
    `DELETE FROM undelivered
    WHERE tenant_key = ? AND state = ? AND event_seq = ? AND subscription = ? AND run = ?`,
    event.tenant_key,
    row.state,
    row.event_seq,
    row.subscription,
    row.run,
  )
}

function count(totals: Totals, column: LedgerColumn, by: number): void {
  if (by > 0) totals.set(column, (totals.get(column) ?? 0) + by)
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
      SELECT id FROM replay WHERE is_done = 1 AND created_at_ms < ? LIMIT ${othersPerSlice})`,
    acceptedBeforeMs,
  )
  dropSubscriptions(engine, acceptedBeforeMs)
  return droppedCount
}

/** Deleted ones that no event and no open work names any more. */
function dropSubscriptions(engine: SqliteEngine, beforeMs: number): void {
  const rows = engine.all<{ number: number }>(
    `SELECT number FROM subscription WHERE state = 'deleted' AND since_ms < ?
      AND NOT EXISTS (SELECT 1 FROM waiting WHERE waiting.subscription = number)
      AND NOT EXISTS (SELECT 1 FROM target_by_subscription AS t WHERE t.subscription = number)
    LIMIT ${othersPerSlice}`,
    beforeMs,
  )
  for (const { number } of rows) {
    engine.run('DELETE FROM subscription_version WHERE number = ?', number)
    engine.run('DELETE FROM subscription_total WHERE subscription = ?', number)
    engine.run('DELETE FROM subscription WHERE number = ?', number)
  }
}
