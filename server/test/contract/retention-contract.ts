/** What every store promises of retention: what is too old goes, whole, and in bounded slices. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  dayMs,
  delivered,
  exhausted,
  hourMs,
  type OpenFresh,
  sampleConfig,
  startMs,
  withStore,
} from './fresh-store.ts'

export function retentionContract(open: OpenFresh): void {
  test('what is too old goes with all that hangs on it, the rest stays', () =>
    withStore(open, async (fresh, world) => {
      const number = await world.subscribe()
      const [old] = await world.accept([number], {
        idempotency: { key: 'k', bodyDigest: new Uint8Array(32) },
      })
      await world.record(exhausted(old!))
      const unmatched = world.event()
      await world.append(unmatched)
      fresh.clock.move(dayMs)
      const [young] = await world.accept([number])
      await world.record(exhausted(young!))
      await world.store.upkeep.fold()
      const before = await world.store.history.ledger({ recount: true })
      while (await world.store.upkeep.dropBefore(startMs + hourMs)) continue
      const { history } = world.store
      const { key } = world.tenant
      assert.equal(await history.findEvent(key, old!.eventId), null)
      assert.equal(await history.findEvent(key, unmatched.id), null)
      assert.deepEqual(await history.attempts(key, old!), [])
      for (const states of [null, ['exhausted']] as const) {
        const page = await history.listDeliveries({
          tenantKey: key,
          type: null,
          sinceMs: null,
          untilMs: null,
          cursor: null,
          limit: 10,
          subscriptionNumber: null,
          states,
        })
        assert.deepEqual(
          page.items.map((record) => record.eventId),
          [young!.eventId],
        )
      }
      assert.equal((await history.attempts(key, young!)).length, 1)
      for (const recount of [false, true]) {
        assert.deepEqual(await history.ledger({ recount }), before, 'the books still balance')
      }
    }))

  test('versions go that no kept event was accepted under, the one in force stays', () =>
    withStore(open, async (fresh, world) => {
      const { subscriptions, upkeep } = world.store
      const { key: tenantKey } = world.tenant
      const number = await world.subscribe()
      const change = async (given: { url?: string; state?: 'active' | 'paused' }) => {
        const { url, state } = given
        const status = { reason: null, sinceMs: world.nowMs, releasingSinceMs: null }
        const changed = await subscriptions.change({
          ...{ tenantKey, number, expectedVersion: null, nowMs: world.nowMs },
          ...(url === undefined ? {} : { config: { ...sampleConfig, url } }),
          ...(state === undefined ? {} : { status: { ...status, state } }),
        })
        world.configVersion = changed!.configVersion
      }
      const isKept = async (version: number): Promise<boolean> =>
        (await subscriptions.findVersion(tenantKey, number, version)) !== null
      const drop = async (): Promise<void> => {
        await upkeep.fold()
        while (await upkeep.dropBefore(startMs + hourMs)) continue
      }
      await change({ url: 'https://second.example/' })
      await change({ url: 'https://third.example/' })
      const [old] = await world.acceptWaiting([number])
      await change({ url: 'https://fourth.example/' })
      for (let count = 0; count < 3; count += 1) {
        await change({ state: 'paused' })
        await change({ state: 'active' })
      }
      fresh.clock.move(dayMs)
      await drop()
      const thenAt = await subscriptions.versionAt(tenantKey, number, old!.eventSeq)
      assert.equal(thenAt?.config.url, 'https://third.example/', 'an event is kept that needs it')
      assert.deepEqual([await isKept(1), await isKept(2), await isKept(3)], [false, false, true])

      await world.record(delivered(old!, { hasRow: true }))
      await drop()
      assert.deepEqual([await isKept(3), await isKept(4)], [false, true])
      await change({ url: 'https://fifth.example/' })
      await drop()
      assert.deepEqual([await isKept(4), await isKept(5)], [true, true], 'it began too lately')
      await fresh.crash()
      const now = await world.store.subscriptions.find(tenantKey, number)
      assert.deepEqual([now?.version, now?.config.url], [5, 'https://fifth.example/'])
      const inForce = await world.store.subscriptions.versionAt(tenantKey, number, 1e15)
      assert.deepEqual([inForce?.version, inForce?.state], [5, 'active'])
    }))

  test('an event that went to many is dropped in slices, whole at its end', () =>
    withStore(open, async (fresh, world) => {
      const numbers: number[] = []
      const made = Array.from({ length: 2_500 }, () => world.subscribe())
      for (const number of await Promise.all(made)) numbers.push(number)
      numbers.sort((one, other) => one - other)
      world.configVersion = (await world.store.subscriptions.load(null)).configVersions.get(
        world.tenant.key,
      )!
      const wide = await world.accept(numbers)
      await world.record(...wide.map((one, at) => (at % 3 === 0 ? exhausted(one) : delivered(one))))
      const [narrow] = await world.accept([numbers[0]!])
      await world.record(delivered(narrow!))
      await world.store.upkeep.fold()
      const before = await world.store.history.ledger({ recount: true })
      fresh.clock.move(dayMs)
      const { commitCount } = world.store.upkeep.state()
      while (await world.store.upkeep.dropBefore(world.nowMs)) continue
      assert.ok(world.store.upkeep.state().commitCount - commitCount >= 3)
      const { history } = world.store
      const { key: tenantKey } = world.tenant
      for (const { eventId } of [wide[0]!, narrow!]) {
        assert.equal(await history.findEvent(tenantKey, eventId), null)
      }
      for (const recount of [false, true]) {
        assert.deepEqual(await history.ledger({ recount }), before, 'the books still balance')
      }
    }))

  test('an idempotency key outlives its event for its seven days', () =>
    withStore(open, async (fresh, world) => {
      const claim = { key: 'k', bodyDigest: new Uint8Array(32) }
      await world.append(world.event({ idempotency: claim }))
      await world.store.upkeep.fold()
      fresh.clock.move(dayMs)
      while (await world.store.upkeep.dropBefore(world.nowMs)) continue
      const find = () => world.store.events.findRepeat(world.tenant.key, claim)
      assert.equal((await find())?.kind, 'repeat')
      fresh.clock.move(7 * dayMs)
      while (await world.store.upkeep.dropBefore(world.nowMs)) continue
      assert.equal(await find(), null)
    }))

  test('an event with open work stays until that has ended', () =>
    withStore(open, async (fresh, world) => {
      const [a, b] = [await world.subscribe(), await world.subscribe()]
      const [done, waiting] = await world.acceptWaiting([a, b])
      await world.record(delivered(done!, { hasRow: true }))
      const [inMemory] = await world.accept([a])
      await world.store.upkeep.fold()
      fresh.clock.move(dayMs)
      const drop = async (): Promise<void> => {
        await world.store.upkeep.fold()
        while (await world.store.upkeep.dropBefore(world.nowMs)) continue
      }
      const isThere = async (eventId: typeof done): Promise<boolean> =>
        (await world.store.history.findEvent(world.tenant.key, eventId!.eventId)) !== null
      await drop()
      assert.deepEqual([await isThere(done), await isThere(inMemory)], [true, true])
      const close = { state: 'expired', limit: 10, nowMs: world.nowMs } as const
      await world.store.deliveries.closeWaiting({ ...close, acceptedBeforeMs: world.nowMs })
      await world.record(delivered(inMemory!))
      await drop()
      assert.deepEqual([await isThere(waiting), await isThere(inMemory)], [false, false])
      const ledger = await world.store.history.ledger({ recount: true })
      assert.deepEqual([ledger.expired, ledger.open, ledger.unaccountedCount], [1, 0, 0])
    }))

  test('dropping goes on in bounded slices until there is nothing left', () =>
    withStore(open, async (fresh, world) => {
      const appended = Array.from({ length: 700 }, () => world.append(world.event()))
      await Promise.all(appended)
      await world.store.upkeep.fold()
      fresh.clock.move(dayMs)
      const before = world.store.upkeep.state().commitCount
      while (await world.store.upkeep.dropBefore(world.nowMs)) continue
      const commitCount = world.store.upkeep.state().commitCount - before
      assert.ok(commitCount > 1, `${commitCount} commits`)
      const { items } = await world.store.history.listEvents({
        tenantKey: world.tenant.key,
        type: null,
        sinceMs: null,
        untilMs: null,
        cursor: null,
        limit: 10,
      })
      assert.deepEqual(items, [])
    }))
}
