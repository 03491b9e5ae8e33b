import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { packNumbers, unpackNumbers } from './packed-numbers.ts'

/** As the column gives it back: the driver reads an integer as a number. */
function stored(packed: ReturnType<typeof packNumbers>) {
  return typeof packed === 'bigint' ? Number(packed) : packed
}

test('any ascending numbers come back as they were', () => {
  const numbers = fc.uniqueArray(fc.maxSafeNat(), { maxLength: 300 })
  fc.assert(
    fc.property(numbers, (drawn) => {
      const ascending = drawn.toSorted((a, b) => a - b)
      assert.deepEqual(unpackNumbers(stored(packNumbers(ascending))), ascending)
    }),
  )
})

test('none is NULL, one is an integer that SQL can read', () => {
  assert.equal(packNumbers([]), null)
  assert.equal(packNumbers([7]), 7n)
})

test('numbers that do not ascend are refused, not garbled', () => {
  assert.throws(() => packNumbers([2, 1]), RangeError)
})

test('ten thousand neighbours take a byte each', () => {
  const packed = packNumbers(Array.from({ length: 10_000 }, (_, index) => index + 1))
  assert.ok(packed instanceof Uint8Array)
  assert.equal(packed.length, 10_000)
})
