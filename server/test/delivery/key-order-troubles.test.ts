/** The order of keys holds across crashes, beside a rate, and whatever stands behind a key that fails. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventId } from '../../src/domain/ids.ts'
import { pauseSubscription } from '../../src/manage/pause-subscription.ts'
import { inWorld, minuteMs, secondMs } from './delivery-world.ts'
import { accept, acceptAtOnce, cycle, keepsOrder, placesOf, read, skip } from './keyed-events.ts'

for (const how of ['crash', 'stop'] as const) {
  test(
    `order holds across a ${how} at any moment, and nothing is lost`,
    inWorld(
      async (world) => {
        const receiver = world.receiver()
        receiver.always(({ sentAtMs }) => ({
          status: Math.floor(sentAtMs / 40) % 3 === 0 ? 500 : 200,
          tookMs: 30,
        }))
        const retryOverride = { delaysMs: Array.from({ length: 12 }, () => 1_000) }
        const number = await world.standard(receiver, { ordering: skip, retryOverride })
        const ids: EventId[] = []
        for (let count = 0; count < 12; count += 1) {
          ids.push(...(await accept(world, 'a', 'b', 'a', 'c', 'a')))
          await world.run(137)
          if (how === 'crash') world.crash()
          else await world.stop(0)
          await world.start()
        }
        receiver.always(200)
        await world.run(10 * minuteMs)
        keepsOrder(receiver)
        assert.deepEqual(new Set(await world.states(ids, number)), new Set(['delivered']))
      },
      { queues: { itemsPerLaneMax: 10, perOrigin: 4 } },
    ),
  )
}

test(
  'order and rate are kept together',
  inWorld(async (world) => {
    const receiver = world.receiver()
    receiver.always({ status: 200, tookMs: 350 })
    await world.standard(receiver, { ordering: skip, rateLimit: { perSecond: 5 } })
    await acceptAtOnce(world, cycle(60, 'a', 'b', 'c', 'd', 'e'))
    await world.run(6 * secondMs)
    assert.ok(receiver.requests.length <= 32 && receiver.requests.length >= 28)
    await world.run(minuteMs)
    keepsOrder(receiver)
    assert.equal(receiver.requests.length, 60)
  }),
)

test(
  '10,000 events behind a key that fails hold up no other key, and the loop for no moment',
  inWorld(async (world) => {
    const receiver = world.receiver()
    receiver.always((request) => (read(request).key === 'stuck' ? 500 : 200))
    const number = await world.standard(receiver, { ordering: skip })
    const others = world.receiver('others')
    await world.standard(others, { patterns: ['other.made'] })
    for (let part = 0; part < 20; part += 1) await acceptAtOnce(world, cycle(500, 'stuck'))
    await world.run(2 * secondMs)
    let longestMs = 0
    for (let count = 0; count < 40; count += 1) {
      const acceptedAtMs = world.nowMs
      const begunAtMs = performance.now()
      await accept(world, `key-${count}`)
      await world.accept({ type: 'other.made' })
      await world.run(50)
      longestMs = Math.max(longestMs, performance.now() - begunAtMs)
      const sent = receiver.requests.findLast((one) => read(one).key === `key-${count}`)
      assert.ok(sent !== undefined && sent.sentAtMs - acceptedAtMs <= 20)
    }
    assert.ok(longestMs < 250, `${longestMs} ms of work for two events`)
    assert.ok(world.parts.pipeline.state().queuedCount <= 10)
    assert.equal(placesOf(receiver, 'stuck').length, 1)
    const target = { tenantKey: world.tenant.key, number }
    await world.settles(pauseSubscription({ ...target, reason: null }, world.parts))
  }),
)
