/**
 * When a Standard Webhooks delivery is tried again, and when its subscription is given up
 * (Standard Webhooks 1.0.0, sections "Deliverability and reliability" and "Considerations when
 * delivering webhooks").
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DeliveryWorld, dayMs, hourMs, inWorld, minuteMs, secondMs } from './delivery-world.ts'
import type { ScriptedReceiver } from './scripted-network.ts'
import { untilEnded } from './until-ended.ts'

const documentedDelaysMs = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
]

/** The instant of the clock that the world shows, in the form of HTTP. */
const httpDate = (world: DeliveryWorld, aheadMs: number) =>
  new Date(world.clock.nowMs() + aheadMs).toUTCString()

test(
  'a delivery that always fails has ten attempts, each within the jitter of its documented wait',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    receiver.always(500)
    const id = await world.accept()
    await untilEnded(world, id, number)

    assert.equal(receiver.requests.length, 10)
    for (const [index, waitMs] of receiver.waitsMs.entries()) {
      const documentedMs = documentedDelaysMs[index]!
      const share = documentedMs <= minuteMs ? 0.2 : 0.5
      assert.ok(waitMs >= documentedMs * (1 - share), `wait ${index + 1} was ${waitMs} ms`)
      // A sick endpoint is probed: its rests may come on top of the wait.
      assert.ok(waitMs <= documentedMs * (1 + share) + 5 * minuteMs, `wait ${index + 1}`)
    }
    assert.equal((await world.delivery(id, number)).state, 'exhausted')
  }),
)

test(
  'the waits of different deliveries differ, so that they do not come back together',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.standard(receiver)
    receiver.answers(...Array<number>(8).fill(500))
    await world.acceptMany(8)
    await world.run(minuteMs)

    const retriedAtMs = receiver.requests.slice(8).map(({ sentAtMs }) => sentAtMs)
    assert.equal(retriedAtMs.length, 8)
    assert.ok(new Set(retriedAtMs.map((at) => Math.round(at / 1_000))).size > 1)
  }),
)

const asksByDate = (world: DeliveryWorld) => httpDate(world, 120_000)
const asks: readonly [string, number, (world: DeliveryWorld) => string][] = [
  ['a 429 with Retry-After in seconds', 429, () => '120'],
  ['a 503 with Retry-After as a date', 503, asksByDate],
  ['a 500 with Retry-After in seconds', 500, () => '120'],
]
for (const [what, status, value] of asks) {
  test(
    `${what} is not tried again before the time it asked for`,
    inWorld(async (world) => {
      const receiver = world.receiver()
      const number = await world.standard(receiver)
      receiver.answers({ status, headers: { 'retry-after': value(world) } })
      const askedAtMs = world.nowMs
      const id = await world.accept()
      await world.until(() => receiver.requests[0]?.repliedAtMs != null)
      const other = await world.accept()
      await world.run(10 * minuteMs)

      const sentAfterMs = (one: string) =>
        receiver.requests
          .filter(({ headers }) => headers.get('webhook-id') === one)
          .map(({ sentAtMs }) => sentAtMs - askedAtMs)
      const [, againAfterMs] = sentAfterMs(id)
      assert.ok(againAfterMs! >= 119_000 && againAfterMs! < 190_000, `${againAfterMs} ms`)
      assert.equal((await world.delivery(id, number)).state, 'delivered')
      // One that says "too much" means all of them, any other the one delivery.
      const [otherAfterMs] = sentAfterMs(other)
      assert.equal(otherAfterMs! >= 119_000, status !== 500)
    }),
  )
}

test(
  'Retry-After is honoured up to 24 h and never shortens the documented wait',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    receiver.answers({ status: 500, headers: { 'retry-after': '1' } })
    receiver.answers({ status: 500, headers: { 'retry-after': '9999999' } })
    const id = await world.accept()
    await untilEnded(world, id, number)

    const [first, second] = receiver.waitsMs
    assert.ok(first! >= 4 * secondMs)
    assert.ok(second! >= dayMs && second! < dayMs + minuteMs, `waited ${second} ms`)
  }),
)

for (const status of [429, 502, 503, 504]) {
  test(
    `${status} slows an endpoint down: one at a time, 60 s between attempts, until a 2xx`,
    inWorld(async (world) => {
      const receiver = world.receiver()
      const number = await world.standard(receiver)
      receiver.always(status)
      await world.accept()
      await world.until(() => world.subscription(number).health.isSlowed)
      await world.acceptMany(10)
      await world.run(4 * minuteMs)

      const { requests } = receiver
      assert.ok(requests.length >= 4)
      for (const waitMs of receiver.waitsMs) assert.ok(waitMs >= minuteMs, `waited ${waitMs} ms`)

      receiver.always({ status: 200, tookMs: 300 })
      const slowedCount = requests.length
      await world.until(() => requests.length >= slowedCount + 5, 3 * minuteMs)
      const [success, ...others] = requests.slice(slowedCount)
      for (const { sentAtMs } of others) {
        assert.ok(sentAtMs >= success!.repliedAtMs!, 'one at a time until the first 2xx')
        assert.ok(sentAtMs < success!.repliedAtMs! + 100, 'then side by side')
      }
    }),
  )
}

test(
  'a slowed endpoint has 60 s between attempts until a 2xx, whatever it answers in between',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.standard(receiver)
    receiver.always(() => (receiver.requests.length === 1 ? 429 : 500))
    await world.accept()
    await world.run(secondMs)
    await world.acceptMany(6)
    await world.run(5 * minuteMs)

    assert.ok(receiver.requests.length >= 4)
    for (const waitMs of receiver.waitsMs) assert.ok(waitMs >= minuteMs, `waited ${waitMs} ms`)
  }),
)

test(
  '410 disables a subscription at once, with a notice, and parks what it was for',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    receiver.answers(410)
    const id = await world.accept()
    await world.run(minuteMs)
    await world.sleep(dayMs)
    await world.run(minuteMs)

    assert.equal(receiver.requests.length, 1)
    const { status } = world.subscription(number)
    assert.deepEqual([status.state, status.reason], ['disabled', 'gone'])
    assert.deepEqual(
      world.factsOf('subscription-status').map((fact) => fact.status.reason),
      [null, 'gone'],
    )
    assert.equal((await world.delivery(id, number)).state, 'parked')
  }),
)

for (const status of [301, 302, 307, 308]) {
  test(
    `${status} is a failure, and the target it names is not requested`,
    inWorld(async (world) => {
      const receiver = world.receiver()
      const elsewhere = world.receiver('elsewhere')
      await world.standard(receiver)
      receiver.answers({ status, headers: { location: elsewhere.url } })
      await world.accept()
      await world.run(minuteMs)

      assert.equal(elsewhere.requests.length, 0)
      assert.equal(receiver.requests.length, 2)
    }),
  )
}

test(
  'a receiver that takes the connection and stays silent is cut at 15 s',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    receiver.answers('silent')
    const id = await world.accept()
    await world.run(minuteMs)

    assert.equal(receiver.requests[0]!.repliedAtMs! - receiver.sentAtMs[0]!, 15_000)
    const [first] = await world.attempts(id, number)
    assert.equal(first?.outcome.kind, 'unreached')
  }),
)

/** Events that go on coming for so long. */
async function trickle(world: DeliveryWorld, forMs: number, everyMs: number): Promise<void> {
  for (let passedMs = 0; passedMs < forMs; passedMs += everyMs) {
    await world.accept()
    await world.run(10 * secondMs)
    await world.sleep(everyMs - 10 * secondMs)
  }
}

test(
  'after five days without a success a subscription is disabled, and its owner is told why',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    receiver.always(500)
    await trickle(world, 5 * dayMs - 6 * hourMs, 6 * hourMs)
    assert.equal(world.subscription(number).status.state, 'active')
    await trickle(world, dayMs, 6 * hourMs)

    const { status } = world.subscription(number)
    assert.deepEqual([status.state, status.reason], ['disabled', 'failing-too-long'])
    assert.equal(world.factsOf('subscription-status').at(-1)?.status.reason, 'failing-too-long')
  }),
)

test(
  'one success within five days is enough to stay active',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    await failBut(receiver, world, 4 * dayMs)
    await trickle(world, 4 * dayMs, 6 * hourMs)
    assert.equal(world.subscription(number).status.state, 'active')
  }),
)

/** Fails for so long, succeeds once, and fails again. */
async function failBut(
  receiver: ScriptedReceiver,
  world: DeliveryWorld,
  forMs: number,
): Promise<void> {
  receiver.always(500)
  await trickle(world, forMs, 6 * hourMs)
  receiver.answers(200)
  await world.until(() => receiver.requests.at(-1)?.repliedAtMs != null)
}
