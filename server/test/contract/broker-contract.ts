/** What every broker promises: who listens is woken, who has stopped is not, nothing else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Broker } from '../../src/ports/broker.ts'

/** `settled` resolves when a wake-up has had the time to arrive. */
export function brokerContract(
  openBroker: () => Promise<Broker>,
  settled: () => Promise<void>,
): void {
  test('every listener is woken with the numbers that were given', async () => {
    const broker = await openBroker()
    const heard: number[][] = [[], []]
    for (const list of heard) broker.onWake((numbers) => list.push(...numbers))
    broker.wake([3, 5])
    broker.wake([8])
    await settled()
    assert.deepEqual(heard, [
      [3, 5, 8],
      [3, 5, 8],
    ])
    await broker.close()
  })

  test('a listener that has ended is not woken, the others are', async () => {
    const broker = await openBroker()
    const ended: number[] = []
    const listening: number[] = []
    const end = broker.onWake((numbers) => ended.push(...numbers))
    broker.onWake((numbers) => listening.push(...numbers))
    end()
    broker.wake([1])
    await settled()
    assert.deepEqual([ended, listening], [[], [1]])
    await broker.close()
  })

  test('a wake-up that nobody hears is lost without harm, also after the close', async () => {
    const broker = await openBroker()
    broker.wake([1])
    const heard: number[] = []
    broker.onWake((numbers) => heard.push(...numbers))
    await broker.close()
    broker.wake([2])
    await settled()
    assert.deepEqual(heard, [])
  })
}
