/**
 * The real pipeline, dialects, maintenance and store in a simulated world: a thousand seeds find
 * nothing broken, and a seed always does the same.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstBroken, runSeed } from './run-seeds.ts'

const seedCount = 1_000

test(`${seedCount} seeds break no guarantee`, async () => {
  const found = await firstBroken({ from: 1, count: seedCount })
  assert.equal(found, null, `seed ${found?.seed}: ${found?.broken?.message}`)
})

test('the same seed does the same, to the last happening', async () => {
  const digests: string[] = []
  for (const seed of [3, 8, 57, 174, 230, 645]) {
    const once = await runSeed(seed)
    const again = await runSeed(seed)
    assert.equal(again.digest, once.digest, `seed ${seed}`)
    digests.push(once.digest)
  }
  assert.equal(new Set(digests).size, digests.length, 'and another seed does something else')
})
