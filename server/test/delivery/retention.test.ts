/**
 * Nothing is dropped in silence: open work that reaches the end of its retention is counted and told
 * before it goes, and what waited for a deleted subscription is cancelled slice by slice.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deleteSubscription } from '../../src/manage/delete-subscription.ts'
import { pauseSubscription } from '../../src/manage/pause-subscription.ts'
import { resumeSubscription } from '../../src/manage/resume-subscription.ts'
import type { Ports } from '../../src/ports/ports.ts'
import { replaceMethods } from '../simulation/intercept.ts'
import { type DeliveryWorld, dayMs, hourMs, inWorld, minuteMs, secondMs } from './delivery-world.ts'

const target = (world: DeliveryWorld, number: number) => ({ tenantKey: world.tenant.key, number })
const pause = (world: DeliveryWorld, number: number) =>
  world.settles(pauseSubscription({ ...target(world, number), reason: null }, world.parts))

const endedAs = (world: DeliveryWorld, state: string) =>
  world.factsOf('delivery-ended').filter((fact) => fact.state === state)

test(
  'open work that reaches its retention is expired: counted, told, and sent to nobody any more',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      const number = await world.standard(receiver)
      await pause(world, number)
      await world.acceptMany(30)
      await world.sleep(2 * dayMs)
      await world.run(2 * minuteMs)

      assert.equal(endedAs(world, 'expired').length, 30)
      const { expired, open } = await world.ledger()
      assert.deepEqual([expired, open], [30, 0])
      await world.settles(resumeSubscription(target(world, number), world.parts))
      await world.run(minuteMs)
      assert.equal(receiver.requests.length, 0)
    },
    { retentionMs: dayMs },
  ),
)

test(
  'what has not reached its retention is kept, whatever its age in the line',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      const number = await world.standard(receiver)
      await pause(world, number)
      const [old] = await world.acceptKeys(1)
      await world.sleep(dayMs - hourMs)
      const [young] = await world.acceptKeys(2)
      await world.sleep(2 * hourMs)
      await world.run(2 * minuteMs)
      assert.deepEqual(
        endedAs(world, 'expired').map(({ key }) => key.eventId),
        [old],
      )
      await world.settles(resumeSubscription(target(world, number), world.parts))
      await world.run(minuteMs)
      assert.deepEqual(receiver.headers('webhook-id'), [young])
    },
    { retentionMs: dayMs },
  ),
)

test(
  'a payload behind a failing endpoint expires as well, in the middle of its attempts',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      const number = await world.standard(receiver)
      receiver.always(500)
      const ids = await world.acceptMany(3)
      for (let hour = 0; hour < 30; hour += 1) {
        await world.run(10 * secondMs)
        await world.sleep(hourMs)
      }
      await world.run(2 * minuteMs)
      assert.deepEqual(
        endedAs(world, 'expired')
          .map(({ key }) => key.eventId)
          .toSorted(),
        [...ids].toSorted(),
      )
      assert.equal((await world.ledger()).open, 0)
      assert.equal(world.subscription(number).status.state, 'active')
    },
    { retentionMs: dayMs },
  ),
)

test(
  'a delivery that is in flight when its time is over is ended once',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      await world.standard(receiver)
      receiver.always('silent')
      await world.accept()
      await world.run(2 * secondMs)
      await world.sleep(2 * dayMs)
      await world.run(5 * minuteMs)
      const { expired, delivered, open } = await world.ledger()
      assert.equal(expired + delivered, 1)
      assert.equal(open, 0)
    },
    { retentionMs: dayMs },
  ),
)

const sweeps: { readonly endedCount: number; readonly atMs: number }[] = []

/** Notes what each sweep of a deleted subscription ended. */
function withSweepsNoted(ports: Ports): Ports {
  const { deliveries } = ports.store
  const noted = replaceMethods(deliveries, {
    async closeWaiting(request) {
      const ended = await deliveries.closeWaiting(request)
      if (request.state === 'cancelled') {
        sweeps.push({ endedCount: ended.length, atMs: ports.clock.monotonicMs() })
      }
      return ended
    },
  })
  return { ...ports, store: { ...ports.store, deliveries: noted } }
}

test(
  'the backlog of a deleted subscription is cancelled in slices, and others go on meanwhile',
  inWorld(
    async (world) => {
      const [receiver, other] = [world.receiver(), world.receiver('other')]
      const number = await world.standard(receiver, { patterns: ['old.made'] })
      await world.standard(other, { patterns: ['new.made'] })
      await pause(world, number)
      for (let count = 0; count < 1_700; count += 1) await world.accept({ type: 'old.made' })
      sweeps.length = 0
      await world.settles(deleteSubscription(target(world, number), world.parts))
      await world.accept({ type: 'new.made' })
      await world.run(10 * secondMs)

      assert.deepEqual(
        sweeps.map(({ endedCount }) => endedCount),
        [500, 500, 500, 200],
      )
      assert.equal(endedAs(world, 'cancelled').length, 1_700)
      assert.equal((await world.ledger()).cancelled, 1_700)
      assert.equal(other.requests.length, 1)
      assert.equal(receiver.requests.length, 0)
    },
    { wrap: withSweepsNoted },
  ),
)

test(
  'a crash between a deletion and its sweep forgets nothing',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    await pause(world, number)
    const ids = await world.acceptMany(20)
    await world.settles(deleteSubscription(target(world, number), world.parts))
    world.crash()
    await world.start()
    await world.run(10 * secondMs)
    assert.deepEqual(await world.states(ids, number), Array(20).fill('cancelled'))
    assert.equal((await world.ledger()).cancelled, 20)
    assert.equal(receiver.requests.length, 0)
  }),
)
