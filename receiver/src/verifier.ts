/**
 * What the verifiers of all formats have in common, so that whatever stands behind them (a receiver,
 * a test, a handler that serves two formats) needs to know one shape: a request goes in raw, and
 * comes out as a webhook that is genuine, or not at all.
 */
import type { HeaderSource } from './header-value.ts'
import type { RawBody } from './raw-body.ts'

export interface RawRequest {
  readonly headers: HeaderSource
  /** As it came over the wire; a parsed one is refused with `BODY_ALREADY_PARSED`. */
  readonly body: RawBody
}

/** Each format adds its typed `event`, and what else its proof says. */
export interface ReceivedWebhook {
  /** The same on every attempt: drop what you have seen. Null when the sender gives none. */
  readonly id: string | null
  /** Whether it is a test, which is to be answered with 200 and otherwise ignored. */
  readonly isTest: boolean
  /** The parsed JSON, as it was sent. */
  readonly payload: unknown
}

export interface Verifier<Webhook extends ReceivedWebhook> {
  /**
   * Throws a `VerificationError` unless the request is genuine. Where it `isTemporary`, nothing is
   * known yet: answer 503.
   */
  verify(request: RawRequest): Promise<Webhook>
}
