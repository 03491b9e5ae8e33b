/**
 * How signing secrets are written for people and programs: `whsec_`, `whsk_` and `whpk_` in front
 * of standard base64 with padding (Standard Webhooks, section "Signature scheme"). The APIs read
 * and show secrets by these rules alone. A refusal never repeats any part of the text.
 */
import type { SigningSecret } from './signing-secret.ts'

/** Bytes of an HMAC key, least and most (Standard Webhooks, section "Symmetric"). */
const hmacKeyBytesMin = 24
const hmacKeyBytesMax = 64
/** Bytes of an HMAC key that we make ourselves. */
export const hmacKeyBytesMade = 32
export const ed25519SeedBytes = 32
/** Seed followed by public key. */
export const ed25519KeyBytes = 64

const hmacPrefix = 'whsec_'
const ed25519Prefix = 'whsk_'
const publicPrefix = 'whpk_'

export type SecretTextReading =
  | { readonly kind: 'read'; readonly secret: SigningSecret }
  /** One sentence for the caller: what is wrong and what is wanted. */
  | { readonly kind: 'refused'; readonly detail: string }

/**
 * Reads a secret that a caller gave. An ed25519 key may be a bare seed of 32 bytes, and its halves
 * are not compared here: pass it through `KeyMaker.completeSecret` before it is kept.
 */
export function readSigningSecret(text: string): SecretTextReading {
  if (text.startsWith(hmacPrefix)) return readHmac(text.slice(hmacPrefix.length))
  if (text.startsWith(ed25519Prefix)) return readEd25519(text.slice(ed25519Prefix.length))
  if (text.startsWith(publicPrefix)) {
    return refused('this is a public key; signing needs the private one, which begins with whsk_')
  }
  return refused('a signing secret begins with whsec_ (HMAC-SHA256) or whsk_ (ed25519)')
}

/** The text that `readSigningSecret` reads; a SuperOffice secret or an issuer's key is its own text. */
export function writeSigningSecret(secret: SigningSecret): string {
  switch (secret.kind) {
    case 'hmac':
      return hmacPrefix + secret.keyBase64
    case 'ed25519':
      return ed25519Prefix + secret.keyBase64
    case 'hmac-text':
      return secret.text
    case 'rsa':
      return secret.pkcs8Base64
  }
}

/** A public key as receivers are given it: `whpk_` and the base64 of its 32 bytes. */
export function writePublicKey(bytes: Uint8Array): string {
  return publicPrefix + Buffer.from(bytes).toString('base64')
}

function readHmac(base64: string): SecretTextReading {
  const bytes = strictBase64(base64)
  if (bytes === null) return refused(base64Detail)
  if (bytes.length < hmacKeyBytesMin || bytes.length > hmacKeyBytesMax) {
    return refused(
      `a whsec_ key has ${hmacKeyBytesMin} to ${hmacKeyBytesMax} bytes, this one has ${bytes.length}`,
    )
  }
  return { kind: 'read', secret: { kind: 'hmac', keyBase64: base64 } }
}

function readEd25519(base64: string): SecretTextReading {
  const bytes = strictBase64(base64)
  if (bytes === null) return refused(base64Detail)
  if (bytes.length !== ed25519KeyBytes && bytes.length !== ed25519SeedBytes) {
    return refused(
      `a whsk_ key has ${ed25519KeyBytes} bytes (seed and public key) or ${ed25519SeedBytes} (seed), ` +
        `this one has ${bytes.length}`,
    )
  }
  return { kind: 'read', secret: { kind: 'ed25519', keyBase64: base64 } }
}

const base64Detail =
  'after its prefix a signing secret is standard base64 with padding, not base64url'

/** The bytes, or null unless re-encoding gives the very same text: Go's library is as strict. */
function strictBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

function refused(detail: string): SecretTextReading {
  return { kind: 'refused', detail }
}
