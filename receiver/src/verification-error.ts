/**
 * Why a request was not taken for a webhook. A verifier throws it, so that a result nobody looks at
 * cannot let a forged request through; answer such a request with 400. It holds no secret and no
 * part of the body.
 */
export type VerificationErrorCode =
  /** A header of the signature is not there: another sender, or a proxy that dropped it. */
  | 'MISSING_HEADER'
  /** The timestamp is not a whole number of seconds. */
  | 'BAD_TIMESTAMP'
  /** Older than the tolerance: a repeated old request, or a late clock at the sender. */
  | 'TOO_OLD'
  /** Ahead of this machine's clock by more than the tolerance: one of the two clocks is wrong. */
  | 'CLOCK_SKEW'
  /** No signature belongs to any of the secrets, or the secret that was sent is none of them. */
  | 'NO_MATCH'
  /** The body was handed in as an object: a framework parsed it, and its bytes are gone. */
  | 'BODY_ALREADY_PARSED'
  /** The signature is right, and the body is not JSON. */
  | 'BODY_NOT_JSON'
  /** A secret given to the verifier is none; thrown when the verifier is made. */
  | 'BAD_SECRET'
  /** The body has not the members of its format. */
  | 'BAD_BODY'

export class VerificationError extends Error {
  readonly code: VerificationErrorCode

  constructor(code: VerificationErrorCode, message: string) {
    super(message)
    this.name = 'VerificationError'
    this.code = code
  }
}
