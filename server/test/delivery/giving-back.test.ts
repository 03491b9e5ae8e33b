/**
 * What leaves memory without an outcome gets its row first: when an endpoint falls sick, when the
 * process stops, and also when the store does not take it.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeliveryStore } from '../../src/ports/delivery-store.ts'
import type { Ports } from '../../src/ports/ports.ts'
import { replaceMethods } from '../simulation/intercept.ts'
import { inWorld, minuteMs, secondMs } from './delivery-world.ts'

type KeepWaiting = DeliveryStore['keepWaiting']

function withKeepWaiting(ports: Ports, keep: (before: KeepWaiting) => KeepWaiting): Ports {
  const { deliveries } = ports.store
  const replaced = replaceMethods(deliveries, {
    keepWaiting: keep((request) => deliveries.keepWaiting(request)),
  })
  return { ...ports, store: { ...ports.store, deliveries: replaced } }
}

let isHoldingRows = false
test(
  'a crash while rows are on their way loses none of them, whatever was settled meanwhile',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      const number = await world.superoffice(receiver)
      receiver.always({ status: 500, tookMs: 100 })
      isHoldingRows = true
      const ids = [...(await world.acceptMany(30))]
      await world.until(() => world.subscription(number).health.isSick)
      await world.run(3 * secondMs)
      world.crash()
      isHoldingRows = false
      receiver.always(200)
      await world.start()
      await world.run(20 * minuteMs)
      assert.deepEqual(await world.states(ids, number), Array(30).fill('delivered'))
    },
    {
      wrap: (ports) =>
        withKeepWaiting(ports, (before) => (request) => {
          const isHeld = isHoldingRows && request.deliveries.length > 0
          return isHeld ? new Promise<void>(() => {}) : before(request)
        }),
    },
  ),
)

const rowCounts: number[] = []
test(
  'a full queue that is given back goes to the store in small requests, and all of it comes again',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      const number = await world.standard(receiver)
      receiver.always({ status: 200, tookMs: 10 * secondMs })
      const { pipeline } = world.parts
      const { key: tenantKey, id: tenantId } = world.tenant
      const data = Buffer.from('{}')
      const accepting = Array.from({ length: 900 }, () =>
        pipeline.acceptEvent({ tenantKey, tenantId, type: 'a.b', data }),
      )
      await world.settles(Promise.all(accepting))
      await world.stop(0)
      assert.equal(
        rowCounts.reduce((sum, count) => sum + count, 0),
        900,
      )
      assert.ok(Math.max(...rowCounts) <= 256, `${Math.max(...rowCounts)} rows in one request`)

      receiver.always(200)
      await world.start()
      await world.run(minuteMs)
      assert.equal((await world.ledger()).delivered, 900)
      assert.equal(world.subscription(number).health.errorCount, 0)
    },
    {
      wrap: (ports) =>
        withKeepWaiting(ports, (before) => (request) => {
          if (request.deliveries.length > 0) rowCounts.push(request.deliveries.length)
          return before(request)
        }),
    },
  ),
)

let isDiskFull = false
test(
  'a stop on a full disk ends when its grace is over, and the next start finds everything',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      const number = await world.standard(receiver)
      receiver.always({ status: 200, tookMs: 500 })
      const ids = await world.acceptMany(20)
      isDiskFull = true
      const beganAtMs = world.nowMs
      await world.settles(world.parts.pipeline.stop(3 * secondMs))
      assert.ok(world.nowMs - beganAtMs <= 4_100, `${world.nowMs - beganAtMs} ms`)
      isDiskFull = false
      world.crash()
      await world.start()
      await world.run(minuteMs)
      assert.deepEqual(await world.states(ids, number), Array(20).fill('delivered'))
    },
    { isDiskFull: () => isDiskFull },
  ),
)
