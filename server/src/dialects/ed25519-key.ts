/**
 * ed25519 keys between our 64 bytes (seed, then public key) and the platform's key objects. A key
 * object is made once for each secret in memory, since making one costs as much as a signature.
 */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { SigningSecret } from '../domain/signing-secret.ts'
import { ed25519SeedBytes } from '../domain/signing-secret-text.ts'

export type Ed25519Secret = Extract<SigningSecret, { kind: 'ed25519' }>

const keys = new WeakMap<Ed25519Secret, KeyObject>()

export function privateKey(secret: Ed25519Secret): KeyObject {
  let key = keys.get(secret)
  if (key === undefined) {
    key = fromSeed(seedOf(secret))
    keys.set(secret, key)
  }
  return key
}

/** The first 32 bytes, whether or not the public half stands behind them. */
export function seedOf(secret: Ed25519Secret): Uint8Array {
  return Buffer.from(secret.keyBase64, 'base64').subarray(0, ed25519SeedBytes)
}

/** The 32 bytes of the public key that belongs to a seed. */
export function publicBytes(seed: Uint8Array): Uint8Array {
  const der = createPublicKey(fromSeed(seed)).export({ format: 'der', type: 'spki' })
  return der.subarray(-32)
}

/** PKCS #8 in DER up to the seed (RFC 8410, section 7). */
const pkcs8Start = Buffer.from('302e020100300506032b657004220420', 'hex')

function fromSeed(seed: Uint8Array): KeyObject {
  const der = Buffer.concat([pkcs8Start, seed])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}
