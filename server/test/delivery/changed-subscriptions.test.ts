/**
 * What a change of a subscription holds for: address, headers and secrets for every attempt made
 * from then on, its event types for every event accepted from then on, and none of its health.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SubscriptionConfig } from '../../src/domain/subscription.ts'
import { changeSubscription } from '../../src/manage/change-subscription.ts'
import { type DeliveryWorld, inWorld, minuteMs, secondMs } from './delivery-world.ts'
import { eventIdsOf } from './notifications.ts'

async function change(world: DeliveryWorld, number: number, config: Partial<SubscriptionConfig>) {
  const before = world.subscription(number)
  const request = { before, config: { ...before.config, ...config } }
  const result = await world.settles(changeSubscription(request, world.parts))
  assert.equal(result.kind, 'changed')
}

test(
  'a new address and new headers hold for the retries of what was accepted before',
  inWorld(async (world) => {
    const [old, fresh] = [world.receiver('old'), world.receiver('new')]
    const hook = await world.superoffice(old, { headers: { 'X-Stage': 'one' } })
    old.always(500)
    const id = await world.accept()
    await world.until(() => old.requests[1]?.repliedAtMs != null)
    await change(world, hook, { url: fresh.url, headers: { 'X-Stage': 'two' } })
    await world.run(minuteMs)

    assert.equal(old.requests.length, 2)
    assert.deepEqual(fresh.headers('x-superoffice-retry'), ['2'])
    assert.deepEqual(fresh.headers('x-stage'), ['two'])
    assert.equal(new Set(eventIdsOf([...old.requests, ...fresh.requests])).size, 1)
    assert.equal((await world.delivery(id, hook)).state, 'delivered')
  }),
)

test(
  'a new address holds for what waits in memory as well',
  inWorld(async (world) => {
    const [old, fresh] = [world.receiver('old'), world.receiver('new')]
    const number = await world.standard(old)
    old.always({ status: 200, tookMs: 5_000 })
    await world.acceptMany(30)
    await change(world, number, { url: fresh.url })
    await world.run(minuteMs)

    assert.equal(old.requests.length, 8, 'those that were in flight')
    assert.equal(fresh.requests.length, 22)
  }),
)

test(
  'new event types hold for events accepted from then on, and for no earlier one',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver, { patterns: ['contact.*'] })
    receiver.answers(500)
    const before = await world.accept({ type: 'contact.made' })
    await world.run(secondMs)
    await change(world, number, { patterns: ['sale.*'] })
    await world.accept({ type: 'contact.made' })
    const after = await world.accept({ type: 'sale.made' })
    await world.run(minuteMs)

    assert.deepEqual(receiver.headers('webhook-id'), [before, after, before])
    assert.equal((await world.delivery(before, number)).state, 'delivered')
  }),
)

test(
  'a change to a failing subscription leaves its line, its rest and its counts alone',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.always(500)
    await world.accept()
    await world.until(() => receiver.requests[2]?.repliedAtMs != null)
    await world.run(5 * secondMs)
    const before = world.subscription(hook).health
    await change(world, hook, { name: 'renamed' })
    assert.deepEqual(world.subscription(hook).health, before)
    await world.until(() => receiver.requests.length === 4)
    assert.equal(receiver.waitsMs[2], 30_000)
  }),
)

test(
  'changes that come while attempts fail lose no count',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.always(500)
    await world.accept()
    for (let count = 1; count <= 9; count += 1) {
      await world.until(() => receiver.requests[count - 1]?.repliedAtMs != null)
      await change(world, hook, { name: `name ${count}` })
      assert.equal(world.subscription(hook).health.consecutiveErrorCount, count)
      assert.equal(world.subscription(hook).health.callCount, count)
    }
    assert.equal(world.subscription(hook).status.state, 'disabled')
  }),
)
