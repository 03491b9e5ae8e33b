/**
 * What a reply means where any 2xx is success and 410 the end: a refusal carries what the receiver
 * asks for by `Retry-After`, and some of them ask for less altogether. Serves the dialects whose
 * documents say so (Standard Webhooks, section "Considerations when delivering webhooks").
 */
import type { Outcome } from '../domain/attempt.ts'
import { statusErrorClass } from '../domain/error-class.ts'
import type { Reply } from '../domain/message.ts'
import { retryAfterMs } from './retry-after.ts'

export function judgeAny2xx(reply: Reply, atMs: number): Outcome {
  if (reply.kind === 'unreached') return { kind: 'unreached', errorClass: reply.errorClass }
  const { status } = reply
  if (status >= 200 && status < 300) return { kind: 'accepted' }
  return {
    kind: 'refused',
    errorClass: statusErrorClass(status),
    retryAfterMs: retryAfterMs(reply.headers, atMs),
    isSlowDown: slowDownStatuses.has(status),
    isGone: status === 410,
  }
}

const slowDownStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504])
