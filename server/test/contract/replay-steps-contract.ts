/** What every replay store promises of a replay's life: made, counted, stepped, paused and ended. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ReplayFilter } from '../../src/domain/replay.ts'
import { exhausted, type OpenFresh, startMs, StoreWorld, withStore } from './fresh-store.ts'

export function replayStepsContract(engine: string, open: OpenFresh): void {
  describe(`steps of replays on ${engine}`, () => {
    test('a replay ends where the accept order stood when it was made', () =>
      withStore(open, async (fresh, world) => {
        const number = await world.subscribe()
        const [before] = await world.accept([number])
        const replay = await createReplay(world, '1')
        const [after] = await world.accept([number])
        assert.ok(before!.eventSeq <= replay.untilSeq && replay.untilSeq < after!.eventSeq)
        assert.deepEqual(
          { ...replay, untilSeq: 0 },
          {
            id: replayId('1'),
            tenantKey: world.tenant.key,
            filter: all,
            untilSeq: 0,
            cursorSeq: 0,
            cursorSubscription: 0,
            ratePerSecond: 7.5,
            startedCount: 0,
            state: 'running',
            totalCount: null,
            createdAtMs: startMs,
            endedAtMs: null,
          },
        )
        await fresh.crash()
        assert.deepEqual(await world.store.replays.openReplays(), [replay])
        assert.deepEqual(await world.store.history.replays(world.tenant.key), [replay])
      }))

    test('a step and its runs are one commit; a replay that is done is open no more', () =>
      withStore(open, async (fresh, world) => {
        const number = await world.subscribe()
        const [delivery] = await world.accept([number])
        await world.record(exhausted(delivery!))
        const replay = await createReplay(world, '1')
        const step = {
          id: replay.id,
          cursorSeq: replay.untilSeq,
          cursorSubscription: 7,
          startedCount: 1,
          isDone: true,
        }
        await world.store.deliveries.startRuns({
          runKind: 'replay',
          deliveries: [delivery!],
          replay: step,
        })
        await fresh.crash()
        assert.equal((await world.claimed(number)).length, 1)
        assert.deepEqual(await world.store.replays.openReplays(), [])
        const { isDone: _isDone, ...cursor } = step
        const done = { ...replay, ...cursor, state: 'done', endedAtMs: world.nowMs }
        assert.deepEqual(await world.store.history.replays(world.tenant.key), [done])
      }))

    test('a replay changes its state where it is in one of those named, and of its tenant', () =>
      withStore(open, async (fresh, world) => {
        const other = await StoreWorld.begin(fresh, 'Cust2')
        const replay = await createReplay(world, '1')
        const { replays } = world.store
        const change = { tenantKey: world.tenant.key, id: replay.id, nowMs: startMs + 5 }
        const paused = await replays.changeState({ ...change, from: ['running'], state: 'paused' })
        assert.deepEqual(paused, { ...replay, state: 'paused' })
        const again = { ...change, from: ['running'], state: 'paused' } as const
        assert.equal(await replays.changeState(again), null)
        const cancel = { ...change, from: ['running', 'paused'], state: 'cancelled' } as const
        assert.equal(await replays.changeState({ ...cancel, tenantKey: other.tenant.key }), null)
        await fresh.crash()
        assert.deepEqual(await world.store.replays.openReplays(), [paused])
        await world.store.replays.noteTotal(replay.id, 9)
        await world.store.replays.changeState(cancel)
        await fresh.crash()
        const ended = { ...replay, totalCount: 9, state: 'cancelled', endedAtMs: startMs + 5 }
        assert.deepEqual(await world.store.replays.find(world.tenant.key, replay.id), ended)
        assert.equal(await world.store.replays.find(other.tenant.key, replay.id), null)
        assert.deepEqual(await world.store.replays.openReplays(), [])
      }))

    test('a step of a replay that is not running begins nothing and does not move it', () =>
      withStore(open, async (_, world) => {
        const number = await world.subscribe()
        const [delivery] = await world.accept([number])
        await world.record(exhausted(delivery!))
        const replay = await createReplay(world, '1')
        const { id, untilSeq: cursorSeq } = replay
        const target = { tenantKey: world.tenant.key, id, nowMs: world.nowMs }
        const step = { id, cursorSeq, cursorSubscription: 0, startedCount: 1, isDone: false }
        const take = () =>
          world.store.deliveries.startRuns({
            runKind: 'replay',
            deliveries: [delivery!],
            replay: step,
          })
        for (const state of ['paused', 'cancelled'] as const) {
          const before = await world.store.replays.changeState({
            ...{ ...target, state },
            from: ['running', 'paused'],
          })
          assert.deepEqual(await take(), [])
          assert.deepEqual(await world.store.replays.find(target.tenantKey, id), before)
        }
        assert.deepEqual(await world.claimed(number), [])
      }))
  })
}

const all: ReplayFilter = {
  states: null,
  subscriptionNumber: null,
  amongSubscriptions: null,
  patterns: null,
  sinceMs: null,
  untilMs: null,
  includesUndelivered: false,
}

function replayId(digit: string): `rpl_${string}` {
  return `rpl_${digit.repeat(32)}`
}

function createReplay(world: StoreWorld, digit: string) {
  return world.store.replays.createReplay({
    id: replayId(digit),
    tenantKey: world.tenant.key,
    filter: all,
    ratePerSecond: 7.5,
    createdAtMs: world.nowMs,
  })
}
