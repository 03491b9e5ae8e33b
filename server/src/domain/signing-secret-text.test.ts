import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSigningSecret, writeSigningSecret } from './signing-secret-text.ts'

const base64 = (length: number, byte = 1): string => Buffer.alloc(length, byte).toString('base64')

function refusal(text: string): string {
  const reading = readSigningSecret(text)
  assert.ok(reading.kind === 'refused', text)
  return reading.detail
}

test('an HMAC secret has 24 to 64 bytes', () => {
  for (const length of [24, 32, 64]) {
    const text = `whsec_${base64(length)}`
    const reading = readSigningSecret(text)
    assert.ok(reading.kind === 'read')
    assert.equal(writeSigningSecret(reading.secret), text)
  }
  for (const length of [0, 23, 65]) assert.match(refusal(`whsec_${base64(length)}`), /24 to 64/)
})

test('an ed25519 secret has the 64 bytes of seed and public key, or the 32 of a seed', () => {
  for (const length of [32, 64]) {
    const text = `whsk_${base64(length)}`
    const reading = readSigningSecret(text)
    assert.ok(reading.kind === 'read' && reading.secret.kind === 'ed25519')
    assert.equal(writeSigningSecret(reading.secret), text)
  }
  for (const length of [0, 31, 33, 63, 65]) assert.match(refusal(`whsk_${base64(length)}`), /64/)
})

test('a wrong prefix or none is refused', () => {
  for (const prefix of ['', 'WHSEC_', 'whsec', 'sk_', 'v1,', ' whsec_']) {
    assert.match(refusal(prefix + base64(32)), /begins with whsec_/)
  }
  assert.match(refusal(`whpk_${base64(32)}`), /public key/)
})

test('base64url, missing padding, white space and stray bits are refused', () => {
  const standard = base64(32, 0xfb)
  assert.match(standard, /[+/]/)
  const urlSafe = standard.replaceAll('+', '-').replaceAll('/', '_')
  const unpadded = standard.replace(/=+$/, '')
  const strayBits = `${base64(32).slice(0, -2)}F=`
  for (const text of [urlSafe, unpadded, strayBits, ` ${standard}`, `${standard}\n`, 'é']) {
    for (const prefix of ['whsec_', 'whsk_']) assert.match(refusal(prefix + text), /base64/)
  }
})

test('a refusal repeats nothing of what was given', () => {
  const given = 'c2VjcmV0LXNlY3JldA'
  for (const prefix of ['', 'whsec_', 'whsk_', 'whpk_']) {
    assert.ok(!refusal(prefix + given).includes(given))
  }
})
