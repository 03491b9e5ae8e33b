/** A delivery while it waits and after it has ended, and the columns it is kept in. */
import type { FinalState, PendingDelivery } from '../../domain/delivery.ts'
import type { EventId } from '../../domain/ids.ts'
import { packNumbers, type PackedNumbers, type RowValue } from './packed-numbers.ts'
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

/** A waiting row that is there already was written by the same request before. */
export const waitingInsert = `INSERT INTO waiting (subscription, position, event_seq, run, due_at_ms, run_kind,
    attempt_count, recovery_count, is_quarantined, attempts)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`

export const deliveryInsert = `INSERT INTO delivery (event_seq, subscription, run, state, run_kind, attempt_count,
    ended_at_ms, attempts)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`

export function waitingValues(delivery: PendingDelivery, attempts: readonly number[]): RowValue[] {
  return [
    delivery.subscriptionNumber,
    delivery.position,
    delivery.eventSeq,
    delivery.run,
    delivery.dueAtMs,
    runKindCode(delivery.runKind),
    delivery.attemptCount,
    delivery.recoveryCount,
    0,
    packNumbers(attempts),
  ]
}

export interface EndedDelivery {
  readonly delivery: PendingDelivery
  readonly state: FinalState
  readonly endedAtMs: number
  readonly attemptCount: number
  /** Numbers of its attempts. */
  readonly attempts: readonly number[]
}

export function deliveryValues(ended: EndedDelivery): RowValue[] {
  const { delivery } = ended
  return [
    delivery.eventSeq,
    delivery.subscriptionNumber,
    delivery.run,
    stateCode(ended.state),
    runKindCode(delivery.runKind),
    ended.attemptCount,
    ended.endedAtMs,
    packNumbers(ended.attempts),
  ]
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
  }
}
