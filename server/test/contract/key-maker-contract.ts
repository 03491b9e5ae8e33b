/** What every key maker promises: secrets that sign, that can be written down and read again. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSigningSecret, writeSigningSecret } from '../../src/domain/signing-secret-text.ts'
import type { SigningSecret } from '../../src/domain/signing-secret.ts'
import type { KeyMaker } from '../../src/ports/key-maker.ts'
import type { Random } from '../../src/ports/random.ts'

/** Bytes 0, 1, 2 … in every call. */
const countingRandom: Random = {
  fraction: () => 0,
  bytes: (count) => Uint8Array.from({ length: count }, (_, at) => at),
}

export function keyMakerContract(makeKeyMaker: (random: Random) => KeyMaker): void {
  const keyMaker = makeKeyMaker(countingRandom)

  test('a made secret is read again from its text, and is complete', () => {
    for (const kind of ['hmac', 'ed25519'] as const) {
      const secret = keyMaker.makeSecret(kind)
      assert.equal(secret.kind, kind)
      assert.deepEqual(readSigningSecret(writeSigningSecret(secret)), { kind: 'read', secret })
      assert.deepEqual(keyMaker.completeSecret(secret), secret)
    }
  })

  test('the same random bytes make the same secret, others another', () => {
    const other = makeKeyMaker({ ...countingRandom, bytes: (count) => new Uint8Array(count) })
    for (const kind of ['hmac', 'ed25519'] as const) {
      assert.deepEqual(makeKeyMaker(countingRandom).makeSecret(kind), keyMaker.makeSecret(kind))
      assert.notDeepEqual(other.makeSecret(kind), keyMaker.makeSecret(kind))
    }
  })

  test('an HMAC secret has 32 bytes', () => {
    assert.deepEqual(keyMaker.makeSecret('hmac'), {
      kind: 'hmac',
      keyBase64: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
    })
  })

  test('a bare ed25519 seed gets its public half', () => {
    const whole = keyMaker.makeSecret('ed25519')
    const seed = cutTo(whole, 32)
    assert.deepEqual(keyMaker.completeSecret(seed), whole)
    assert.equal(keyMaker.publicKey(seed), keyMaker.publicKey(whole))
  })

  test('an ed25519 key whose halves do not belong together is not taken', () => {
    const bytes = keyBytes(keyMaker.makeSecret('ed25519'))
    bytes[63] = (bytes[63] ?? 0) ^ 1
    const broken = { kind: 'ed25519', keyBase64: bytes.toString('base64') } as const
    assert.equal(keyMaker.completeSecret(broken), null)
  })

  test('an ed25519 secret shows whpk_ and never whsk_; an HMAC secret shows nothing', () => {
    const secret = keyMaker.makeSecret('ed25519')
    const shown = keyMaker.publicKey(secret) ?? ''
    assert.match(shown, /^whpk_[A-Za-z0-9+/]{43}=$/)
    assert.deepEqual(Buffer.from(shown.slice(5), 'base64'), keyBytes(secret).subarray(32))
    assert.equal(keyMaker.publicKey(keyMaker.makeSecret('hmac')), null)
  })
}

function keyBytes(secret: SigningSecret): Buffer {
  assert.ok('keyBase64' in secret)
  return Buffer.from(secret.keyBase64, 'base64')
}

function cutTo(secret: SigningSecret, length: number): SigningSecret {
  const keyBase64 = keyBytes(secret).subarray(0, length).toString('base64')
  return { kind: 'ed25519', keyBase64 }
}
