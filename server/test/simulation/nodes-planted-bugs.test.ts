/**
 * Proof that the simulation of several nodes would find what it looks for: each of these mistakes,
 * planted in the shared store, around a node's ports or in its settings, is found for what it is.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allBugsOfNodes } from './nodes/planted-bugs/all-bugs-of-nodes.ts'
import { firstBrokenOfNodes } from './nodes/run-node-seeds.ts'

const seedCount = 1_000

for (const bug of allBugsOfNodes) {
  test(`a planted mistake of nodes is found: ${bug.name}`, async () => {
    const found = await firstBrokenOfNodes({ from: 1, count: seedCount }, { bug })
    assert.ok(found?.broken != null, `${seedCount} seeds did not find it`)
    const { guarantee, message } = found.broken
    assert.ok(bug.breaks.includes(guarantee), `seed ${found.seed} found something else: ${message}`)
  })
}
