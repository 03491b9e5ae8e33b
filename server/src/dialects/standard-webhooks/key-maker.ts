/**
 * Makes and completes the signing secrets of Standard Webhooks subscriptions. All chance comes from
 * the random port: the same bytes make the same secret.
 */
import type { SigningSecret } from '../../domain/signing-secret.ts'
import {
  ed25519KeyBytes,
  ed25519SeedBytes,
  hmacKeyBytesMade,
  writePublicKey,
} from '../../domain/signing-secret-text.ts'
import type { KeyMaker } from '../../ports/key-maker.ts'
import type { Random } from '../../ports/random.ts'
import { publicBytes, seedOf } from '../ed25519-key.ts'

export function createKeyMaker(random: Random): KeyMaker {
  return {
    makeSecret(kind) {
      if (kind === 'ed25519') return fullSecret(random.bytes(ed25519SeedBytes))
      return { kind: 'hmac', keyBase64: toBase64(random.bytes(hmacKeyBytesMade)) }
    },
    completeSecret,
    publicKey(secret) {
      return secret.kind === 'ed25519' ? writePublicKey(publicBytes(seedOf(secret))) : null
    },
  }
}

function completeSecret(secret: SigningSecret): SigningSecret | null {
  if (secret.kind !== 'ed25519') return secret
  const full = fullSecret(seedOf(secret))
  const isSeedAlone = Buffer.from(secret.keyBase64, 'base64').length < ed25519KeyBytes
  return isSeedAlone || full.keyBase64 === secret.keyBase64 ? full : null
}

function fullSecret(seed: Uint8Array): Extract<SigningSecret, { kind: 'ed25519' }> {
  return { kind: 'ed25519', keyBase64: toBase64(Buffer.concat([seed, publicBytes(seed)])) }
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
