/**
 * Verifies notifications in SuperOffice's format: an HMAC of the raw body, in a header. The format
 * has no timestamp in its signature, so an old notification that is sent again verifies too: drop
 * what you have seen by `id`. The body is parsed only after its signature was found right.
 */
import { bytesOfBase64 } from './base64.ts'
import { type HeaderSource, headerValue, requiredHeader } from './header-value.ts'
import { parsedJson, rawBytes } from './raw-body.ts'
import { type SuperOfficeEvent, superOfficeEventOf } from './superoffice-event.ts'
import { hmacKey, trustedKeys } from './trusted-key.ts'
import { VerificationError } from './verification-error.ts'
import type { ReceivedWebhook, Verifier } from './verifier.ts'

export interface SuperOfficeOptions {
  /** The webhook's `Secret`; several while it is being changed. */
  readonly secrets: string | readonly string[]
}

export interface VerifiedNotification extends ReceivedWebhook {
  /**
   * The same on every attempt, while `EventId` changes between cycles. Null when the sender is not
   * Posthorn. The signature does not cover it.
   */
  readonly id: string | null
  readonly event: SuperOfficeEvent
}

export type SuperOfficeVerifier = Verifier<VerifiedNotification>

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
  const event = superOfficeEventOf(payload)
  if (event === null) {
    throw new VerificationError('BAD_BODY', 'the signature is right, but the body names no event')
  }
  const isTest = event.name === 'test'
  return { id: headerValue(headers, 'webhook-id'), isTest, event, payload }
}
