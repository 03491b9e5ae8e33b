/**
 * Taking an event in: the bytes of one request become a checked event, and the answer leaves when
 * it is on disk. This is the one place of the API where microseconds count, so it is a plain
 * function of tenant, headers and bytes, and builds its answer by hand.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { dayMs } from '../../domain/limits.ts'
import { type AcceptDoor, type Accepted, acceptInTime } from '../answer-in-time.ts'
import { checkOf, parseScanned, scanProblem } from '../json-body.ts'
import { scanJson } from '../json-scan.ts'
import type { Answer, OperationReply, PathTenant } from '../operation.ts'
import { type FieldError, isProblem, problem, type Problem } from '../problems.ts'
import { type DataCheck, misfitProblem } from '../intake/data-faults.ts'
import {
  acceptRequest,
  idempotencyKeyOf,
  notAccepted,
  type ReadEvent,
} from '../intake/accept-request.ts'
import { BatchItem, EventBody, readInstant } from './schemas.ts'

export interface IngestRequest {
  readonly tenant: PathTenant
  readonly headers: IncomingHttpHeaders
  readonly rawBody: Buffer
}

export interface ReadParts {
  /** Null where the tenant has said nothing of what its data have to be. */
  readonly checkData: DataCheck | null
  /** Events may be kept for a later delivery up to this instant. */
  readonly deliverAtMsMax: number
  /** Null where events are called what their producer calls them. */
  readonly hold: Hold | null
}

export interface IngestParts extends ReadParts {
  readonly door: AcceptDoor
}

/** Accepts the event in the body. A repeat under the same key answers what the first one did. */
export async function ingestEvent(request: IngestRequest, parts: IngestParts): Promise<Answer> {
  const read = readEvent(request.rawBody, parts)
  if (isProblem(read)) return read
  const { headers } = request
  const idempotencyKey = idempotencyKeyOf(headers)
  if (typeof idempotencyKey === 'object') return idempotencyKey
  const accepted = await acceptInTime(
    acceptRequest(read, {
      tenant: request.tenant,
      traceparent: headers.traceparent,
      idempotencyKey,
      bytes: request.rawBody,
    }),
    parts.door,
  )
  return ingestAnswer(accepted, read.warnings)
}

/** An event as it is called and dated from then on, or why it is not taken in. */
export type Hold = (event: {
  readonly type: string
  readonly data: unknown
  readonly subject: string | null
}) => Held | Problem

export interface Held extends Pick<ReadEvent, 'type' | 'subject' | 'occurredAtMs' | 'warnings'> {
  readonly kind: 'held'
}

interface EventFields {
  readonly type: string
  readonly data: unknown
  readonly occurred_at?: string
  readonly deliver_at?: string
  readonly order_key?: string
  readonly subject?: string
  readonly idempotency_key?: string
}

const checkEvent = checkOf(EventBody)
const checkItem = checkOf(BatchItem)

/** The event that the bytes hold, checked against limits, grammar and schema in that order. */
export function readEvent(
  bytes: Buffer,
  { deliverAtMsMax, checkData, hold }: ReadParts,
  kind: 'event' | 'batch-item' = 'event',
): ReadEvent | Problem {
  if (bytes.length === 0) return problem('body-missing')
  const scan = scanJson(bytes, 'data')
  if (scan.kind !== 'scanned') return scanProblem(scan.kind)
  const parsed = parseScanned(bytes)
  if (isProblem(parsed)) return parsed
  const check = kind === 'event' ? checkEvent : checkItem
  const errors = check(parsed.value)
  if (errors.length > 0) return problem('body-invalid', { errors })
  // The schema was checked just above.
  const fields = parsed.value as EventFields
  const occurredAtMs = instantOrNull(fields.occurred_at)
  const deliverAtMs = instantOrNull(fields.deliver_at)
  const wrong = instantErrors(fields, { occurredAtMs, deliverAtMs, deliverAtMsMax })
  if (wrong !== null) return problem('body-invalid', { errors: wrong })
  // What was parsed is looked at here and let go of; what is kept are the bytes.
  const { data, subject = null } = fields
  const held = hold?.({ type: fields.type, data, subject }) ?? null
  if (held !== null && isProblem(held)) return held
  const type = held?.type ?? fields.type
  const misfit = checkData === null ? null : checkData({ type, data })
  if (misfit?.eventType.mode === 'refuse') return misfitProblem(misfit)
  return {
    type,
    data: bytes.subarray(scan.start, scan.end),
    occurredAtMs: occurredAtMs ?? held?.occurredAtMs ?? null,
    deliverAtMs,
    orderKey: fields.order_key ?? null,
    subject: subject ?? held?.subject ?? null,
    idempotencyKey: fields.idempotency_key ?? null,
    warnings: [...(held?.warnings ?? []), ...(misfit?.faults ?? [])],
  }
}

const instantOrNull = (text: string | undefined): number | null =>
  text === undefined ? null : readInstant(text)

function instantErrors(
  fields: EventFields,
  read: {
    readonly occurredAtMs: number | null
    readonly deliverAtMs: number | null
    readonly deliverAtMsMax: number
  },
): readonly FieldError[] | null {
  const detail = 'names a day that no calendar has, or one before 1970'
  if (fields.occurred_at !== undefined && read.occurredAtMs === null) {
    return [{ pointer: '/occurred_at', detail }]
  }
  if (fields.deliver_at === undefined) return null
  if (read.deliverAtMs === null) return [{ pointer: '/deliver_at', detail }]
  if (read.deliverAtMs <= read.deliverAtMsMax) return null
  const latest = new Date(read.deliverAtMsMax).toISOString()
  return [{ pointer: '/deliver_at', detail: `is too far ahead: ${latest} is the latest` }]
}

const acceptedHeaders = { 'content-type': 'application/json' }
const replayedHeaders = { ...acceptedHeaders, 'idempotent-replayed': 'true' }

function ingestAnswer(result: Accepted, warnings: readonly FieldError[]): OperationReply | Problem {
  if (result.kind !== 'accepted') return notAccepted(result)
  return {
    status: 202,
    headers: result.isRepeat ? replayedHeaders : acceptedHeaders,
    // Ids hold nothing that JSON would escape.
    body: `{"id":"${result.id}","matched":${result.matched}${warningsJson(warnings)}}`,
  }
}

const warningsJson = (warnings: readonly FieldError[]): string =>
  warnings.length === 0 ? '' : `,"warnings":${JSON.stringify(warnings)}`

/** Days of the retention that stay for the retries of an event after its delivery was due. */
const daysForRetries = 4

/** The latest instant that an event may be kept for. */
export const deliverAtMsMax = (nowMs: number, retentionDays: number): number =>
  nowMs + (retentionDays - daysForRetries) * dayMs
