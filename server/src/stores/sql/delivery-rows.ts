/** A delivery while it waits and after it has ended, and the columns it is kept in. */
import type { FinalState, PendingDelivery } from '../../domain/delivery.ts'
import type { EventId } from '../../domain/ids.ts'
import { packNumbers, type PackedNumbers } from './packed-numbers.ts'
import type { RowInsert } from './row-insert.ts'
import { runKindCode, stateCode, toRunKind } from './state-codes.ts'

export interface WaitingRow {
  readonly subscription: number
  readonly position: number
  readonly event_seq: number
  readonly run: number
  readonly due_at_ms: number
  readonly run_kind: number
  readonly attempt_count: number
  readonly recovery_count: number
  readonly is_quarantined: number
  readonly attempts: PackedNumbers
  readonly kept_key: string | null
}

export interface DeliveryRow {
  readonly event_seq: number
  readonly subscription: number
  readonly run: number
  readonly state: number
  readonly run_kind: number
  readonly attempt_count: number
  readonly ended_at_ms: number
  readonly attempts: PackedNumbers
}

/** A row that is there already was written before, and stays as it is. */
const waitingSql = `INSERT INTO waiting (subscription, position, event_seq, run, due_at_ms, run_kind,
    attempt_count, recovery_count, is_quarantined, attempts)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT DO NOTHING`
const keyedWaitingSql = `INSERT INTO waiting (subscription, position, event_seq, run, due_at_ms,
    run_kind, attempt_count, recovery_count, is_quarantined, attempts, kept_key)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?) ON CONFLICT DO NOTHING`
const deliverySql = `INSERT INTO delivery (event_seq, subscription, run, state, run_kind,
    attempt_count, ended_at_ms, attempts)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
/** Nearly all: accepted, and delivered by the first attempt. Half as many values to bind. */
const deliveredAtOnceSql = `INSERT INTO delivery (event_seq, subscription, run, state, run_kind,
    attempt_count, ended_at_ms, attempts)
  VALUES (?, ?, 0, ${stateCode('delivered')}, ${runKindCode('accepted')}, 1, ?, ?)
  ON CONFLICT DO NOTHING`

export function waitingInsert(
  delivery: PendingDelivery,
  attempts: readonly number[] = [],
): RowInsert {
  const values = [
    delivery.subscriptionNumber,
    delivery.position,
    delivery.eventSeq,
    delivery.run,
    delivery.dueAtMs,
    runKindCode(delivery.runKind),
    delivery.attemptCount,
    delivery.recoveryCount,
    packNumbers(attempts),
  ]
  const { keptKey = null } = delivery
  if (keptKey === null) return { sql: waitingSql, values }
  return { sql: keyedWaitingSql, values: [...values, keptKey] }
}

export interface EndedDelivery {
  readonly delivery: PendingDelivery
  readonly state: FinalState
  readonly endedAtMs: number
  readonly attemptCount: number
  /** Numbers of its attempts. */
  readonly attempts: readonly number[]
}

export function deliveryInsert(ended: EndedDelivery): RowInsert {
  const { delivery, state, attemptCount, endedAtMs } = ended
  const { eventSeq, subscriptionNumber, run, runKind } = delivery
  const attempts = packNumbers(ended.attempts)
  if (state === 'delivered' && attemptCount === 1 && run === 0 && runKind === 'accepted') {
    const values = [eventSeq, subscriptionNumber, endedAtMs, attempts]
    return { sql: deliveredAtOnceSql, values }
  }
  const codes = [stateCode(state), runKindCode(runKind)]
  const values = [eventSeq, subscriptionNumber, run, ...codes, attemptCount, endedAtMs, attempts]
  return { sql: deliverySql, values }
}

export function toPendingDelivery(row: WaitingRow, eventId: EventId): PendingDelivery {
  return {
    eventId,
    subscriptionNumber: row.subscription,
    run: row.run,
    eventSeq: row.event_seq,
    attemptCount: row.attempt_count,
    position: row.position,
    dueAtMs: row.due_at_ms,
    runKind: toRunKind(row.run_kind),
    recoveryCount: row.recovery_count,
    ...(row.kept_key === null ? undefined : { keptKey: row.kept_key }),
  }
}
