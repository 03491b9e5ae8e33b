import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type HeldKey,
  type Issuer,
  publishedCacheMs,
  publishedKeys,
  signingKey,
  signsFrom,
  withKey,
} from './issuer.ts'

const hourMs = 3_600_000
/** A token lives five minutes, and clocks are given half a minute. */
const tokenMs = 330_000

test('whoever keeps the published keys as long as told, or up to an hour, always has the key of every valid token', () => {
  let issuer: Issuer = { environment: 'production', keys: [] }
  let nowMs = 0
  issuer = rotated(issuer, nowMs)
  for (let step = 0; step < 12 * 24 * 4; step += 1) {
    nowMs = step * 5 * 60_000
    // Three rotations, the third soon after the second.
    if ([50, 400, 410].includes(step)) issuer = rotated(issuer, nowMs)
    const key = signingKey(issuer, nowMs)
    assert.ok(key !== null)
    const signedAtMs = nowMs
    for (const keptMs of [0, publishedCacheMs, hourMs - 1]) {
      const fetchedAtMs = Math.max(0, signedAtMs - keptMs)
      const known = publishedKeys(issuer, fetchedAtMs).filter(
        ({ createdAtMs }) => createdAtMs <= fetchedAtMs,
      )
      assert.ok(known.includes(key), `kept for ${keptMs} ms at ${nowMs}`)
    }
    // Who has not looked before looks when the token comes, up to its very end.
    assert.ok(publishedKeys(issuer, signedAtMs + tokenMs).includes(key))
  }
})

test('a key that nobody can need any more is published no longer', () => {
  let issuer = rotated({ environment: 'sod', keys: [] }, 0)
  issuer = rotated(issuer, 10 * hourMs)
  assert.deepEqual(
    publishedKeys(issuer, 10 * hourMs).map(({ keyId }) => keyId),
    ['0', String(10 * hourMs)],
  )
  assert.equal(signingKey(issuer, 10 * hourMs)?.keyId, '0')
  assert.equal(signingKey(issuer, 11 * hourMs)?.keyId, String(10 * hourMs))
  assert.equal(publishedKeys(issuer, 12 * hourMs).length, 2, 'who signs with it may be late')
  assert.equal(publishedKeys(issuer, 13 * hourMs).length, 1)
})

function rotated(issuer: Issuer, nowMs: number): Issuer {
  const key: HeldKey = {
    keyId: String(nowMs),
    pkcs8Base64: '',
    publicJwk: { kty: 'RSA', use: 'sig', alg: 'RS256', kid: String(nowMs), n: '', e: '' },
    certificateBase64: '',
    createdAtMs: nowMs,
    signsFromMs: signsFrom(issuer, nowMs),
    publishedUntilMs: null,
  }
  return withKey(issuer, key, nowMs)
}
