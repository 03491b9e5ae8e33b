/**
 * The proof of origin in `X-SuperOffice-Signature`: base64 of the HMAC-SHA256 over the exact body
 * bytes, keyed with the UTF-8 bytes of the secret (SuperOffice webhook security page). There is
 * one secret at a time and no timestamp.
 */
import { createHmac } from 'node:crypto'
import type { SigningSecrets } from '../../domain/signing-secret.ts'

/** The header's value; null when the subscription has no secret, and then there is no header. */
export function bodySignature(secrets: SigningSecrets, body: Uint8Array): string | null {
  for (const secret of secrets.current) {
    if (secret.kind === 'hmac-text' && secret.text !== '') {
      return createHmac('sha256', secret.text).update(body).digest('base64')
    }
  }
  return null
}
