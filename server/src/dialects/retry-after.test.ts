import assert from 'node:assert/strict'
import { test } from 'node:test'
import { retryAfterMs } from './retry-after.ts'

const atMs = Date.UTC(1994, 10, 6, 8, 49, 7)
const asked = (value: string): number | null => retryAfterMs([['retry-after', value]], atMs)

test('seconds are understood, and a fraction is rounded up', () => {
  const values = { '120': 120_000, '0': 0, '1.2': 2_000, '0.001': 1_000, ' 7 ': 7_000 }
  for (const [value, ms] of Object.entries(values)) assert.equal(asked(value), ms, value)
})

test('all three forms of an HTTP date are understood', () => {
  assert.equal(asked('Sun, 06 Nov 1994 08:49:37 GMT'), 30_000)
  assert.equal(asked('Sunday, 06-Nov-94 08:49:37 GMT'), 30_000)
  assert.equal(asked('Sun Nov  6 08:49:37 1994'), 30_000)
})

test('a date that has passed asks for nothing more', () => {
  assert.equal(asked('Sun, 06 Nov 1994 08:49:00 GMT'), 0)
})

test('junk is ignored', () => {
  const junk = ['', '-5', '+5', '1e3', '0x10', '5s', 'soon', '1994-11-06T08:49:37Z', '1,2', 'NaN']
  for (const value of [...junk, 'Sun, 99 Nov 1994 08:49:37 GMT', 'Sun, 06 Nov 1994 08:49:37 CET']) {
    assert.equal(asked(value), null, value)
  }
  assert.equal(retryAfterMs([['x-retry-after', '5']], atMs), null)
})

test('a number beyond all time stays a number', () => {
  assert.equal(asked('9'.repeat(400)), Number.MAX_SAFE_INTEGER)
})

test('of several headers the first counts', () => {
  const headers = [
    ['date', 'x'],
    ['retry-after', '3'],
    ['retry-after', '9'],
  ] as const
  assert.equal(retryAfterMs(headers, atMs), 3_000)
})
