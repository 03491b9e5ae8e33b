/**
 * Proof that the simulation of several nodes would find what it looks for: each of these mistakes,
 * planted in the shared store, around a node's ports or in its settings, is found for what it is.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allBugsOfNodes } from './nodes/planted-bugs/all-bugs-of-nodes.ts'
import { runNodeSeed } from './nodes/run-node-seeds.ts'
import { seedThatFinds } from './run-seeds.ts'

const seedCount = 1_000

for (const bug of allBugsOfNodes) {
  test(`a planted mistake of nodes is found: ${bug.name}`, async (t) => {
    const found = await seedThatFinds(bug, seedCount, (seed) => runNodeSeed(seed, { bug }))
    assert.ok(bug.foundBy <= seedCount)
    if (found?.seed !== bug.foundBy) t.diagnostic(`seed ${bug.foundBy} finds it no more`)
    assert.ok(found?.broken != null, `${seedCount} seeds did not find it`)
    const { guarantee, message } = found.broken
    assert.ok(bug.breaks.includes(guarantee), `seed ${found.seed} found something else: ${message}`)
  })
}
