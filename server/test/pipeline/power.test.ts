import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runPowerImages } from '../rigs/power-images.ts'

test('what the store has promised is on disk whenever the power goes', async () => {
  const report = await runPowerImages({
    images: 100,
    events: 120,
    dropsSyncs: false,
    chance: Math.random,
  })
  assert.equal(report.failures, 0, report.firstFailure ?? '')
  assert.ok(report.recordedSyncs > 50 && report.promisesChecked > 1_000)
})

test('a disk that ignores syncs is found out', async () => {
  const control = await runPowerImages({
    images: 40,
    events: 60,
    dropsSyncs: true,
    chance: Math.random,
  })
  assert.ok(control.failures > 0, 'the control has to fail, or the test above proves nothing')
})
