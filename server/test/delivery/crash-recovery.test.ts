/**
 * What a crash repeats and what it does not, how an orderly stop hands over, and how a payload that
 * kills the process is found out and set aside.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DeliveryWorld, inWorld, minuteMs, secondMs } from './delivery-world.ts'
import { bodyOf, eventIdsOf } from './notifications.ts'
import type { SentRequest } from './scripted-network.ts'

test(
  'a crash repeats only what was in flight, with the same ids and the same bytes',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    const before = await world.acceptKeys(1, 2, 3)
    await world.run(minuteMs)
    receiver.always({ status: 200, tookMs: 400 })
    const inFlight = await world.acceptKeys(4, 5)
    await world.run(100)
    world.crash()
    await world.start()
    await world.run(minuteMs)

    const ids = [...before, ...inFlight]
    assert.deepEqual(receiver.headers('webhook-id'), [...ids, ...inFlight])
    assert.deepEqual(await world.states(ids, hook), Array(5).fill('delivered'))
    const [first, second, again, secondAgain] = receiver.requests.slice(3)
    for (const [one, other] of [
      [first, again],
      [second, secondAgain],
    ]) {
      assert.deepEqual(other!.body, one!.body)
      assert.deepEqual(other!.headers, one!.headers)
    }
  }),
)

test(
  'a crash in the middle of a cycle repeats one attempt, with its EventId and its retry number',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.superoffice(receiver)
    receiver.answers(500, 'silent')
    await world.accept()
    await world.until(() => receiver.requests.length === 2)
    await world.run(5 * secondMs)
    world.crash()
    await world.start()
    await world.run(minuteMs)

    assert.deepEqual(receiver.headers('x-superoffice-retry'), ['0', '1', '1'])
    assert.equal(new Set(eventIdsOf(receiver.requests)).size, 1)
  }),
)

test(
  'after a crash waits, counts and the state of the line are as they were',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.always(500)
    await world.accept()
    await world.until(() => receiver.requests[2]?.repliedAtMs != null)
    await world.run(10 * secondMs)
    const before = world.subscription(hook).health
    world.crash()
    await world.start()
    assert.deepEqual(world.subscription(hook).health, before)
    await world.until(() => receiver.requests.length === 4)

    assert.equal(receiver.waitsMs[2], 30_000)
    assert.equal(before.consecutiveErrorCount, 3)
  }),
)

test(
  'an orderly stop finishes what is in flight, and the next start repeats nothing',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.always({ status: 200, tookMs: 2_000 })
    const ids = await world.acceptMany(5)
    await world.run(100)
    await world.stop(10 * secondMs)
    await world.start()
    await world.run(minuteMs)

    assert.equal(receiver.requests.length, 5)
    assert.deepEqual(await world.states(ids, hook), Array(5).fill('delivered'))
  }),
)

test(
  'an orderly stop gives back what it cannot finish, and the next start delivers it at once',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.always('silent')
    // Eight are in flight to the one origin, the others wait in memory.
    const ids = await world.acceptMany(20)
    await world.run(200)
    const stoppedAtMs = world.nowMs
    await world.stop(secondMs)
    assert.ok(world.nowMs - stoppedAtMs < 1_100)
    assert.equal(receiver.requests.length, 8)

    receiver.always(200)
    const startedAtMs = world.nowMs
    await world.start()
    await world.run(500)
    assert.equal(receiver.requests.length, 28)
    assert.ok(receiver.requests[8]!.sentAtMs - startedAtMs < 50)
    await world.run(secondMs)
    assert.deepEqual(await world.states(ids, hook), Array(20).fill('delivered'))
  }),
)

test(
  'an orderly stop in the middle of a rest keeps the rest',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.superoffice(receiver)
    receiver.always(500)
    await world.accept()
    await world.until(() => receiver.requests[2]?.repliedAtMs != null)
    await world.run(10 * secondMs)
    await world.stop(secondMs)
    await world.start()
    await world.until(() => receiver.requests.length === 4)
    assert.equal(receiver.waitsMs[2], 30_000)
  }),
)

/** Starts again and again until a process lives for a while; how often it had to. */
async function startUntilAlive(world: DeliveryWorld): Promise<number> {
  for (let starts = 1; starts < 20; starts += 1) {
    await world.start()
    await world.clock.run(2 * minuteMs, () => !world.isAlive)
    if (world.isAlive) return starts
  }
  throw new Error('no process lived')
}

const poisonKey = 666
const isPoison = (request: SentRequest) => bodyOf(request).PrimaryKey === poisonKey

const deaths = ['at once', 'after it has waited', 'on its second attempt'] as const
for (const death of deaths) {
  test(
    `a payload that kills the process ${death} runs alone, is quarantined and shown; others go on`,
    inWorld(async (world) => {
      const receiver = world.receiver()
      const hook = await world.superoffice(receiver)
      const isSpared = (request: SentRequest) =>
        death === 'on its second attempt' && request.headers.get('x-superoffice-retry') === '0'
      receiver.always((request) => {
        if (!isPoison(request)) return { status: 200, tookMs: 300 }
        return isSpared(request) ? 500 : 'kills'
      })
      if (death === 'after it has waited') {
        receiver.answers(...Array<'silent'>(8).fill('silent'))
        await world.acceptMany(8)
      }
      const others = await world.acceptMany(6)
      const [poison] = await world.acceptKeys(poisonKey)
      await world.clock.run(minuteMs, () => !world.isAlive)
      assert.equal(world.isAlive, false)
      await startUntilAlive(world)

      const delivery = await world.delivery(poison!, hook)
      assert.deepEqual([delivery.state, delivery.isQuarantined], ['pending', true])
      assert.equal(world.factsOf('delivery-quarantined').length, 1)
      assert.deepEqual(await world.states(others, hook), Array(6).fill('delivered'))
      const kills = receiver.requests.filter((one) => isPoison(one) && !isSpared(one))
      assert.ok(kills.length >= 3 && kills.length <= 6, `it killed ${kills.length} times`)
      const last = kills.at(-1)!
      const beside = receiver.requests.filter(
        (one) =>
          one.process === last.process &&
          one !== last &&
          (one.repliedAtMs === null || one.repliedAtMs > last.sentAtMs),
      )
      assert.equal(beside.length, 0, 'at last it ran alone')
      assert.equal((await world.ledger()).open, 1)
    }),
  )
}

test(
  'crashes that others cause quarantine nobody that comes through its attempt',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.always(({ body }) => (body.includes('"PrimaryKey":1,') ? 500 : 200))
    const [id] = await world.acceptKeys(1)
    for (let crash = 0; crash < 7; crash += 1) {
      await world.run(8 * secondMs)
      world.crash()
      await world.start()
    }
    receiver.always(200)
    await world.run(10 * minuteMs)
    assert.equal((await world.delivery(id!, hook)).state, 'delivered')
  }),
)

test(
  'neither a lack of egress nor a fault of ours after a crash quarantines a delivery',
  inWorld(async (world) => {
    const receivers = Array.from({ length: 12 }, (_, index) => world.receiver(`origin-${index}`))
    const numbers: number[] = []
    for (const receiver of receivers) numbers.push(await world.superoffice(receiver))
    for (const receiver of receivers) receiver.always({ status: 200, tookMs: 200 })
    const id = await world.accept()
    await world.run(100)
    world.crash()
    await world.start()
    await world.run(secondMs)
    world.network.isEgressDown = true
    const later = await world.accept()
    await world.run(100)
    world.crash()
    await world.start()
    await world.run(10 * minuteMs)
    world.network.isEgressDown = false
    await world.run(10 * minuteMs)

    assert.equal(world.factsOf('delivery-quarantined').length, 0)
    for (const number of numbers) {
      assert.deepEqual(await world.states([id, later], number), ['delivered', 'delivered'])
    }
  }),
)

test(
  'stops while an endpoint hangs quarantine nothing, however many',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.always('silent')
    const id = await world.accept()
    for (let count = 0; count < 6; count += 1) {
      await world.run(3 * secondMs)
      await world.stop(secondMs)
      await world.start()
    }
    receiver.always(200)
    await world.run(2 * minuteMs)
    assert.equal((await world.delivery(id, hook)).state, 'delivered')
    assert.equal(world.factsOf('delivery-quarantined').length, 0)
  }),
)
