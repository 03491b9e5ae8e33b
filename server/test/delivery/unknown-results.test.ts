/**
 * A store that refuses a write, or carries it out and fails to say so: the write is made again, and
 * what was written in between stays as it is.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeliveryStore } from '../../src/ports/delivery-store.ts'
import type { Ports } from '../../src/ports/ports.ts'
import { inWorld, minuteMs, secondMs, type WorldOptions } from './delivery-world.ts'

type Fault = 'refused' | 'unknown' | null

/** What the store does with a call: `faults` is asked each time. */
function faultyDeliveries(faults: {
  readonly [Name in keyof DeliveryStore]?: () => Fault
}): WorldOptions {
  const wrap = (ports: Ports): Ports => {
    const inner = ports.store.deliveries
    const deliveries = new Proxy(inner, {
      get(target, name: keyof DeliveryStore) {
        const method = target[name] as (...given: unknown[]) => Promise<unknown>
        return async (...given: unknown[]) => {
          const fault = faults[name]?.() ?? null
          if (fault === 'refused') throw new Error(`${name} refused`)
          const result = await method.apply(target, given)
          if (fault === 'unknown') throw new Error(`the result of ${name} is unknown`)
          return result
        }
      },
    })
    return { ...ports, store: { ...ports.store, deliveries } }
  }
  return { wrap }
}

for (const fault of ['refused', 'unknown'] as const) {
  let isFaulty = false
  test(
    `an outcome that is written again (${fault} at first) puts no older counts over newer ones`,
    inWorld(
      async (world) => {
        const receiver = world.receiver()
        const hook = await world.superoffice(receiver)
        receiver.answers({ status: 500, tookMs: 20 }, { status: 200, tookMs: 60 })
        // The store does not take the failure; the success after it is written before it.
        await world.acceptKeys(1, 2)
        isFaulty = true
        await world.until(() => receiver.requests[0]?.repliedAtMs != null)
        await world.run(15)
        isFaulty = false
        await world.run(10 * secondMs)
        const { health } = world.subscription(hook)
        world.crash()
        await world.start()

        assert.deepEqual(world.subscription(hook).health, health)
      },
      faultyDeliveries({ recordOutcomes: () => (isFaulty ? fault : null) }),
    ),
  )
}

let areRowsUnknown = false
test(
  'a delivery whose waiting row was written without a word is delivered once',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      const hook = await world.standard(receiver)
      receiver.always({ status: 200, tookMs: 3 * secondMs })
      areRowsUnknown = true
      const id = await world.accept()
      await world.run(2_100)
      areRowsUnknown = false
      await world.run(3 * minuteMs)

      assert.equal(receiver.requests.length, 1)
      assert.equal((await world.delivery(id, hook)).state, 'delivered')
    },
    faultyDeliveries({ keepWaiting: () => (areRowsUnknown ? 'unknown' : null) }),
  ),
)

let areMarksUnknown = false
test(
  'marks whose result stays unknown set no delivery aside',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      const hook = await world.superoffice(receiver)
      receiver.answers('silent')
      const id = await world.accept()
      await world.run(5 * secondMs)
      areMarksUnknown = true
      world.crash()
      await world.start()
      await world.run(5 * minuteMs)
      areMarksUnknown = false
      await world.run(5 * minuteMs)

      assert.equal((await world.delivery(id, hook)).state, 'delivered')
      assert.deepEqual(world.factsOf('delivery-quarantined'), [])
    },
    faultyDeliveries({ markSending: () => (areMarksUnknown ? 'unknown' : null) }),
  ),
)
