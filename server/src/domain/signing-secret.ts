/**
 * A signing secret proves the origin of a message. Several may be valid while one is being
 * rotated: the current one and old ones with the instant they end (Standard Webhooks, section
 * "Zero downtime secret rotation").
 */
export type SigningSecret =
  /** Key bytes for HMAC-SHA256, base64 without a prefix. */
  | { readonly kind: 'hmac'; readonly keyBase64: string }
  /** Key as the UTF-8 bytes of this text (SuperOffice). */
  | { readonly kind: 'hmac-text'; readonly text: string }
  /** Seed followed by public key, 64 bytes, base64 without a prefix. */
  | { readonly kind: 'ed25519'; readonly keyBase64: string }
  /** An issuer's private key as PKCS #8 in base64, with the id that its published half has. */
  | { readonly kind: 'rsa'; readonly keyId: string; readonly pkcs8Base64: string }

export interface OldSigningSecret {
  readonly secret: SigningSecret
  readonly endsAtMs: number
}

export interface SigningSecrets {
  readonly current: readonly SigningSecret[]
  readonly old: readonly OldSigningSecret[]
}

export const noSigningSecrets: SigningSecrets = { current: [], old: [] }
