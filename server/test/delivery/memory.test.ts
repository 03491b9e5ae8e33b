/** What is in memory stays near its bound, also when everything that waits wants in at once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DeliveryWorld, inWorld, minuteMs } from './delivery-world.ts'

const bytesMax = 512 * 1024

/** Subscriptions of their own origins, all of which get heavy events just before a crash. */
async function crashed(world: DeliveryWorld, subscriptionCount: number, eventCount: number) {
  for (let index = 0; index < subscriptionCount; index += 1) {
    const receiver = world.receiver(`origin-${index}`)
    receiver.always({ status: 200, tookMs: 50 })
    await world.standard(receiver)
  }
  for (let count = 0; count < eventCount; count += 1) {
    await world.accept({ data: { text: `${count}`.padEnd(50_000, 'x') } })
  }
  world.crash()
  await world.start()
}

test(
  'after a crash heavy events that wait for many subscriptions come into memory within its bound',
  inWorld(
    async (world) => {
      await crashed(world, 40, 40)
      let bytesSeen = 0
      for (let count = 0; count < 400; count += 1) {
        bytesSeen = Math.max(bytesSeen, world.parts.pipeline.state().queuedBytes)
        await world.run(20)
      }
      assert.ok(bytesSeen <= bytesMax * 1.25 + 60_000, `${bytesSeen} bytes were in memory`)
      await world.run(10 * minuteMs)
      assert.equal((await world.ledger()).delivered, 1_600)
    },
    { queues: { bytesMax } },
  ),
)

test(
  'an event on its way to many subscriptions is in memory once, also after a crash',
  inWorld(
    async (world) => {
      await crashed(world, 300, 1)
      let bytesSeen = 0
      for (let count = 0; count < 100; count += 1) {
        bytesSeen = Math.max(bytesSeen, world.parts.pipeline.state().queuedBytes)
        await world.run(1)
      }
      assert.ok(bytesSeen >= 60_000 && bytesSeen <= 300_000, `${bytesSeen} bytes were in memory`)
      await world.run(minuteMs)
      assert.equal((await world.ledger()).delivered, 300)
    },
    { queues: { bytesMax } },
  ),
)
