/** An event and the columns it is kept in. */
import type { Event, NewEvent } from '../../domain/event.ts'
import { bytesToId, idToBytes } from './binary-id.ts'
import { packNumbers, type PackedNumbers, type RowValue, unpackNumbers } from './packed-numbers.ts'

export interface EventRow {
  readonly seq: number
  readonly id: Uint8Array
  readonly tenant_key: number
  readonly config_version: number
  readonly accepted_at_ms: number
  readonly occurred_at_ms: number | null
  readonly deliver_at_ms: number | null
  readonly type: string
  readonly targets: PackedNumbers
  readonly order_key: string | null
  readonly subject: string | null
  readonly traceparent: string | null
  readonly data: Uint8Array
}

export const eventInsert = `INSERT INTO event (seq, id, tenant_key, config_version, accepted_at_ms, occurred_at_ms,
    deliver_at_ms, type, targets, content_type, order_key, subject, traceparent, idempotency_key,
    data)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** Columns of `EventRow`; prefix of a table named `event`. */
export const eventColumns = `event.seq, event.id, event.tenant_key, event.config_version,
  event.accepted_at_ms, event.occurred_at_ms, event.deliver_at_ms, event.type, event.targets,
  event.order_key, event.subject, event.traceparent, event.data`

export function eventValues(
  event: NewEvent,
  seq: number,
  configVersion: number,
  targets: readonly number[],
): RowValue[] {
  return [
    seq,
    idToBytes(event.id),
    event.tenantKey,
    configVersion,
    event.acceptedAtMs,
    // Most events happen when they are handed in; NULL says so in no bytes.
    event.occurredAtMs === event.acceptedAtMs ? null : event.occurredAtMs,
    event.deliverAtMs,
    event.type,
    packNumbers(targets),
    // All data is JSON for now, which NULL stands for.
    null,
    event.orderKey,
    event.subject,
    event.traceparent,
    event.idempotency?.key ?? null,
    event.data,
  ]
}

export function toEvent(row: EventRow, tenantId: string): Event {
  return {
    id: bytesToId('evt', row.id),
    seq: row.seq,
    tenantKey: row.tenant_key,
    tenantId,
    type: row.type,
    data: row.data,
    acceptedAtMs: row.accepted_at_ms,
    occurredAtMs: row.occurred_at_ms ?? row.accepted_at_ms,
    orderKey: row.order_key,
    subject: row.subject,
    traceparent: row.traceparent,
  }
}

export function toTargets(row: Pick<EventRow, 'targets'>): number[] {
  return unpackNumbers(row.targets)
}
