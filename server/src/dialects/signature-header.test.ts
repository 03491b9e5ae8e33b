import assert from 'node:assert/strict'
import { test } from 'node:test'
import vectors from '../../../docs/reference/signing-vectors.json' with { type: 'json' }
import type { SigningSecret, SigningSecrets } from '../domain/signing-secret.ts'
import { readSigningSecret } from '../domain/signing-secret-text.ts'
import { signatureHeader } from './signature-header.ts'

const { v1, v1a, rotation } = vectors.standardWebhooks
const fixed = {
  id: rotation.id,
  timestamp: String(rotation.timestamp),
  body: Buffer.from(rotation.body),
}
const [long, edwards] = rotation.current.map(read)
const [short] = rotation.old.map(read)
assert.ok(long && edwards && short)

function read(text: string): SigningSecret {
  const reading = readSigningSecret(text)
  assert.ok(reading.kind === 'read')
  return reading.secret
}

function only(secret: SigningSecret): SigningSecrets {
  return { current: [secret], old: [] }
}

test('the published HMAC and ed25519 vectors come out byte for byte', () => {
  assert.equal(v1.length, 4)
  assert.equal(v1a.length, 1)
  for (const { secret, id, timestamp, body, signature } of [...v1, ...v1a]) {
    const content = { id, timestamp: String(timestamp), body: Buffer.from(body) }
    assert.equal(signatureHeader(only(read(secret)), content, 0), signature)
  }
})

test('a rotation with ed25519 has the published header: new key, old key, then v1a', () => {
  for (const current of [
    [long, edwards],
    [edwards, long],
  ]) {
    const secrets: SigningSecrets = { current, old: [{ secret: short, endsAtMs: 1 }] }
    assert.equal(signatureHeader(secrets, fixed, 0), rotation.signature)
  }
})

test('a bare ed25519 seed signs as the whole key does', () => {
  const seed = Buffer.from(v1a[0]?.secret.slice(5) ?? '', 'base64').subarray(0, 32)
  const secret = { kind: 'ed25519', keyBase64: seed.toString('base64') } as const
  assert.equal(signatureHeader(only(secret), fixed, 0), v1a[0]?.signature)
})

test('after the grace only the current key signs', () => {
  const secrets = { current: [long], old: [{ secret: short, endsAtMs: 1_000 }] }
  assert.equal(signatureHeader(secrets, fixed, 999).split(' ').length, 2)
  assert.equal(signatureHeader(secrets, fixed, 1_000), signatureHeader(only(long), fixed, 0))
})

test('with grace 0 the old key signs nothing from the next attempt on', () => {
  const rotatedAtMs = 5_000
  const secrets = { current: [long], old: [{ secret: short, endsAtMs: rotatedAtMs }] }
  const header = signatureHeader(secrets, fixed, rotatedAtMs)
  assert.equal(header, signatureHeader(only(long), fixed, 0))
})

test('old keys follow the current one, newest first', () => {
  const key = (byte: number): SigningSecret => ({
    kind: 'hmac',
    keyBase64: Buffer.alloc(32, byte).toString('base64'),
  })
  const old = [3, 1, 2].map((endsAtMs) => ({ secret: key(endsAtMs), endsAtMs }))
  assert.deepEqual(
    signatureHeader({ current: [long], old }, fixed, 0).split(' '),
    [long, key(3), key(2), key(1)].map((secret) => signatureHeader(only(secret), fixed, 0)),
  )
})

test('the header has single spaces, no empty entry and no space at its ends', () => {
  const old = Array.from({ length: 10 }, (_, at) => ({ secret: short, endsAtMs: at + 1 }))
  const header = signatureHeader({ current: [long, edwards], old }, fixed, 0)
  assert.match(header, /^v1a?,[A-Za-z0-9+/]+={0,2}( v1a?,[A-Za-z0-9+/]+={0,2}){11}$/)
})

test('a secret that is plain text signs with its UTF-8 bytes', () => {
  const text = 'a plain word, long enough'
  const keyBase64 = Buffer.from(text).toString('base64')
  assert.equal(
    signatureHeader(only({ kind: 'hmac-text', text }), fixed, 0),
    signatureHeader(only({ kind: 'hmac', keyBase64 }), fixed, 0),
  )
})
