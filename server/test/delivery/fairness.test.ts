/** A sick endpoint hurts only itself, and what does not fit into memory is late and not lost. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventId } from '../../src/domain/ids.ts'
import { type DeliveryWorld, inWorld, minuteMs, secondMs } from './delivery-world.ts'
import type { ScriptedReceiver } from './scripted-network.ts'

/** So many subscriptions to everything, each with an endpoint of its own. */
async function endpoints(world: DeliveryWorld, count: number): Promise<ScriptedReceiver[]> {
  const receivers = Array.from({ length: count }, (_, index) => world.receiver(`origin-${index}`))
  for (const receiver of receivers) await world.standard(receiver)
  return receivers
}

/** Events at this distance; answers when each was accepted, by its id. */
async function stream(world: DeliveryWorld, count: number, everyMs: number) {
  const acceptedAtMs = new Map<string, number>()
  for (let index = 0; index < count; index += 1) {
    acceptedAtMs.set(await world.accept(), world.nowMs)
    await world.run(everyMs)
  }
  return acceptedAtMs
}

function delaysMs(receiver: ScriptedReceiver, acceptedAtMs: ReadonlyMap<string, number>) {
  return receiver.requests.map(
    ({ headers, sentAtMs }) => sentAtMs - acceptedAtMs.get(headers.get('webhook-id')!)!,
  )
}

test(
  'with one of 16 endpoints hanging the deliveries of the others are not delayed',
  inWorld(async (world) => {
    const [hanging, ...others] = await endpoints(world, 16)
    hanging!.always('silent')
    const acceptedAtMs = await stream(world, 200, 40)

    for (const receiver of others) {
      assert.equal(receiver.requests.length, 200)
      assert.ok(Math.max(...delaysMs(receiver, acceptedAtMs)) <= 5)
    }
    assert.ok(hanging!.requests.length <= 8, 'its own cap bounds what it can hold')
  }),
)

test(
  'endpoints that hang cannot use up what may be in flight in all',
  inWorld(
    async (world) => {
      const receivers = await endpoints(world, 13)
      await stream(world, 1, secondMs)
      const [hanging, others] = [receivers.slice(0, 10), receivers.slice(10)]
      for (const receiver of hanging) receiver.always('silent')
      const acceptedAtMs = await stream(world, 100, 40)
      for (const receiver of others) {
        const delays = delaysMs(receiver, acceptedAtMs).filter((delay) => !Number.isNaN(delay))
        assert.equal(delays.length, 100)
        assert.ok(Math.max(...delays) <= 5, `${Math.max(...delays)} ms late`)
      }
    },
    { queues: { perOrigin: 8, inAll: 32 } },
  ),
)

test(
  'of 900 endpoints that hang at the first event none delays another for longer than two seconds',
  inWorld(
    async (world) => {
      for (let index = 0; index < 900; index += 1) {
        const receiver = world.receiver(`hanging-${index}`)
        receiver.always('silent')
        await world.standard(receiver, { patterns: ['many.made'] })
      }
      const other = world.receiver('other')
      await world.standard(other, { patterns: ['other.made'] })
      await world.accept({ type: 'other.made' })
      await world.run(5 * secondMs)

      const acceptedAtMs = new Map<string, number>()
      const beganAtMs = world.nowMs
      for (let count = 0; count < 400; count += 1) {
        if (count % 20 === 0) await world.accept({ type: 'many.made' })
        acceptedAtMs.set(await world.accept({ type: 'other.made' }), world.nowMs)
        await world.run(50)
      }
      assert.equal(other.requests.length, 401)
      for (const [index, delay] of delaysMs(other, acceptedAtMs).entries()) {
        const isLate = delay > 5 && other.sentAtMs[index]! > beganAtMs + 2_100
        assert.ok(!isLate, `${delay} ms late after ${other.sentAtMs[index]! - beganAtMs} ms`)
      }
    },
    { queues: { perOrigin: 8, inAll: 512 } },
  ),
)

test(
  'when half of the endpoints begin to hang at once, more than there are places, the rest goes on',
  inWorld(
    async (world) => {
      const receivers = await endpoints(world, 220)
      await stream(world, 1, 5 * secondMs)
      const [hanging, others] = [receivers.slice(0, 100), receivers.slice(100)]
      for (const receiver of hanging) receiver.always('silent')
      const beganAtMs = world.nowMs
      const acceptedAtMs = await stream(world, 60, 500)
      assert.deepEqual(world.factsOf('egress'), [])
      for (const receiver of others) {
        assert.equal(receiver.requests.length, 61)
        for (const [index, delay] of delaysMs(receiver, acceptedAtMs).entries()) {
          const isLate = delay > 50 && receiver.sentAtMs[index]! > beganAtMs + 2_100
          assert.ok(!isLate, `${delay} ms late after ${receiver.sentAtMs[index]! - beganAtMs} ms`)
        }
      }
    },
    { queues: { perOrigin: 8, inAll: 64 } },
  ),
)

test(
  'retries to endpoints that hang keep no place from the retries of others',
  inWorld(
    async (world) => {
      for (let index = 0; index < 60; index += 1) {
        const receiver = world.receiver(`hanging-${index}`)
        receiver.answers(500)
        receiver.always('silent')
        await world.superoffice(receiver, { patterns: ['hanging.made'] })
      }
      const other = world.receiver('other')
      await world.standard(other, { patterns: ['other.made'] })
      await world.accept({ type: 'hanging.made' })
      await world.run(5 * secondMs)
      other.answers(500)
      await world.accept({ type: 'other.made' })
      await world.until(() => other.requests.length === 1)
      await world.run(8 * secondMs)
      assert.equal(other.requests.length, 2, 'due after five seconds, give or take one')
    },
    { queues: { perOrigin: 8, inAll: 64 } },
  ),
)

test(
  'what does not fit into a queue waits in the store, and all of it is delivered, once',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      const number = await world.superoffice(receiver)
      receiver.always({ status: 200, tookMs: 500 })
      const ids = await world.acceptMany(300)
      assert.ok(world.parts.pipeline.state().queuedCount <= 60)
      await world.run(minuteMs)

      assert.deepEqual(await world.states(ids, number), Array(300).fill('delivered'))
      assert.equal(receiver.requests.length, 300)
    },
    { queues: { itemsPerLaneMax: 40 } },
  ),
)

test(
  'what is too heavy for memory waits in the store, and all of it is delivered, once',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      await world.standard(receiver)
      receiver.always({ status: 200, tookMs: 100 })
      const ids: EventId[] = []
      let bytesMax = 0
      for (let count = 0; count < 400; count += 1) {
        ids.push(await world.accept({ data: { text: 'x'.repeat(10_000) } }))
        bytesMax = Math.max(bytesMax, world.parts.pipeline.state().queuedBytes)
      }
      await world.run(minuteMs)

      assert.ok(bytesMax <= 400_000, `${bytesMax} bytes were in memory`)
      assert.equal(receiver.requests.length, 400)
      assert.deepEqual(new Set(receiver.headers('webhook-id')), new Set(ids))
    },
    { queues: { bytesMax: 256 * 1024 } },
  ),
)

test(
  'an endpoint that hangs with heavy payloads and fills memory delays no other by it',
  inWorld(
    async (world) => {
      const [hanging, other] = [world.receiver('hanging'), world.receiver('other')]
      await world.standard(hanging, { patterns: ['heavy.made'] })
      await world.standard(other, { patterns: ['light.made'] })
      hanging.always('silent')
      for (let count = 0; count < 30; count += 1) {
        await world.accept({ type: 'heavy.made', data: { text: 'x'.repeat(10_000) } })
      }
      const acceptedAtMs = new Map<string, number>()
      for (let count = 0; count < 50; count += 1) {
        acceptedAtMs.set(await world.accept({ type: 'light.made' }), world.nowMs)
        await world.run(20)
      }
      assert.equal(other.requests.length, 50)
      assert.ok(Math.max(...delaysMs(other, acceptedAtMs)) <= 5)
    },
    { queues: { bytesMax: 64 * 1024 } },
  ),
)

test(
  'new events go behind a backlog, so that none in it waits for ever',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      await world.standard(receiver)
      receiver.always({ status: 200, tookMs: 500 })
      await world.acceptMany(200)
      // As many as the endpoint can take, so that the backlog stays.
      for (let count = 0; count < 400; count += 1) {
        await world.accept()
        await world.run(62)
      }
      await world.run(minuteMs)
      const order = receiver.headers('webhook-id').map((id) => id!)
      const accepted = world.factsOf('event-accepted').map(({ eventId }) => eventId)
      for (const [place, id] of order.entries()) {
        const lateBy = place - accepted.indexOf(id as EventId)
        assert.ok(lateBy <= 60, `${lateBy} events that came later went before one`)
      }
    },
    { queues: { itemsPerLaneMax: 40 } },
  ),
)

test(
  'a crash while a queue is full loses nothing of what waits behind it',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      const number = await world.standard(receiver)
      receiver.always({ status: 200, tookMs: 300 })
      const ids = [...(await world.acceptMany(30))]
      await world.run(700)
      world.crash()
      await world.start()
      ids.push(...(await world.acceptMany(10)))
      await world.run(minuteMs)
      assert.deepEqual(await world.states(ids, number), Array(40).fill('delivered'))
      const repeatCount = receiver.requests.length - 40
      assert.ok(repeatCount >= 0 && repeatCount <= 4, `${repeatCount} repeated`)
    },
    { queues: { itemsPerLaneMax: 4, perOrigin: 4 } },
  ),
)

test(
  'a crowd of retries leaves room for the first attempts of others at the same origin',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.standard(receiver, { patterns: ['retried.made'] })
    await world.standard(receiver, { patterns: ['fresh.made'] })
    const isRetried = (body: Buffer) => body.includes('retried.made')
    receiver.always(({ body }) => (isRetried(body) ? 500 : 200))
    for (let count = 0; count < 40; count += 1) await world.accept({ type: 'retried.made' })
    await world.run(2 * secondMs)
    receiver.always(({ body }) => (isRetried(body) ? 'silent' : 200))
    await world.run(5 * secondMs)

    const atMs = world.nowMs
    await world.accept({ type: 'fresh.made' })
    await world.run(secondMs)
    const fresh = receiver.requests.find(({ body }) => !isRetried(body))
    assert.ok(fresh !== undefined && fresh.sentAtMs - atMs <= 5)
  }),
)
