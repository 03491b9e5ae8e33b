/** When writes that wait are committed. Time and the turns of the loop are simulated. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allSetOff, SimulatedClock } from '../../../test/world/simulated-clock.ts'
import { CommitTimes } from './commit-times.ts'

/** Commits all that waits, at the instants that are kept. */
class Writes {
  readonly clock = new SimulatedClock()
  readonly sizes: number[] = []
  #length = 0
  readonly #turns: (() => void)[] = []
  readonly #times = new CommitTimes({
    clock: this.clock,
    afterTurn: (call) => this.#turns.push(call),
    length: () => this.#length,
    mayCommit: () => true,
    commit: () => {
      this.#times.cancel()
      this.sizes.push(this.#length)
      this.#length = 0
      this.#times.noteCommit(this.clock.monotonicMs())
    },
  })

  async add(urgency: 'now' | 'soon' = 'now'): Promise<void> {
    this.#length += 1
    this.#times.ask(urgency)
    await allSetOff()
  }

  /** The loop has done all that was ready. */
  endTurn(): void {
    for (const call of this.#turns.splice(0)) call()
  }
}

test('a loop with nothing else to do commits a millisecond after the last one, and not before', async () => {
  const writes = new Writes()
  await writes.add()
  assert.deepEqual(writes.sizes, [1], 'the first is not kept waiting')
  await writes.add()
  writes.endTurn()
  await writes.add()
  writes.endTurn()
  assert.deepEqual(writes.sizes, [1])
  await writes.clock.run(1)
  assert.deepEqual(writes.sizes, [1, 2])
})

test('a turn that brings something new is followed by another, for two milliseconds at most', async () => {
  const writes = new Writes()
  await writes.add()
  await writes.clock.run(1)
  await writes.add()
  await writes.add()
  writes.endTurn()
  assert.deepEqual(writes.sizes, [1], 'one more came in this turn')
  await writes.add()
  await writes.clock.run(1)
  assert.deepEqual(writes.sizes, [1, 3], 'it is due, whatever comes')
  writes.endTurn()
  assert.deepEqual(writes.sizes, [1, 3], 'nothing is committed that waits no more')
})

test('what nobody waits for asks for no commit in a lull', async () => {
  const writes = new Writes()
  await writes.add()
  await writes.clock.run(1)
  await writes.add('soon')
  writes.endTurn()
  assert.deepEqual(writes.sizes, [1])
  await writes.clock.run(10)
  assert.deepEqual(writes.sizes, [1, 1])
})
