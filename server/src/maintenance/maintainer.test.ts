import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SimulatedClock } from '../../test/world/simulated-clock.ts'
import { type Agent, startMaintainer } from './maintainer.ts'

function agentThatWaits(name: string, onlyReads: boolean): Agent & { goOn: () => void } {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  return {
    name,
    everyMs: 1_000,
    ...(onlyReads ? { onlyReads } : {}),
    run: () => promise,
    goOn: () => resolve(undefined),
  }
}

test('a stop waits for an agent that may write, and not for one that only reads', async () => {
  const clock = new SimulatedClock()
  const [writing, reading] = [agentThatWaits('writing', false), agentThatWaits('reading', true)]
  const maintainer = startMaintainer([writing, reading], { clock, observer: { observe() {} } })
  await clock.run(1_000)
  let isStopped = false
  const stopping = maintainer.stop().then(() => (isStopped = true))
  await clock.run(1_000)
  assert.equal(isStopped, false)
  writing.goOn()
  await stopping
  assert.equal(isStopped, true)
})
