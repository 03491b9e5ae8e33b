/** An event and the columns it is kept in. */
import { type Event, keptKeyOf, type NewEvent } from '../../domain/event.ts'
import { bytesToId, idToBytes } from './binary-id.ts'
import { packNumbers, type PackedNumbers, unpackNumbers } from './packed-numbers.ts'
import type { RowInsert, RowValue } from './row-insert.ts'

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

/**
 * Most events have none of the optional columns, and binding a NULL costs as much as binding a
 * value, so there are two statements.
 */
const plainInsert = `INSERT INTO event (seq, id, tenant_key, config_version, accepted_at_ms, type,
    targets, data)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
const wholeInsert = `INSERT INTO event (seq, id, tenant_key, config_version, accepted_at_ms, type,
    targets, data, occurred_at_ms, deliver_at_ms, order_key, subject, traceparent, idempotency_key)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** Columns of `EventRow`; prefix of a table named `event`. */
export const eventColumns = `event.seq, event.id, event.tenant_key, event.config_version,
  event.accepted_at_ms, event.occurred_at_ms, event.deliver_at_ms, event.type, event.targets,
  event.order_key, event.subject, event.traceparent, event.data`

/** `content_type` stays NULL, which stands for JSON: all data is, for now. */
export function eventInsert(
  event: NewEvent,
  seq: number,
  configVersion: number,
  targets: readonly number[],
): RowInsert {
  const values: RowValue[] = [
    seq,
    idToBytes(event.id),
    event.tenantKey,
    configVersion,
    event.acceptedAtMs,
    event.type,
    packNumbers(targets),
    event.data,
  ]
  const { deliverAtMs, orderKey, subject, traceparent, idempotency } = event
  // Most events happen when they are handed in; NULL says so in no bytes.
  const occurredAtMs = event.occurredAtMs === event.acceptedAtMs ? null : event.occurredAtMs
  const key = idempotency === null ? null : idempotency.key
  const options = [occurredAtMs, deliverAtMs, orderKey, subject, traceparent, key]
  if (options.every((option) => option === null)) return { sql: plainInsert, values }
  values.push(...options)
  return { sql: wholeInsert, values }
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

/** The key whose order deliveries of the row's event keep. */
export const keptKeyOfRow = (
  row: Pick<EventRow, 'order_key' | 'deliver_at_ms' | 'accepted_at_ms'>,
): string | null =>
  keptKeyOf({
    orderKey: row.order_key,
    deliverAtMs: row.deliver_at_ms,
    acceptedAtMs: row.accepted_at_ms,
  })

export function toTargets(row: Pick<EventRow, 'targets'>): number[] {
  return unpackNumbers(row.targets)
}
