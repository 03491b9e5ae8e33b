/**
 * Several real pipelines over one shared store that keeps PostgreSQL's promises for nodes: hundreds
 * of seeds find nothing broken, and a seed always does the same.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstBrokenOfNodes, runNodeSeed } from './nodes/run-node-seeds.ts'

const seedCount = 300

test(`${seedCount} seeds of several nodes break no guarantee`, async () => {
  const found = await firstBrokenOfNodes({ from: 1, count: seedCount })
  assert.equal(found, null, `seed ${found?.seed}: ${found?.broken?.message}`)
})

/** Each of these has found a fault of the product once, and is no seed of the first hundreds. */
const seedsThatFound = [2_111, 2_135]

test('seeds that have found a fault find none any more', async () => {
  for (const seed of seedsThatFound) {
    const { broken } = await runNodeSeed(seed)
    assert.equal(broken, null, `seed ${seed}: ${broken?.message}`)
  }
})

test('the same seed of several nodes does the same, to the last happening', async () => {
  const digests: string[] = []
  for (const seed of [3, 8, 42, 67, 136]) {
    const once = await runNodeSeed(seed)
    const again = await runNodeSeed(seed)
    assert.equal(again.digest, once.digest, `seed ${seed}`)
    digests.push(once.digest)
  }
  assert.equal(new Set(digests).size, digests.length, 'and another seed does something else')
})
