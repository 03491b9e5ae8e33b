/** What every store promises of its upkeep: the books balance, and what is too old goes, whole. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  delivered,
  exhausted,
  failedUntil,
  hourMs,
  type OpenFresh,
  withStore,
} from './fresh-store.ts'
import { retentionContract } from './retention-contract.ts'

const listAll = {
  type: null,
  sinceMs: null,
  untilMs: null,
  cursor: null,
  limit: 10,
  states: null,
} as const

export function storeUpkeepContract(engine: string, open: OpenFresh): void {
  describe(`store upkeep on ${engine}`, () => {
    test('the ledger is the same folded, not folded, and counted by rows', () =>
      withStore(open, async (fresh, world) => {
        const [a, b] = [await world.subscribe(), await world.subscribe()]
        const one = await world.accept([a, b])
        await world.record(delivered(one[0]!), exhausted(one[1]!))
        const two = await world.acceptWaiting([a, b])
        await world.record(failedUntil(two[0]!, 5, { hasRow: true }))
        await world.accept([a, b])
        const runKinds = ['resend', 'replay'] as const
        for (const runKind of runKinds) {
          await world.store.deliveries.startRuns({ runKind, deliveries: one, replay: null })
        }
        const expected = {
          accepted: 6,
          resends: 2,
          replays: 2,
          delivered: 1,
          exhausted: 1,
          cancelled: 0,
          expired: 0,
          open: 8,
          unaccountedCount: 0,
        }
        for (const then of ['as it is', 'folded', 'crashed', 'recovered'] as const) {
          if (then === 'folded') await world.store.upkeep.fold()
          if (then === 'crashed') await fresh.crash()
          if (then === 'recovered') await world.store.deliveries.recover()
          for (const recount of [false, true]) {
            const ledger = await world.store.history.ledger({ recount })
            assert.deepEqual(ledger, expected, `${then}, recount: ${recount}`)
          }
        }
      }))

    test('folding again changes nothing', () =>
      withStore(open, async (_, world) => {
        const number = await world.subscribe()
        for (let count = 0; count < 1_200; count += 1) {
          void world.accept([number])
        }
        const [last] = await world.accept([number])
        await world.record(delivered(last!))
        await world.store.upkeep.fold()
        const ledger = await world.store.history.ledger({ recount: true })
        assert.equal(ledger.accepted, 1_201)
        await world.store.upkeep.fold()
        assert.deepEqual(await world.store.history.ledger({ recount: false }), ledger)
      }))

    test('an event that went to many is folded in slices, and the books balance between them', () =>
      withStore(open, async (fresh, world) => {
        const made = Array.from({ length: 4_500 }, () => world.subscribe())
        const numbers = (await Promise.all(made)).toSorted((a, b) => a - b)
        const { configVersions } = await world.store.subscriptions.load(null)
        world.configVersion = configVersions.get(world.tenant.key)!
        await world.accept(numbers.slice(0, 3))
        await world.accept(numbers)
        await world.accept(numbers.slice(-2))
        const before = await world.store.history.ledger({ recount: true })
        let isFolded = false
        const folding = world.store.upkeep.fold().then(() => (isFolded = true))
        for (; !isFolded;) {
          await new Promise(setImmediate)
          assert.deepEqual(await world.store.history.ledger({ recount: false }), before)
        }
        await folding
        assert.deepEqual(await world.store.history.ledger({ recount: false }), before)
        await fresh.crash()
        await world.store.upkeep.fold()
        assert.deepEqual(await world.store.history.ledger({ recount: false }), before)
        for (const [index, count] of [
          [0, 2],
          [2_500, 1],
          [4_499, 2],
        ] as const) {
          const subscriptionNumber = numbers[index]!
          const query = { ...listAll, tenantKey: world.tenant.key, subscriptionNumber }
          const { items } = await world.store.history.listDeliveries(query)
          assert.equal(items.length, count)
        }
      }))

    retentionContract(open)

    test('counters that are put together by the hour still say the same', () =>
      withStore(open, async (fresh, world) => {
        const number = await world.subscribe()
        for (let hours = 0; hours < 4; hours += 1) {
          const [delivery] = await world.accept([number])
          await world.record(delivered(delivery!))
          fresh.clock.move(20 * hourMs)
        }
        await world.store.upkeep.fold()
        const before = await world.store.history.ledger({ recount: false })
        await world.store.upkeep.tidy()
        await world.store.upkeep.tidy()
        assert.deepEqual(await world.store.history.ledger({ recount: false }), before)
      }))

    test('its state tells what was committed', () =>
      withStore(open, async (_, world) => {
        await Promise.all([world.append(world.event()), world.append(world.event())])
        const state = world.store.upkeep.state()
        assert.equal(state.isWritable, true)
        assert.equal(state.committedEventCount, 2)
        assert.equal(state.commitWaitMs, 0)
        assert.ok(state.commitCount >= 1 && state.schemaVersion >= 1)
      }))
  })
}
