/**
 * Between an event that a door of any API has read and the pipeline: what is handed over with it, and
 * what its caller is told where it was not taken in.
 */
import { hash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { idempotencyKeyCharactersMax } from '../../domain/limits.ts'
import type { AcceptRequest } from '../../pipeline/pipeline.ts'
import type { Accepted } from '../answer-in-time.ts'
import type { PathTenant } from '../operation.ts'
import { type FieldError, problem, type Problem } from '../problems.ts'

export interface ReadEvent {
  readonly type: string
  /** A part of the request's own bytes. */
  readonly data: Buffer
  readonly occurredAtMs: number | null
  readonly deliverAtMs: number | null
  readonly orderKey: string | null
  readonly subject: string | null
  readonly idempotencyKey: string | null
  /** Where what is not right is let pass. */
  readonly warnings: readonly FieldError[]
}

const idempotencyKeyDetail = `The header Idempotency-Key has to be 1 to ${idempotencyKeyCharactersMax} printable ASCII characters.`
const idempotencyKeyPattern = new RegExp(`^[\\x20-\\x7e]{1,${idempotencyKeyCharactersMax}}$`)

/** The caller's key; undefined: it gave none. */
export function idempotencyKeyOf(headers: IncomingHttpHeaders): string | undefined | Problem {
  const key = headers['idempotency-key']
  if (key === undefined || isIdempotencyKey(key)) return key
  return problem('header-invalid', { detail: idempotencyKeyDetail })
}

const isIdempotencyKey = (text: string | readonly string[]): text is string =>
  typeof text === 'string' && idempotencyKeyPattern.test(text)

/** W3C Trace Context, version 00 and those after it that keep its shape; anything else is dropped. */
const traceparentPattern = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/

/** What the pipeline is handed. `bytes` are what a repeat has to be the same as. */
export function acceptRequest(
  event: ReadEvent,
  from: {
    readonly tenant: PathTenant
    readonly traceparent: string | readonly string[] | undefined
    readonly idempotencyKey: string | undefined
    readonly bytes: Buffer
  },
): AcceptRequest {
  const { tenant, traceparent, idempotencyKey } = from
  const isTraced = typeof traceparent === 'string' && traceparentPattern.test(traceparent)
  return {
    tenantKey: tenant.key,
    tenantId: tenant.id,
    type: event.type,
    data: event.data,
    ...(event.occurredAtMs === null ? undefined : { occurredAtMs: event.occurredAtMs }),
    ...(event.deliverAtMs === null ? undefined : { deliverAtMs: event.deliverAtMs }),
    ...(event.orderKey === null ? undefined : { orderKey: event.orderKey }),
    ...(event.subject === null ? undefined : { subject: event.subject }),
    ...(isTraced ? { traceparent } : undefined),
    ...(idempotencyKey === undefined
      ? undefined
      : {
          idempotency: { key: idempotencyKey, bodyDigest: hash('sha256', from.bytes, 'buffer') },
        }),
  }
}

const comeAgain = { headers: { 'retry-after': '1' } }

/** Why an event was not accepted, as its caller is told: nothing of it was stored, or that is not known. */
export function notAccepted(result: Exclude<Accepted, { kind: 'accepted' }>): Problem {
  switch (result.kind) {
    case 'key-reused':
      return problem('idempotency-key-reused')
    case 'overloaded':
      return problem('overloaded', comeAgain)
    case 'tenant-rate-exceeded':
      return problem('tenant-rate-exceeded', {
        headers: { 'retry-after': String(result.waitSeconds) },
      })
    case 'unknown':
      return problem('result-unknown', comeAgain)
    case 'stopping':
      return problem('stopping', comeAgain)
    case 'disk-full':
      return problem('disk-full')
  }
}
