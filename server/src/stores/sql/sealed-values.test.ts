import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StoreRefused } from '../store-options.ts'
import { testRandom } from '../../../test/contract/fresh-store.ts'
import { SealedValues } from './sealed-values.ts'

const key = new Uint8Array(32).fill(1)
const sealedValues = new SealedValues(key, testRandom)

test('a sealed value opens in its place and holds nothing readable', () => {
  const sealed = sealedValues.seal('whsec_secret', 'row/1')
  assert.equal(sealedValues.open(sealed, 'row/1'), 'whsec_secret')
  assert.equal(Buffer.from(sealed).includes('whsec'), false)
})

test('the same text is sealed differently every time', () => {
  assert.notDeepEqual(sealedValues.seal('a', 'row/1'), sealedValues.seal('a', 'row/1'))
})

test('a sealed value does not open for another tenant or row', () => {
  const sealed = sealedValues.seal('secret', 'subscription_version/1/7/1')
  for (const place of ['subscription_version/2/7/1', 'subscription_version/1/7/2', '']) {
    assert.throws(() => sealedValues.open(sealed, place), StoreRefused)
  }
})

test('no changed bit of a sealed value goes unnoticed, no cut one opens', () => {
  const sealed = sealedValues.seal('secret', 'row/1')
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Uint8Array.from(sealed)
    changed[at]! ^= 1
    assert.throws(() => sealedValues.open(changed, 'row/1'), StoreRefused, `byte ${at}`)
    assert.throws(() => sealedValues.open(sealed.slice(0, at), 'row/1'), StoreRefused)
  }
})

test('another key is named, neither key is shown', () => {
  const other = new SealedValues(new Uint8Array(32).fill(2), testRandom)
  const sealed = sealedValues.seal('secret', 'row/1')
  assert.throws(
    () => other.open(sealed, 'row/1'),
    (error) => {
      assert.ok(error instanceof StoreRefused)
      assert.match(error.message, /sealed with the encryption key [0-9a-f]{8}, .* is [0-9a-f]{8}:/)
      return true
    },
  )
})

test('a key of another length is refused', () => {
  assert.throws(() => new SealedValues(new Uint8Array(16), testRandom), /has 16 bytes; it needs 32/)
})

test('the digest of a secret depends on the encryption key', () => {
  const other = new SealedValues(new Uint8Array(32).fill(2), testRandom)
  assert.deepEqual(sealedValues.digestOf('secret'), sealedValues.digestOf('secret'))
  assert.notDeepEqual(sealedValues.digestOf('secret'), other.digestOf('secret'))
})
