import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TokenBucket } from './token-bucket.ts'

const takenAt = (bucket: TokenBucket, nowMs: number, tries: number): number =>
  Array.from({ length: tries }, () => bucket.secondsToWait(nowMs)).filter((wait) => wait === 0)
    .length

test('a second’s worth may be taken at once, and no more', () => {
  assert.equal(takenAt(new TokenBucket(5, 0), 0, 20), 5)
  assert.equal(takenAt(new TokenBucket(2.5, 0), 0, 20), 2)
})

test('what was taken comes back as time passes, up to a second’s worth', () => {
  const bucket = new TokenBucket(10, 1_000)
  assert.equal(takenAt(bucket, 1_000, 20), 10)
  assert.equal(takenAt(bucket, 1_300, 20), 3)
  assert.equal(takenAt(bucket, 60_000, 20), 10)
})

test('over a long time as much is taken as the rate says, whatever the steps', () => {
  const bucket = new TokenBucket(3, 0)
  let taken = takenAt(bucket, 0, 3)
  for (let nowMs = 7; nowMs <= 70_000; nowMs += 7) taken += takenAt(bucket, nowMs, 1)
  assert.equal(taken, 3 + 210)
})

test('below one a second there is one at once, and who waits as told gets the next', () => {
  const bucket = new TokenBucket(0.3, 0)
  assert.equal(bucket.secondsToWait(0), 0)
  assert.equal(bucket.secondsToWait(0), 4)
  assert.equal(bucket.secondsToWait(3_000), 1)
  assert.equal(bucket.secondsToWait(4_000), 0)
})

test('being refused takes nothing', () => {
  const bucket = new TokenBucket(1, 0)
  assert.equal(takenAt(bucket, 0, 1_000), 1)
  assert.equal(bucket.secondsToWait(1_000), 0)
})
