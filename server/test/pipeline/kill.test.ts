import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runKillRounds } from '../rigs/kill-rounds.ts'

test('kill -9 under load, 20 rounds: nothing accepted is lost, and only what was in flight repeats', async () => {
  const report = await runKillRounds({ rounds: 20, chance: Math.random })
  assert.equal(report.lost, 0)
  assert.equal(report.roundsWithTooManyDuplicates, 0, JSON.stringify(report.duplicatesMax))
  assert.equal(report.ledgersBalanced, 20)
  assert.ok(report.accepted > 20 * 20, `only ${report.accepted} events were accepted`)
})
