/**
 * The value of `webhook-signature`: one entry for each secret in force, in the order that the most
 * careless receivers can live with: the current `v1` first, then old `v1` ones, newest first, then
 * `v1a` (Standard Webhooks, sections "Signature scheme" and "Zero downtime secret rotation").
 */
import { createHmac, sign } from 'node:crypto'
import type { SigningSecret, SigningSecrets } from '../domain/signing-secret.ts'
import { privateKey } from './ed25519-key.ts'

export interface SignedContent {
  readonly id: string
  /** Whole seconds, as in the header. */
  readonly timestamp: string
  /** The very bytes that are sent. */
  readonly body: Uint8Array
}

/** Entries with a single space between them; empty when there is no secret at all. */
export function signatureHeader(
  secrets: SigningSecrets,
  content: SignedContent,
  atMs: number,
): string {
  const inForce = secretsInForce(secrets, atMs)
  const symmetric = inForce.filter(({ kind }) => kind === 'hmac' || kind === 'hmac-text')
  const asymmetric = inForce.filter(({ kind }) => kind === 'ed25519')
  const entries = [...symmetric, ...asymmetric].map((secret) => signatureEntry(secret, content))
  return entries.join(' ')
}

function secretsInForce(secrets: SigningSecrets, atMs: number): readonly SigningSecret[] {
  if (secrets.old.length === 0) return secrets.current
  const old = secrets.old
    .filter((entry) => entry.endsAtMs > atMs)
    .sort((a, b) => b.endsAtMs - a.endsAtMs)
  return [...secrets.current, ...old.map((entry) => entry.secret)]
}

function signatureEntry(secret: SigningSecret, content: SignedContent): string {
  switch (secret.kind) {
    case 'hmac':
      return hmacEntry(Buffer.from(secret.keyBase64, 'base64'), content)
    case 'hmac-text':
      return hmacEntry(Buffer.from(secret.text), content)
    case 'ed25519': {
      const signed = Buffer.concat([Buffer.from(signedStart(content)), content.body])
      return `v1a,${sign(null, signed, privateKey(secret)).toString('base64')}`
    }
    case 'rsa':
      throw new Error('an issuer signs tokens, no messages of this format')
  }
}

function hmacEntry(key: Uint8Array, content: SignedContent): string {
  const mac = createHmac('sha256', key).update(signedStart(content)).update(content.body)
  return `v1,${mac.digest('base64')}`
}

function signedStart(content: SignedContent): string {
  return `${content.id}.${content.timestamp}.`
}
