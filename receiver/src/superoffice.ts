/**
 * Verifies notifications in SuperOffice's format: an HMAC of the raw body, in a header. The format
 * has no timestamp in its signature, so an old notification that is sent again verifies too: drop
 * what you have seen by `id`. The body is parsed only after its signature was found right.
 */
import { bytesOfBase64 } from './base64.ts'
import { type HeaderSource, headerValue, requiredHeader } from './header-value.ts'
import { parsedJson, type RawBody, rawBytes } from './raw-body.ts'
import { hmacKey, trustedKeys } from './trusted-key.ts'
import { VerificationError } from './verification-error.ts'

export interface SuperOfficeOptions {
  /** The webhook's `Secret`; several while it is being changed. */
  readonly secrets: string | readonly string[]
}

export interface VerifiedNotification {
  /**
   * The same on every attempt, while `EventId` changes between cycles. Null when the sender is not
   * Posthorn. The signature does not cover it.
   */
  readonly id: string | null
  /** Whether it is a test, which is to be answered with 200 and otherwise ignored. */
  readonly isTest: boolean
  /** The parsed JSON; undefined for an empty body. */
  readonly payload: unknown
}

export interface SuperOfficeVerifier {
  /** Throws a `VerificationError` unless the request is genuine. */
  verify(request: {
    readonly headers: HeaderSource
    readonly body: RawBody
  }): Promise<VerifiedNotification>
}

/** Throws `BAD_SECRET` at once when a secret is empty. */
export function createSuperOfficeVerifier(options: SuperOfficeOptions): SuperOfficeVerifier {
  const keys = trustedKeys(options.secrets, (secret) => hmacKey(new TextEncoder().encode(secret)))
  return {
    async verify({ headers, body }) {
      const signature = bytesOfBase64(requiredHeader(headers, 'x-superoffice-signature'))
      const bytes = rawBytes(body)
      for (const key of signature === null ? [] : keys) {
        if (signature !== null && (await key.matches(signature, bytes))) {
          return verified(headers, parsedJson(bytes))
        }
      }
      throw new VerificationError(
        'NO_MATCH',
        'the signature does not match: another secret, or the body was changed on its way',
      )
    },
  }
}

function verified(headers: HeaderSource, payload: unknown): VerifiedNotification {
  const isTest =
    typeof payload === 'object' &&
    payload !== null &&
    'Event' in payload &&
    payload.Event === 'test'
  return { id: headerValue(headers, 'webhook-id'), isTest, payload }
}
