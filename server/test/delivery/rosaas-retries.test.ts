/**
 * When a RoSaaS delivery is tried again, what ends it, and what keeps endpoints apart (RoSaaS,
 * "Delivery and retry"): the rule of Standard Webhooks, told of by a notice.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pauseSubscription } from '../../src/manage/pause-subscription.ts'
import { resumeSubscription } from '../../src/manage/resume-subscription.ts'
import { dayMs, type DeliveryWorld, hourMs, inWorld, minuteMs, secondMs } from './delivery-world.ts'
import { leastWaitMs, documentedDelaysMs } from '../simulation/documented-rules.ts'
import { subscribeRosaas } from './rosaas-parts.ts'
import { untilEnded } from './until-ended.ts'

const accept = (world: DeliveryWorld) => world.accept({ type: 'Tenant.StatusChanged' })

async function alertsOf(world: DeliveryWorld) {
  const { alerts } = world.parts.ports.store
  return alerts.list({ tenantKey: world.tenant.key, beforeId: null, isOpenOnly: false, limit: 100 })
}

for (const status of [200, 201, 204, 299]) {
  test(
    `${status} is success, whatever the body`,
    inWorld(async (world) => {
      const receiver = world.receiver()
      const number = await subscribeRosaas(world, receiver)
      receiver.answers({ status, body: '<html>no JSON, '.repeat(10_000) })
      const id = await accept(world)
      await world.run(minuteMs)
      assert.equal((await world.delivery(id, number)).state, 'delivered')
      assert.equal(receiver.requests.length, 1)
    }),
  )
}

for (const [what, script] of [
  ['a redirect', { status: 302, headers: { location: 'https://elsewhere.test/in' } }],
  ['400', 400],
  ['500', 500],
  ['a refused connection', { unreached: 'connect-refused' }],
  ['silence', 'silent'],
] as const) {
  test(
    `${what} is a failure that is tried again, at the same endpoint`,
    inWorld(async (world) => {
      const receiver = world.receiver()
      const elsewhere = world.receiver('elsewhere')
      const number = await subscribeRosaas(world, receiver)
      receiver.answers(script)
      const id = await accept(world)
      await world.run(minuteMs)
      assert.equal(receiver.requests.length, 2)
      assert.equal(elsewhere.requests.length, 0)
      assert.equal((await world.delivery(id, number)).state, 'delivered')
      assert.notEqual((await world.attempts(id, number))[0]?.outcome.kind, 'accepted')
    }),
  )
}

test(
  'a receiver that never answers is cut at 15 s',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await subscribeRosaas(world, receiver)
    receiver.answers('silent')
    await accept(world)
    await world.run(minuteMs)
    assert.equal(receiver.requests[0]!.repliedAtMs! - receiver.sentAtMs[0]!, 15_000)
  }),
)

test(
  'ten attempts follow the schedule within its jitter, and there is no eleventh',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await subscribeRosaas(world, receiver)
    receiver.always(500)
    const id = await accept(world)
    await untilEnded(world, id, number)
    await world.sleep(10 * dayMs)
    await world.run(hourMs)
    assert.equal(receiver.requests.length, 10)
    for (const [index, documentedMs] of documentedDelaysMs.rosaas.entries()) {
      const waitMs = receiver.waitsMs[index]!
      assert.ok(waitMs >= leastWaitMs('rosaas', documentedMs), `wait ${index + 1}`)
      // A sick endpoint is probed: its rests may come on top of the wait.
      const mostMs = 2 * documentedMs - leastWaitMs('rosaas', documentedMs) + 5 * minuteMs
      assert.ok(waitMs <= mostMs, `wait ${index + 1} was ${waitMs} ms`)
    }
    assert.equal((await world.delivery(id, number)).state, 'exhausted')
  }),
)

for (const [what, valueOf, leastMs, mostMs] of [
  ['in seconds', () => '3600', hourMs, 2 * hourMs],
  [
    'as a date',
    (world: DeliveryWorld) => new Date(world.clock.nowMs() + hourMs).toUTCString(),
    hourMs - 10 * secondMs,
    2 * hourMs,
  ],
  ['above the bound', () => '9999999', dayMs, dayMs + minuteMs],
  ['that is junk', () => 'soon', 0, 10 * minuteMs],
] as const) {
  test(
    `Retry-After ${what} on the second failure says when the next attempt is made`,
    inWorld(async (world) => {
      const receiver = world.receiver()
      const number = await subscribeRosaas(world, receiver)
      receiver.answers(500, { status: 500, headers: { 'retry-after': valueOf(world) } })
      const id = await accept(world)
      await untilEnded(world, id, number)
      const [, second] = receiver.waitsMs
      assert.ok(second! >= leastMs && second! <= mostMs, `${second} ms`)
      assert.equal((await world.delivery(id, number)).state, 'delivered')
    }),
  )
}

test(
  '410 deactivates the endpoint at once, with a notice, and keeps what it was for',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await subscribeRosaas(world, receiver)
    receiver.answers(410)
    const id = await accept(world)
    await world.run(minuteMs)
    assert.equal(world.subscription(number).status.state, 'disabled')
    const [alert, ...others] = await alertsOf(world)
    assert.match(alert?.subject ?? '', /deactivated: it answered 410 Gone/)
    assert.deepEqual([alert?.isInApp, others.length], [true, 0])

    await world.settles(resumeSubscription({ tenantKey: world.tenant.key, number }, world.parts))
    await world.run(minuteMs)
    assert.equal((await world.delivery(id, number)).state, 'delivered')
  }),
)

/** Events that go on coming for so long. */
async function trickle(world: DeliveryWorld, forMs: number): Promise<void> {
  for (let passedMs = 0; passedMs < forMs; passedMs += 6 * hourMs) {
    await accept(world)
    await world.run(10 * secondMs)
    await world.sleep(6 * hourMs - 10 * secondMs)
  }
}

test(
  'five days of failures deactivate it with a notice; one success in between begins them anew',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await subscribeRosaas(world, receiver)
    receiver.always(500)
    await trickle(world, 4 * dayMs)
    receiver.answers(200)
    await world.until(() => world.subscription(number).health.failingSinceMs === null)
    await trickle(world, 4 * dayMs)
    assert.equal(world.subscription(number).status.state, 'active')
    assert.equal((await alertsOf(world)).length, 0)
    await trickle(world, 2 * dayMs)
    assert.equal(world.subscription(number).status.state, 'disabled')
    const [alert] = await alertsOf(world)
    assert.match(alert?.subject ?? '', /has failed for days without a success/)
  }),
)

test(
  'an inactive endpoint gets nothing, not even the retries planned before',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await subscribeRosaas(world, receiver)
    receiver.answers(500)
    const id = await accept(world)
    await world.run(secondMs)
    const request = { tenantKey: world.tenant.key, number, reason: null }
    await world.settles(pauseSubscription(request, world.parts))
    await accept(world)
    await world.run(10 * minuteMs)
    assert.equal(receiver.requests.length, 1)
    assert.equal((await alertsOf(world)).length, 0, 'who did it knows it')

    await world.settles(resumeSubscription({ tenantKey: world.tenant.key, number }, world.parts))
    await world.run(minuteMs)
    assert.equal((await world.delivery(id, number)).state, 'delivered')
    assert.equal(receiver.requests.length, 3)
  }),
)

for (const [what, script] of [
  ['fails', 500],
  ['hangs', 'silent'],
] as const) {
  test(
    `an endpoint that ${what} neither delays nor stops the others of an event`,
    inWorld(async (world) => {
      const [bad, good, other] = ['bad', 'good', 'other'].map((name) => world.receiver(name))
      for (const receiver of [bad, good, other]) await subscribeRosaas(world, receiver!)
      bad!.always(script)
      await accept(world)
      await world.run(secondMs)
      assert.equal(bad!.requests.length, 1)
      for (const receiver of [good, other]) {
        assert.equal(receiver!.requests.length, 1)
        assert.ok(receiver!.sentAtMs[0]! - bad!.sentAtMs[0]! < 50)
      }
    }),
  )
}
