/**
 * An attempt is one request for a delivery, written once. Its outcome is what the dialect says the
 * reply means; their failure is a value from a closed list, never an exception.
 */
import type { DeliveryKey } from './ids.ts'
import type { ErrorClass } from './error-class.ts'
import type { PhaseTimings } from './message.ts'

export type Outcome = AcceptedOutcome | RefusedOutcome | UnreachedOutcome

export interface AcceptedOutcome {
  readonly kind: 'accepted'
}

/** The receiver answered, and the answer is not the dialect's success. */
export interface RefusedOutcome {
  readonly kind: 'refused'
  readonly errorClass: ErrorClass
  /** What the receiver asked for by `Retry-After`, unbounded; null when it did not. */
  readonly retryAfterMs: number | null
  /** 429, 502, 503, 504 where the dialect slows an endpoint down. */
  readonly isSlowDown: boolean
  /** 410: no longer interested; the subscription is disabled. */
  readonly isGone: boolean
}

/** No whole answer came back. */
export interface UnreachedOutcome {
  readonly kind: 'unreached'
  readonly errorClass: ErrorClass
}

export interface Attempt extends DeliveryKey {
  /** Counted from 1 within the run. */
  readonly number: number
  readonly startedAtMs: number
  readonly timings: PhaseTimings
  readonly outcome: Outcome
  /** Status of the answer; null when none came. */
  readonly status: number | null
  /**
   * What people need to see: status line, headers and body of a failure (at most
   * `replyCharactersMax`), the body alone of a success (at most 256 characters; what a script wrote,
   * in full), or one sentence.
   */
  readonly replyText: string
  /** SHA-256 of the body sent, first 16 bytes; proves that a body rendered again is the same. */
  readonly bodyDigest: Uint8Array
  /** The subscription's version that was rendered with. */
  readonly subscriptionVersion: number
}
