/**
 * Our own failures never count against a receiver and never exhaust a delivery: a bug of ours, a
 * store that refuses, no way out of the house.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventId } from '../../src/domain/ids.ts'
import type { Ports } from '../../src/ports/ports.ts'
import { replaceMethods } from '../simulation/intercept.ts'
import { type DeliveryWorld, inWorld, minuteMs, secondMs } from './delivery-world.ts'
import type { ScriptedReceiver } from './scripted-network.ts'

/** Ports whose dialects throw as long as they are told to. */
function withRenderFault(ports: Ports, isFaulty: (data: string) => boolean): Ports {
  return {
    ...ports,
    dialects: (name) => {
      const dialect = ports.dialects(name)
      return replaceMethods(dialect, {
        render(request) {
          if (isFaulty(Buffer.from(request.event.data).toString())) throw new Error('our bug')
          return dialect.render(request)
        },
      })
    },
  }
}

let isRenderFaulty = false
test(
  'a fault while rendering costs no attempt and no count, and the delivery goes on by itself',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      const hook = await world.superoffice(receiver)
      isRenderFaulty = true
      const id = await world.accept()
      await world.run(20 * minuteMs)

      assert.ok(world.factsOf('fault').length >= 9)
      assert.equal(receiver.requests.length, 0)
      const { health, status } = world.subscription(hook)
      assert.deepEqual([health.callCount, health.consecutiveErrorCount], [0, 0])
      assert.equal(status.state, 'active')

      isRenderFaulty = false
      await world.run(2 * minuteMs)
      assert.deepEqual(receiver.headers('x-superoffice-retry'), ['0'])
      assert.equal((await world.delivery(id, hook)).state, 'delivered')
    },
    { wrap: (ports) => withRenderFault(ports, () => isRenderFaulty) },
  ),
)

test(
  'a payload that we cannot render keeps no other from its turn',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      const hook = await world.superoffice(receiver)
      await world.accept({ data: { isPoison: true } })
      const ids = await world.acceptMany(20)
      await world.run(secondMs)
      assert.deepEqual(await world.states(ids, hook), Array(20).fill('delivered'))
    },
    { wrap: (ports) => withRenderFault(ports, (data) => data.includes('isPoison')) },
  ),
)

for (const dialect of ['superoffice', 'standard'] as const) {
  test(
    `a payload that we cannot render does not keep a ${dialect} endpoint sick`,
    inWorld(
      async (world) => {
        const receiver = world.receiver()
        const number = await world[dialect](receiver)
        receiver.always(500)
        await world.accept({ data: { isPoison: true } })
        const ids = await world.acceptMany(6)
        await world.until(() => world.subscription(number).health.isSick)
        receiver.always(200)
        await world.run(45 * minuteMs)

        assert.deepEqual(await world.states(ids, number), Array(6).fill('delivered'))
        assert.equal(world.subscription(number).health.isSick, false)
      },
      { wrap: (ports) => withRenderFault(ports, (data) => data.includes('isPoison')) },
    ),
  )
}

let isRefusing = false
test(
  'an outcome that the store refuses is written later, and its receiver is not asked again',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      const hook = await world.superoffice(receiver)
      receiver.always({ status: 200, tookMs: 500 })
      const ids = await world.acceptMany(5)
      isRefusing = true
      await world.run(30 * secondMs)
      assert.equal(receiver.requests.length, 5)
      assert.ok(world.factsOf('fault').length > 0)

      isRefusing = false
      await world.run(5 * secondMs)
      assert.equal(receiver.requests.length, 5)
      assert.deepEqual(await world.states(ids, hook), Array(5).fill('delivered'))
      assert.equal(world.subscription(hook).health.callCount, 5)
    },
    { isCommitRefused: () => isRefusing },
  ),
)

let isRefusingEvents = false
test(
  'an event that the store refuses is refused to its producer, and goes to nobody',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      await world.superoffice(receiver)
      isRefusingEvents = true
      await assert.rejects(world.accept())
      await world.run(minuteMs)
      assert.equal(receiver.requests.length, 0)
      assert.equal((await world.ledger()).accepted, 0)

      isRefusingEvents = false
      const id = await world.accept()
      await world.run(secondMs)
      assert.deepEqual(receiver.headers('webhook-id'), [id])
    },
    { isCommitRefused: () => isRefusingEvents },
  ),
)

let isRefusingFailures = false
test(
  'a store that refuses during a failed cycle changes neither its attempts nor its counts',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      const hook = await world.superoffice(receiver)
      receiver.always({ status: 500, tookMs: 200 })
      await world.accept()
      await world.run(100)
      isRefusingFailures = true
      await world.run(10 * secondMs)
      isRefusingFailures = false
      await world.run(20 * minuteMs)

      assert.deepEqual(
        receiver.headers('x-superoffice-retry'),
        Array.from({ length: 9 }, (_, index) => String(index)),
      )
      assert.equal(world.subscription(hook).health.errorCount, 9)
    },
    { isCommitRefused: () => isRefusingFailures },
  ),
)

/** So many endpoints, each on an origin of its own that has answered a moment ago. */
async function healthyEndpoints(
  world: DeliveryWorld,
  count: number,
  patternsOf: (index: number) => readonly string[] = () => ['*'],
) {
  const receivers: ScriptedReceiver[] = []
  const numbers: number[] = []
  for (let index = 0; index < count; index += 1) {
    const receiver = world.receiver(`origin-${index}`)
    receivers.push(receiver)
    const dialect = index % 2 === 0 ? 'superoffice' : 'standard'
    const patterns = patternsOf(index)
    numbers.push(await world[dialect](receiver, { patterns: [...patterns, 'all.greeted'] }))
  }
  await world.accept({ type: 'all.greeted' })
  await world.run(secondMs)
  for (const receiver of receivers) assert.equal(receiver.requests.length, 1)
  return { receivers, numbers }
}

test(
  'no way out for ten minutes: nobody is disabled, and everything is delivered afterwards',
  inWorld(async (world) => {
    const { receivers, numbers } = await healthyEndpoints(world, 12)
    world.network.isEgressDown = true
    const ids: EventId[] = []
    for (let minute = 0; minute < 10; minute += 1) {
      ids.push(await world.accept())
      await world.run(minuteMs)
    }
    assert.equal(world.factsOf('egress').at(-1)?.isDown, true)
    for (const number of numbers) {
      const { status, health } = world.subscription(number)
      assert.equal(status.state, 'active')
      // Until half of the origins had failed, nobody could know that the fault is ours.
      assert.ok(health.errorCount <= 3, `${health.errorCount} counted`)
    }

    world.network.isEgressDown = false
    await world.run(6 * minuteMs)
    assert.equal(world.factsOf('egress').at(-1)?.isDown, false)
    for (const [index, number] of numbers.entries()) {
      assert.deepEqual(await world.states(ids, number), Array(10).fill('delivered'))
      assert.equal(receivers[index]!.requests.length, 11, 'each once')
    }
  }),
)

for (const count of [3, 5, 9]) {
  test(
    `no way out for ten minutes is seen from ${count} endpoints on, and disables none`,
    inWorld(async (world) => {
      const { numbers } = await healthyEndpoints(world, count)
      world.network.isEgressDown = true
      for (let minute = 0; minute < 10; minute += 1) {
        await world.accept()
        await world.run(minuteMs)
      }
      world.network.isEgressDown = false
      await world.run(6 * minuteMs)
      for (const number of numbers) assert.equal(world.subscription(number).status.state, 'active')
      assert.equal((await world.ledger()).open, 0)
    }),
  )
}

test(
  'three of four endpoints that cannot be reached are themselves at fault while the fourth answers',
  inWorld(async (world) => {
    const { receivers, numbers } = await healthyEndpoints(world, 4)
    for (const receiver of receivers.slice(1)) receiver.always({ unreached: 'connect-refused' })
    for (let turn = 0; turn < 60; turn += 1) {
      await world.accept()
      await world.run(10 * secondMs)
    }
    assert.deepEqual(world.factsOf('egress'), [])
    assert.equal(world.subscription(numbers[2]!).status.reason, 'too-many-failures')
  }),
)

test(
  'a machine that says itself that it has no network holds it against nobody, be it one endpoint',
  inWorld(async (world) => {
    const { receivers, numbers } = await healthyEndpoints(world, 1)
    receivers[0]!.always({ unreached: 'no-route' })
    const id = await world.accept()
    await world.run(20 * minuteMs)
    assert.equal(world.factsOf('egress').at(-1)?.isDown, true)
    assert.equal(world.subscription(numbers[0]!).status.state, 'active')
    receivers[0]!.always(200)
    await world.run(6 * minuteMs)
    assert.equal((await world.delivery(id, numbers[0]!)).state, 'delivered')
  }),
)

test(
  'no way out while many endpoints get an event now and then disables nobody',
  inWorld(async (world) => {
    const count = 40
    const { numbers } = await healthyEndpoints(world, count, (index) => [`kind${index}.changed`])
    const trickle = async (forMs: number) => {
      for (let passedMs = 0, turn = 0; passedMs < forMs; passedMs += 6 * secondMs, turn += 1) {
        await world.accept({ type: `kind${turn % count}.changed` })
        await world.run(6 * secondMs)
      }
    }
    await trickle(5 * minuteMs)
    world.network.isEgressDown = true
    await trickle(10 * minuteMs)
    const states = numbers.map((number) => world.subscription(number).status.state)
    assert.deepEqual(new Set(states), new Set(['active']))
    world.network.isEgressDown = false
    await world.run(10 * minuteMs)
    assert.equal((await world.ledger()).open, 0)
  }),
)

test(
  'a process that starts while there is no way out disables nobody either',
  inWorld(async (world) => {
    const { numbers } = await healthyEndpoints(world, 12)
    await world.run(minuteMs)
    world.network.isEgressDown = true
    world.crash()
    await world.sleep(20 * minuteMs)
    await world.start()
    const ids = await world.acceptMany(3)
    await world.run(20 * minuteMs)
    world.network.isEgressDown = false
    await world.run(6 * minuteMs)

    for (const number of numbers) {
      assert.equal(world.subscription(number).status.state, 'active')
      assert.deepEqual(await world.states(ids, number), Array(3).fill('delivered'))
    }
  }),
)

test(
  'while there is no way out one probe a second goes on',
  inWorld(async (world) => {
    await healthyEndpoints(world, 12)
    world.network.isEgressDown = true
    await world.acceptMany(20)
    await world.until(() => world.factsOf('egress').at(-1)?.isDown === true)
    const startedCount = () => world.factsOf('attempt-started').length
    await world.run(5 * secondMs)
    const before = startedCount()
    await world.run(minuteMs)
    const probeCount = startedCount() - before
    assert.ok(probeCount >= 55 && probeCount <= 61, `${probeCount} probes in a minute`)
  }),
)

test(
  'an endpoint that alone cannot be reached is itself at fault',
  inWorld(async (world) => {
    const { receivers, numbers } = await healthyEndpoints(world, 12)
    receivers[0]!.always({ unreached: 'connect-refused' })
    for (let turn = 0; turn < 8; turn += 1) {
      await world.accept()
      await world.run(minuteMs)
    }
    assert.deepEqual(world.factsOf('egress'), [])
    assert.equal(world.subscription(numbers[0]!).status.reason, 'too-many-failures')
  }),
)
