/**
 * Why a request was not taken for a webhook. A verifier throws it, so that a result nobody looks at
 * cannot let a forged request through; answer such a request with 400, or 503 where the error is
 * temporary. It holds no secret and no part of the body.
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
  /** The body is longer than a receiver takes. */
  | 'BODY_TOO_LARGE'
  /** The body was not there when its time was over. */
  | 'BODY_TOO_SLOW'
  /** The connection ended before the body did. */
  | 'BODY_CUT_OFF'
  /** The body is not JSON; where the signature is beside the body, it is right. */
  | 'BODY_NOT_JSON'
  /** A secret given to the verifier is none; thrown when the verifier is made. */
  | 'BAD_SECRET'
  /** An option given to the verifier is none; thrown when the verifier is made. */
  | 'BAD_SETTING'
  /** The body has not the members of its format. */
  | 'BAD_BODY'
  /** There is no token, or it cannot be read. */
  | 'BAD_TOKEN'
  /** The token is signed in a way that is not trusted, or not at all. */
  | 'BAD_ALGORITHM'
  /** The token is of an issuer that is not trusted. */
  | 'WRONG_ISSUER'
  /** The token names a key that its issuer does not have, asked once more. */
  | 'UNKNOWN_KEY'
  /** The token is for another application. */
  | 'WRONG_AUDIENCE'
  /** The token is about another tenant than the body. */
  | 'WRONG_TENANT'
  /** The token is of another body. */
  | 'BODY_ALTERED'
  /** The issuer's keys could not be fetched, so nothing is known: answer 503. */
  | 'KEYS_UNAVAILABLE'

export class VerificationError extends Error {
  readonly code: VerificationErrorCode
  /** Whether the same request may be found genuine later: answer 503, so that it is sent again. */
  readonly isTemporary: boolean

  constructor(code: VerificationErrorCode, message: string) {
    super(message)
    this.name = 'VerificationError'
    this.code = code
    this.isTemporary = code === 'KEYS_UNAVAILABLE'
  }
}
