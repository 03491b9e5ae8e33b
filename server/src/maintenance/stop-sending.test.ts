import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SimulatedClock } from '../../test/world/simulated-clock.ts'
import { stopSending } from './stop-sending.ts'

for (const isStuck of [false, true]) {
  test(`the pipeline is stopped within the grace when an agent ${isStuck ? 'hangs' : 'ends'}`, async () => {
    const clock = new SimulatedClock()
    const graces: number[] = []
    const stopping = stopSending(
      {
        clock,
        maintainer: { stop: () => (isStuck ? new Promise<void>(() => {}) : Promise.resolve()) },
        pipeline: {
          stop(graceMs) {
            graces.push(graceMs)
            return Promise.resolve()
          },
        },
      },
      10_000,
    )
    await clock.run(5_000)
    await stopping
    assert.deepEqual(graces, [isStuck ? 5_000 : 10_000])
  })
}
