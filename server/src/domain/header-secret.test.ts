import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createKeyMaker } from '../dialects/standard-webhooks/key-maker.ts'
import { createSystemRandom } from '../system/system-random.ts'
import { isHeaderValue } from './custom-header.ts'
import { headerSecretText, readHeaderSecret } from './header-secret.ts'
import { writeSigningSecret } from './signing-secret-text.ts'

function kept(text: string) {
  const read = readHeaderSecret(text)
  assert.ok(read.kind === 'read', text)
  return read.secret
}

function refusal(text: string): string {
  const read = readHeaderSecret(text)
  assert.ok(read.kind === 'refused', JSON.stringify(text))
  return read.detail
}

test('a typed secret is kept exactly: capitals, inner spaces, signs', () => {
  for (const text of [
    'My secret, typed by hand!',
    'A',
    '~'.repeat(256),
    'a  b',
    'whsec_',
    'whsk_x',
  ]) {
    const secret = kept(text)
    assert.deepEqual(secret, { kind: 'hmac-text', text })
    assert.equal(writeSigningSecret(secret), text)
    assert.equal(headerSecretText({ current: [secret], old: [] }), text)
  }
})

test('whsec_ with 24 to 64 bytes of padded base64 stands for those bytes, and is kept exactly too', () => {
  const base64 = (bytes: number): string => Buffer.alloc(bytes, 251).toString('base64')
  for (const bytes of [24, 32, 64]) {
    const text = `whsec_${base64(bytes)}`
    assert.deepEqual(kept(text), { kind: 'hmac', keyBase64: base64(bytes) })
    assert.equal(writeSigningSecret(kept(text)), text)
  }
  const others = [
    base64(23),
    base64(65),
    base64(32).replace('=', ''),
    base64(32).replaceAll('/', '_'),
  ]
  for (const other of others) assert.equal(kept(`whsec_${other}`).kind, 'hmac-text', other)
})

test('what no header carries to its end is refused, and never repeated', () => {
  const refused = {
    '': /at least one/,
    ['x'.repeat(257)]: /at most 256/,
    'line\nbreak': /printable ASCII/,
    'carriage\rreturn': /printable ASCII/,
    'tab\there': /printable ASCII/,
    'nul\0': /printable ASCII/,
    nøkkel: /printable ASCII/,
    '☃': /printable ASCII/,
    '\x7f': /printable ASCII/,
    ' leading': /neither begins nor ends/,
    'trailing ': /neither begins nor ends/,
    ' ': /neither begins nor ends/,
  }
  for (const [text, reason] of Object.entries(refused)) {
    const detail = refusal(text)
    assert.match(detail, reason, JSON.stringify(text))
    if (text.trim().length > 2) assert.ok(!detail.includes(text.trim()), JSON.stringify(text))
  }
})

test('every character that is let through is one that a header may have', () => {
  for (let code = 0; code < 0x200; code++) {
    const text = `a${String.fromCharCode(code)}b`
    if (readHeaderSecret(text).kind === 'read') assert.ok(isHeaderValue(text), String(code))
  }
})

test('10,000 generated secrets differ, have 32 bytes each and are read as they were written', () => {
  const drawn = { bytes: 0 }
  const random = createSystemRandom()
  const keyMaker = createKeyMaker({
    ...random,
    bytes(count) {
      drawn.bytes += count
      return random.bytes(count)
    },
  })
  const texts = new Set<string>()
  for (let count = 0; count < 10_000; count++) {
    texts.add(writeSigningSecret(keyMaker.makeSecret('hmac')))
  }
  assert.equal(texts.size, 10_000)
  assert.equal(drawn.bytes, 320_000, 'all chance is that of the system')
  for (const text of texts) {
    assert.match(text, /^whsec_/)
    assert.equal(Buffer.from(text.slice('whsec_'.length), 'base64').length, 32)
    assert.equal(kept(text).kind, 'hmac')
  }
})
