/**
 * The keys a receiver trusts, checked when a verifier is made and imported into Web Crypto once.
 * Signatures are compared by `crypto.subtle.verify`, which takes the same time wherever two of
 * them differ. A public key is never taken from a request.
 */
import { bytesOfBase64 } from './base64.ts'
import { VerificationError } from './verification-error.ts'

export interface TrustedKey {
  readonly kind: 'hmac' | 'ed25519'
  /** Whether the signature of the signed bytes was made with this key's secret. */
  matches(signature: Uint8Array<ArrayBuffer>, signed: Uint8Array<ArrayBuffer>): Promise<boolean>
}

/** `whsec_…` or bare base64, `whpk_…`, or the bytes of an HMAC key. Throws `BAD_SECRET`. */
export function trustedKey(secret: string | Uint8Array): TrustedKey {
  if (secret instanceof Uint8Array) return hmacKey(new Uint8Array(secret))
  if (typeof secret !== 'string') throw badSecret('a secret is a text or bytes')
  if (secret.startsWith('whsk_')) {
    throw badSecret('whsk_ is the private key, which the sender alone has; use its whpk_ key')
  }
  if (secret.startsWith('whpk_')) return publicKey(decoded(secret.slice(5)))
  return hmacKey(decoded(secret.startsWith('whsec_') ? secret.slice(6) : secret))
}

/** A key of HMAC-SHA256. */
export function hmacKey(bytes: Uint8Array<ArrayBuffer>): TrustedKey {
  if (bytes.length === 0) throw badSecret('a secret may not be empty')
  return imported('hmac', bytes, { name: 'HMAC', hash: 'SHA-256' })
}

/** Every secret as a key; at least one. */
export function trustedKeys<Secret extends string | Uint8Array>(
  secrets: Secret | readonly Secret[],
  toKey: (secret: Secret) => TrustedKey,
): readonly TrustedKey[] {
  const list = Array.isArray(secrets) ? (secrets as readonly Secret[]) : [secrets as Secret]
  if (list.length === 0) throw badSecret('a verifier needs at least one secret')
  return list.map(toKey)
}

function publicKey(bytes: Uint8Array<ArrayBuffer>): TrustedKey {
  if (bytes.length !== 32) throw badSecret('a whpk_ key has 32 bytes')
  return imported('ed25519', bytes, { name: 'Ed25519' })
}

function imported(
  kind: TrustedKey['kind'],
  bytes: Uint8Array<ArrayBuffer>,
  algorithm: { readonly name: string; readonly hash?: string },
): TrustedKey {
  let key: ReturnType<typeof crypto.subtle.importKey> | null = null
  return {
    kind,
    async matches(signature, signed) {
      key ??= crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify'])
      return crypto.subtle.verify(algorithm.name, await key, signature, signed)
    },
  }
}

function decoded(base64: string): Uint8Array<ArrayBuffer> {
  const bytes = bytesOfBase64(base64)
  if (bytes === null) throw badSecret('a secret is base64 behind its prefix')
  return bytes
}

function badSecret(message: string): VerificationError {
  return new VerificationError('BAD_SECRET', message)
}
