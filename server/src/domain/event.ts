/**
 * An event is something that happened, accepted once and never changed. `data` is kept as the
 * very bytes the producer sent; they are valid JSON, an object, within the limits of `limits.ts`.
 */
import type { EventId } from './ids.ts'

export interface Event {
  readonly id: EventId
  /** Accept order within the installation; grows, with gaps. */
  readonly seq: number
  readonly tenantKey: number
  readonly tenantId: string
  readonly type: string
  readonly data: Uint8Array
  readonly acceptedAtMs: number
  readonly occurredAtMs: number
  readonly orderKey: string | null
  readonly subject: string | null
  readonly traceparent: string | null
}

/**
 * The key whose order its deliveries keep: one that was handed in to go out later has no place in
 * the order of its key.
 */
export function keptKeyOf(
  event: Pick<NewEvent, 'orderKey' | 'deliverAtMs' | 'acceptedAtMs'>,
): string | null {
  const isLater = event.deliverAtMs !== null && event.deliverAtMs > event.acceptedAtMs
  return isLater ? null : event.orderKey
}

/** An event that was checked at the door and has no place in the accept order yet. */
export type NewEvent = Omit<Event, 'seq'> & {
  readonly deliverAtMs: number | null
  readonly idempotency: IdempotencyClaim | null
}

export interface IdempotencyClaim {
  readonly key: string
  /** Digest of the request as the caller sent it; another digest under the same key is refused. */
  readonly bodyDigest: Uint8Array
}

const eventTypePattern = /^[A-Za-z0-9_][A-Za-z0-9_.:-]{0,127}$/

/** Whether a text may be an event type: 1 to 128 of `[A-Za-z0-9_.:-]`, no empty part. */
export function isEventType(text: string): boolean {
  return eventTypePattern.test(text) && !text.includes('..') && !text.endsWith('.')
}
