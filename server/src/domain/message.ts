/**
 * A message is the rendered and signed request of one attempt; a reply is what came back. Both are
 * plain data, so that they can cross a thread and be compared byte for byte.
 */
import type { ErrorClass } from './error-class.ts'

export interface Message {
  readonly method: 'POST'
  readonly url: string
  /** Name, value, name, value …: names as they go on the wire, values without CR, LF, NUL. */
  readonly headers: readonly string[]
  readonly body: Uint8Array
}

/** Milliseconds spent in each phase; null where a phase was not reached or a socket was reused. */
export interface PhaseTimings {
  readonly dnsMs: number | null
  readonly connectMs: number | null
  readonly tlsMs: number | null
  readonly firstByteMs: number | null
  readonly totalMs: number
}

export type Reply = AnsweredReply | UnreachedReply

export interface AnsweredReply {
  readonly kind: 'answered'
  readonly status: number
  /** Header lines as received, lower-case names, one pair an entry; bounded by the dispatcher. */
  readonly headers: readonly (readonly [string, string])[]
  /** At most `replyCharactersMax` characters, control characters escaped. */
  readonly bodyText: string
  /** False when the body was longer than what is read; the status has decided all the same. */
  readonly isWhole: boolean
  readonly timings: PhaseTimings
}

/** No usable reply: refused address, no connection, TLS fault, deadline, reply cut or garbled. */
export interface UnreachedReply {
  readonly kind: 'unreached'
  readonly errorClass: ErrorClass
  /** One sentence for people; never a secret, control characters escaped. */
  readonly detail: string
  /** Whether any byte of a reply arrived: if so, the fault is not our way out. */
  readonly hadReplyBytes: boolean
  readonly timings: PhaseTimings
}
