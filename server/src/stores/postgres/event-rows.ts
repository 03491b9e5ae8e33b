/** An event and the columns it is kept in. Its id is a uuid, its targets an array of numbers. */
import type { Event } from '../../domain/event.ts'
import type { EventId } from '../../domain/ids.ts'
import type { StoredEvent } from '../../ports/history.ts'
import { toNumbers } from './sql-arrays.ts'

export interface EventRow {
  readonly seq: number
  readonly id: string
  readonly tenant_key: number
  readonly tenant_id: string
  readonly config_version: number
  readonly accepted_at_ms: number
  readonly occurred_at_ms: number | null
  readonly type: string
  readonly targets: string | null
  readonly order_key: string | null
  readonly subject: string | null
  readonly traceparent: string | null
  readonly data: Uint8Array
}

/** Columns of `EventRow`, and the tables they come from. */
export const eventRows = `SELECT event.seq, event.id, event.tenant_key, tenant.id AS tenant_id,
    event.config_version, event.accepted_at_ms, event.occurred_at_ms, event.type, event.targets,
    event.order_key, event.subject, event.traceparent, event.data
  FROM event JOIN tenant ON tenant.key = event.tenant_key`

/** The key whose order deliveries of an event keep, of the event's own columns: see `keptKeyOf`. */
export const keptKeySql = 'CASE WHEN deliver_at_ms > accepted_at_ms THEN NULL ELSE order_key END'

export function toEventId(uuid: string): EventId {
  return `evt_${uuid.replaceAll('-', '')}`
}

/** As PostgreSQL takes a uuid. */
export function toUuid(id: EventId): string {
  return id.slice(4)
}

export function toEvent(row: EventRow): Event {
  return {
    id: toEventId(row.id),
    seq: row.seq,
    tenantKey: row.tenant_key,
    tenantId: row.tenant_id,
    type: row.type,
    data: row.data,
    acceptedAtMs: row.accepted_at_ms,
    occurredAtMs: row.occurred_at_ms ?? row.accepted_at_ms,
    orderKey: row.order_key,
    subject: row.subject,
    traceparent: row.traceparent,
  }
}

export function toStoredEvent(row: EventRow): StoredEvent {
  return {
    event: toEvent(row),
    configVersion: row.config_version,
    targets: toNumbers(row.targets),
  }
}
