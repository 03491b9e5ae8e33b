/**
 * A store that refuses a write, or carries it out and fails to say so: the write is made again, and
 * what was written in between stays as it is.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeSubscription } from '../../src/manage/change-subscription.ts'
import { pauseSubscription } from '../../src/manage/pause-subscription.ts'
import { resumeSubscription } from '../../src/manage/resume-subscription.ts'
import type { DeliveryStore } from '../../src/ports/delivery-store.ts'
import type { Ports } from '../../src/ports/ports.ts'
import {
  type DeliveryWorld,
  inWorld,
  minuteMs,
  secondMs,
  type WorldOptions,
} from './delivery-world.ts'

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

/** The last reply has come, and the store has refused to write what it was. */
async function withRefusedOutcome(
  world: DeliveryWorld,
  refuses: (isRefusing: boolean) => void,
): Promise<void> {
  await world.accept()
  refuses(true)
  await world.run(200)
  assert.equal(world.factsOf('fault').at(-1)?.where, 'record-outcomes')
  refuses(false)
}

async function rename(world: DeliveryWorld, number: number): Promise<void> {
  const before = world.subscription(number)
  const request = { before, config: { ...before.config, name: 'renamed' } }
  assert.equal((await world.settles(changeSubscription(request, world.parts))).kind, 'changed')
}

for (const status of [200, 500]) {
  let isRefusing = false
  test(
    `a change stored while an outcome (${status}) waits to be written takes nothing of it away`,
    inWorld(
      async (world) => {
        const receiver = world.receiver()
        const hook = await world.superoffice(receiver)
        receiver.answers(status)
        await withRefusedOutcome(world, (isSo) => (isRefusing = isSo))
        const { health } = world.subscription(hook)
        await rename(world, hook)
        assert.deepEqual(world.subscription(hook).health, health)
        assert.equal(world.subscription(hook).config.name, 'renamed')
        await world.run(900)

        assert.equal(health.callCount, 1)
        assert.equal(health.isSick, status === 500)
      },
      faultyDeliveries({ recordOutcomes: () => (isRefusing ? 'refused' : null) }),
    ),
  )
}

let isRefusingTheEnd = false
test(
  'a change stored while the outcome that disables waits to be written disables all the same',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      const number = await world.standard(receiver)
      receiver.answers(410)
      await withRefusedOutcome(world, (isSo) => (isRefusingTheEnd = isSo))
      await rename(world, number)
      await world.run(minuteMs)
      const told = world.factsOf('subscription-status').at(-1)
      world.crash()
      await world.start()

      const { status } = world.subscription(number)
      assert.deepEqual([status.state, status.reason], ['disabled', 'gone'])
      assert.deepEqual(told?.status, status)
      assert.equal(receiver.requests.length, 1)
    },
    faultyDeliveries({ recordOutcomes: () => (isRefusingTheEnd ? 'refused' : null) }),
  ),
)

const stateChanges = { pauses: pauseSubscription, resumes: resumeSubscription } as const
for (const doing of ['pauses', 'resumes'] as const) {
  let isRefusing = false
  test(
    `who ${doing} a subscription while the outcome that disables it is unwritten has the last word`,
    inWorld(
      async (world) => {
        const receiver = world.receiver()
        const number = await world.standard(receiver)
        receiver.answers(410)
        await withRefusedOutcome(world, (isSo) => (isRefusing = isSo))
        const request = { tenantKey: world.tenant.key, number, reason: 'moving' }
        await world.settles(stateChanges[doing](request, world.parts))
        await world.run(minuteMs)

        const { status, health } = world.subscription(number)
        assert.equal(status.state, doing === 'pauses' ? 'paused' : 'active')
        assert.equal(health.errorCount, 1)
        assert.equal(health.failingSinceMs === null, doing === 'resumes')
      },
      faultyDeliveries({ recordOutcomes: () => (isRefusing ? 'refused' : null) }),
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
