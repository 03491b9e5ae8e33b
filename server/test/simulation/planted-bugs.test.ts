/**
 * Proof that the simulation would find what it looks for: each of these mistakes, planted around the
 * product's ports, data or settings, is found within a thousand seeds, and for what it is.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allBugs } from './planted-bugs/all-bugs.ts'
import { runSeed, seedThatFinds } from './run-seeds.ts'

const seedCount = 1_000

for (const bug of allBugs) {
  test(`a planted mistake is found: ${bug.name}`, async (t) => {
    const found = await seedThatFinds(bug, seedCount, (seed) => runSeed(seed, { bug }))
    assert.ok(bug.foundBy <= seedCount)
    if (found?.seed !== bug.foundBy) t.diagnostic(`seed ${bug.foundBy} finds it no more`)
    assert.ok(found?.broken != null, `${seedCount} seeds did not find it`)
    const { guarantee, message } = found.broken
    assert.ok(bug.breaks.includes(guarantee), `seed ${found.seed} found something else: ${message}`)
  })
}
