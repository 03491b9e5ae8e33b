/** A delivery while it waits, and the columns it is kept in. */
import type { PendingDelivery } from '../../domain/delivery.ts'
import type { DeliveryKey } from '../../domain/ids.ts'
import { toRunKind } from '../sql/state-codes.ts'
import { toEventId } from './event-rows.ts'

export interface KeyRow {
  readonly event_id: string
  readonly subscription: number
  readonly run: number
}

export interface WaitingRow extends KeyRow {
  readonly event_seq: number
  readonly position: number
  readonly due_at_ms: number
  readonly attempt_count: number
  readonly recovery_count: number
  readonly run_kind: number
  readonly kept_key: string | null
}

export function toDeliveryKey(row: KeyRow): DeliveryKey {
  return {
    eventId: toEventId(row.event_id),
    subscriptionNumber: row.subscription,
    run: row.run,
  }
}

export function toPendingDelivery(row: WaitingRow): PendingDelivery {
  return {
    ...toDeliveryKey(row),
    eventSeq: row.event_seq,
    attemptCount: row.attempt_count,
    position: row.position,
    dueAtMs: row.due_at_ms,
    runKind: toRunKind(row.run_kind),
    recoveryCount: row.recovery_count,
    ...(row.kept_key === null ? undefined : { keptKey: row.kept_key }),
  }
}
