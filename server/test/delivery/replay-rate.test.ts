/** Replays of thousands: counted before, at their rate, paused, resumed and cancelled. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReplayId } from '../../src/domain/ids.ts'
import type { ReplayFilter } from '../../src/domain/replay.ts'
import { changeReplayState, type ReplayChange } from '../../src/manage/change-replay-state.ts'
import { estimateReplay, replayEvents } from '../../src/manage/replay-events.ts'
import { type DeliveryWorld, inWorld, secondMs } from './delivery-world.ts'
import type { ScriptedReceiver } from './scripted-network.ts'

const everything: ReplayFilter = {
  states: null,
  subscriptionNumber: null,
  amongSubscriptions: null,
  patterns: null,
  sinceMs: null,
  untilMs: null,
  includesUndelivered: false,
}

const manyCount = 5_000
const manyPerSecond = 500

/** So many deliveries that were delivered, and a replay of them with time to have begun. */
const manyAgain = (act: (world: DeliveryWorld, again: () => Sent[], id: ReplayId) => unknown) =>
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.standard(receiver)
    await world.acceptMany(manyCount)
    await world.run(20 * secondMs)
    assert.equal(receiver.requests.length, manyCount)
    const request = { tenantKey: world.tenant.key, filter: everything }
    const estimate = await world.settles(estimateReplay(request, world.parts))
    assert.deepEqual([estimate.count, estimate.isAtLeast], [manyCount, false])
    const made = replayEvents({ ...request, ratePerSecond: manyPerSecond }, world.parts)
    const { id } = (await world.settles(made))!
    await world.run(4 * secondMs)
    await act(world, () => receiver.requests.slice(manyCount), id)
  })

type Sent = ScriptedReceiver['requests'][number]

const change = (world: DeliveryWorld, id: ReplayId, how: ReplayChange) =>
  world.settles(changeReplayState({ tenantKey: world.tenant.key, id }, how, world.parts))

test(
  'a replay of many keeps to its rate within five per cent, over all and in each two seconds',
  manyAgain(async (world, again) => {
    await world.run(8 * secondMs)
    assert.equal(again().length, manyCount)
    const tookMs = again().at(-1)!.sentAtMs - again()[0]!.sentAtMs
    const rate = ((manyCount - 1) * 1_000) / tookMs
    assert.ok(Math.abs(rate / manyPerSecond - 1) <= 0.05, `${rate} a second`)
    for (let at = 0; at + 1_000 < manyCount; at += 100) {
      const spanMs = again()[at + 1_000]!.sentAtMs - again()[at]!.sentAtMs
      assert.ok(spanMs >= 1_900, `1000 in ${spanMs} ms`)
    }
  }),
)

test(
  'a replay that is paused stops within a second, and goes on where it was when it is resumed',
  manyAgain(async (world, again, id) => {
    await change(world, id, 'pause')
    const atMs = world.nowMs
    await world.run(20 * secondMs)
    const sent = again().length
    assert.ok(sent > 500 && sent < manyCount - 500, `${sent} sent`)
    assert.ok(again().at(-1)!.sentAtMs <= atMs + secondMs)
    const paused = await world.parts.ports.store.replays.find(world.tenant.key, id)
    assert.deepEqual([paused?.state, paused?.startedCount], ['paused', sent])
    await change(world, id, 'resume')
    await world.run(20 * secondMs)
    const ids = again().map(({ headers }) => headers.get('webhook-id'))
    assert.deepEqual([ids.length, new Set(ids).size], [manyCount, manyCount])
    assert.equal(await change(world, id, 'pause'), null)
  }),
)

test(
  'a replay that is cancelled sends no more, for good',
  manyAgain(async (world, again, id) => {
    await change(world, id, 'cancel')
    const atMs = world.nowMs
    await world.run(20 * secondMs)
    assert.ok(again().at(-1)!.sentAtMs <= atMs + secondMs)
    assert.equal(await change(world, id, 'resume'), null)
    world.crash()
    await world.start()
    const sent = again().length
    await world.run(20 * secondMs)
    assert.equal(again().length, sent)
    assert.equal((await world.ledger()).replays, sent)
  }),
)
