/**
 * How attempts cross the border between two threads: batches of flat lists and one block of
 * bytes, since copying a few long lists costs far less than copying many small objects.
 */
import type { Attempt, Outcome } from '../../domain/attempt.ts'
import type { ErrorClass } from '../../domain/error-class.ts'
import type { DeliveryKey, EventId } from '../../domain/ids.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { AttemptRequest, ReplyFacts, SentAttempt } from '../../ports/sender.ts'

/** To the thread: subscriptions it does not have in this version, and requests. */
export interface RequestBatch {
  readonly subscriptions: readonly Subscription[]
  readonly fields: readonly Field[]
  /** The events' data, one after the other; handed over, not copied. */
  readonly bytes: ArrayBuffer
}

export interface ResultBatch {
  readonly fields: readonly Field[]
}

/** The first word of a thread that has come up, then what came of its attempts. */
export type FromThread = 'serving' | ResultBatch

type Field = string | number | boolean | null

export interface NumberedRequest {
  readonly turn: number
  readonly request: AttemptRequest
}

export type NumberedResult =
  | { readonly turn: number; readonly sent: SentAttempt }
  /** A fault of our own in the thread. */
  | { readonly turn: number; readonly fault: string }

export function packRequests(
  requests: readonly NumberedRequest[],
  subscriptions: readonly Subscription[],
): RequestBatch {
  let byteCount = 0
  for (const { request } of requests) byteCount += request.event.data.length
  const bytes = new Uint8Array(byteCount)
  const fields: Field[] = []
  let at = 0
  for (const { turn, request } of requests) {
    const { key, event, subscription } = request
    bytes.set(event.data, at)
    at += event.data.length
    fields.push(turn, subscription.number, key.run, request.number, request.cycle)
    fields.push(request.timeoutMs, event.id, event.seq, event.tenantKey, event.tenantId)
    fields.push(event.type, event.data.length, event.acceptedAtMs, event.occurredAtMs)
    fields.push(event.orderKey, event.subject, event.traceparent)
  }
  return { subscriptions, fields, bytes: bytes.buffer }
}

const requestFieldCount = 17

export function unpackRequests(
  batch: RequestBatch,
  subscriptionOf: (number: number) => Subscription,
): NumberedRequest[] {
  const requests: NumberedRequest[] = []
  let at = 0
  for (let index = 0; index < batch.fields.length; index += requestFieldCount) {
    // Written by `packRequests` in this order.
    const [
      turn,
      subscriptionNumber,
      run,
      number,
      cycle,
      timeoutMs,
      eventId,
      seq,
      tenantKey,
      tenantId,
      type,
      length,
      acceptedAtMs,
      occurredAtMs,
      orderKey,
      subject,
      traceparent,
    ] = batch.fields.slice(index, index + requestFieldCount) as RequestFields
    const data = new Uint8Array(batch.bytes, at, length)
    at += length
    requests.push({
      turn,
      request: {
        key: { eventId, subscriptionNumber, run },
        subscription: subscriptionOf(subscriptionNumber),
        number,
        cycle,
        timeoutMs,
        event: {
          id: eventId,
          seq,
          tenantKey,
          tenantId,
          type,
          data,
          acceptedAtMs,
          occurredAtMs,
          orderKey,
          subject,
          traceparent,
        },
      },
    })
  }
  return requests
}

type RequestFields = [
  number,
  number,
  number,
  number,
  number,
  number,
  EventId,
  number,
  number,
  string,
  string,
  number,
  number,
  number,
  string | null,
  string | null,
  string | null,
]

export function packResults(results: readonly NumberedResult[]): ResultBatch {
  const fields: Field[] = []
  for (const result of results) {
    if ('fault' in result) {
      fields.push(result.turn, result.fault)
      for (let left = resultFieldCount - 2; left > 0; left -= 1) fields.push(null)
      continue
    }
    const { attempt, reply } = result.sent
    const { timings, outcome } = attempt
    const isRefused = outcome.kind === 'refused'
    fields.push(result.turn, null, attempt.number, attempt.startedAtMs)
    fields.push(timings.dnsMs, timings.connectMs, timings.tlsMs, timings.firstByteMs)
    fields.push(timings.totalMs, attempt.status, attempt.replyText, hexOf(attempt.bodyDigest))
    fields.push(attempt.subscriptionVersion, outcome.kind)
    fields.push(outcome.kind === 'accepted' ? null : outcome.errorClass)
    fields.push(isRefused ? outcome.retryAfterMs : null, isRefused && outcome.isSlowDown)
    fields.push(isRefused && outcome.isGone)
    fields.push(reply.kind === 'unreached' ? reply.errorClass : null)
    fields.push(reply.kind === 'unreached' && reply.hadReplyBytes)
  }
  return { fields }
}

const resultFieldCount = 20

type ResultFields = [
  number,
  string | null,
  number,
  number,
  number | null,
  number | null,
  number | null,
  number | null,
  number,
  number | null,
  string,
  string,
  number,
  Outcome['kind'],
  ErrorClass | null,
  number | null,
  boolean,
  boolean,
  ErrorClass | null,
  boolean,
]

/** `keyOf` gives back the delivery that a turn was about: it did not cross. */
export function unpackResults(
  batch: ResultBatch,
  keyOf: (turn: number) => DeliveryKey | null,
): NumberedResult[] {
  const results: NumberedResult[] = []
  for (let index = 0; index < batch.fields.length; index += resultFieldCount) {
    // Written by `packResults` in this order.
    const fields = batch.fields.slice(index, index + resultFieldCount) as ResultFields
    const [turn, fault] = fields
    const key = keyOf(turn)
    if (key === null) continue
    if (fault === null) results.push({ turn, sent: sentAttempt(key, fields) })
    else results.push({ turn, fault })
  }
  return results
}

function sentAttempt(key: DeliveryKey, fields: ResultFields): SentAttempt {
  const [
    ,
    ,
    number,
    startedAtMs,
    dnsMs,
    connectMs,
    tlsMs,
    firstByteMs,
    totalMs,
    status,
    replyText,
    digest,
    subscriptionVersion,
    kind,
    errorClass,
    retryAfterMs,
    isSlowDown,
    isGone,
    unreached,
    hadReplyBytes,
  ] = fields
  const attempt: Attempt = {
    eventId: key.eventId,
    subscriptionNumber: key.subscriptionNumber,
    run: key.run,
    number,
    startedAtMs,
    timings: { dnsMs, connectMs, tlsMs, firstByteMs, totalMs },
    outcome: outcomeOf(kind, errorClass, { retryAfterMs, isSlowDown, isGone }),
    status,
    replyText,
    bodyDigest: Buffer.from(digest, 'hex'),
    subscriptionVersion,
  }
  const reply: ReplyFacts =
    unreached === null
      ? { kind: 'answered' }
      : { kind: 'unreached', errorClass: unreached, hadReplyBytes }
  return { attempt, reply }
}

function outcomeOf(
  kind: Outcome['kind'],
  errorClass: ErrorClass | null,
  asked: { retryAfterMs: number | null; isSlowDown: boolean; isGone: boolean },
): Outcome {
  // Only an accepted outcome has no class.
  if (kind === 'accepted' || errorClass === null) return { kind: 'accepted' }
  return kind === 'refused' ? { kind, errorClass, ...asked } : { kind, errorClass }
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}
