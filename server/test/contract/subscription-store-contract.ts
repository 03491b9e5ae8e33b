/** What every subscription store promises: versions, secrets, state and totals that survive. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { healthy } from '../../src/domain/health.ts'
import type { SubscriptionChange } from '../../src/ports/subscription-store.ts'
import {
  delivered,
  exhausted,
  failingHealth,
  type OpenFresh,
  sampleConfig,
  startMs,
  StoreWorld,
  withStore,
} from './fresh-store.ts'

export function subscriptionStoreContract(engine: string, open: OpenFresh): void {
  describe(`subscription store on ${engine}`, () => {
    test('a new subscription is there after a crash, with all it was made with', () =>
      withStore(open, async (fresh, world) => {
        const { subscription, configVersion } = await world.createSubscription({
          externalKey: 'crm-7',
          application: 'app-1',
          owner: { kind: 'partner', id: 'partner-1' },
          state: 'paused',
        })
        assert.deepEqual(subscription.config, sampleConfig)
        assert.deepEqual(subscription.health, healthy)
        assert.equal(subscription.version, 1)
        assert.deepEqual(subscription.owner, { kind: 'partner', id: 'partner-1' })
        assert.deepEqual(subscription.status, {
          state: 'paused',
          reason: null,
          sinceMs: startMs,
          releasingSinceMs: null,
        })
        await fresh.crash()
        const { number } = subscription
        const { subscriptions } = world.store
        assert.deepEqual(await subscriptions.find(world.tenant.key, number), subscription)
        const snapshot = await subscriptions.load(null)
        assert.deepEqual(snapshot.subscriptions, [subscription])
        assert.equal(snapshot.configVersions.get(world.tenant.key), configVersion)
      }))

    test('numbers are never given twice, not even after the newest was dropped', () =>
      withStore(open, async (fresh, world) => {
        const first = await world.subscribe()
        await change(world, { number: first, status: statusOf('deleted') })
        await world.store.upkeep.fold()
        while (await world.store.upkeep.dropBefore(startMs + 1)) continue
        assert.equal(await world.store.subscriptions.find(world.tenant.key, first), null)
        await fresh.crash()
        assert.ok((await world.subscribe()) > first)
      }))

    test('every change raises the configuration version of its tenant alone', () =>
      withStore(open, async (fresh, world) => {
        const other = await StoreWorld.begin(fresh, 'Cust2')
        const number = await world.subscribe()
        const versions = [world.configVersion]
        const config = { ...sampleConfig, patterns: ['*'] }
        versions.push((await change(world, { number, config }))!.configVersion)
        versions.push((await change(world, { number, status: statusOf('paused') }))!.configVersion)
        assert.deepEqual(versions, [1, 2, 3])
        const { configVersions } = await world.store.subscriptions.load(null)
        assert.equal(configVersions.get(other.tenant.key), 0)
      }))

    test('one tenant is read alone, with its configuration version', () =>
      withStore(open, async (fresh, world) => {
        const other = await StoreWorld.begin(fresh, 'Cust2')
        const number = await world.subscribe()
        await other.subscribe()
        const { subscriptions } = world.store
        const snapshot = await subscriptions.load(world.tenant.key)
        assert.deepEqual(
          snapshot.subscriptions.map((subscription) => subscription.number),
          [number],
        )
        const { configVersions } = await subscriptions.load(null)
        assert.deepEqual(await subscriptions.configVersions(), configVersions)
        assert.equal(configVersions.size, 2)
        assert.deepEqual([...snapshot.configVersions], [[world.tenant.key, world.configVersion]])
      }))

    test('a change says whether it set the state and the health', () =>
      withStore(open, async (_, world) => {
        const number = await world.subscribe()
        const set = async (request: Omit<Change, 'number'>) => {
          const { hasNewStatus, hasNewHealth } = (await change(world, { number, ...request }))!
          return [hasNewStatus, hasNewHealth]
        }
        const status = statusOf('paused')
        assert.deepEqual(await set({ config: sampleConfig }), [false, false])
        assert.deepEqual(await set({ config: sampleConfig, status }), [true, false])
        assert.deepEqual(await set({ status: statusOf('active'), health: healthy }), [true, true])
      }))

    test('a configuration is a chain of versions, each valid from a place in the accept order', () =>
      withStore(open, async (fresh, world) => {
        const number = await world.subscribe()
        const [before] = await world.accept([number])
        const config = { ...sampleConfig, url: 'https://other.example/' }
        fresh.clock.move(5)
        const changed = await change(world, { number, config })
        world.configVersion = changed!.configVersion
        assert.equal(changed!.subscription.version, 2)
        assert.equal(changed!.subscription.updatedAtMs, startMs + 5)
        const [after] = await world.accept([number])
        await change(world, { number, status: statusOf('paused') })
        await fresh.crash()
        const { subscriptions } = world.store
        const { key } = world.tenant
        const at = async (seq: number) => {
          const found = await subscriptions.versionAt(key, number, seq)
          return found && [found.version, found.state, found.config.url, found.validFromMs]
        }
        assert.equal(await at(0), null)
        assert.deepEqual(await at(before!.eventSeq), [1, 'active', sampleConfig.url, startMs])
        assert.deepEqual(await at(after!.eventSeq), [2, 'active', config.url, startMs + 5])
        const now = await subscriptions.versionAt(key, number, Number.MAX_SAFE_INTEGER)
        assert.deepEqual(now?.config, config)
        assert.deepEqual([now.version, now.state], [2, 'paused'])
        assert.ok(now.validFromSeq > after!.eventSeq)
        assert.equal((await subscriptions.find(key, number))!.version, 2)
        assert.deepEqual((await subscriptions.findVersion(key, number, 1))?.config, sampleConfig)
        assert.deepEqual((await subscriptions.findVersion(key, number, 2))?.config, config)
        assert.equal(await subscriptions.findVersion(key, number, 3), null)
      }))

    test('a change of configuration and state at once is one version', () =>
      withStore(open, async (_, world) => {
        const number = await world.subscribe({ state: 'paused' })
        const config = { ...sampleConfig, patterns: ['order.*'] }
        const status = { ...statusOf('active'), releasingSinceMs: startMs }
        const changed = await change(world, { number, config, status, health: failingHealth })
        assert.deepEqual(changed!.subscription.status, status)
        assert.deepEqual(changed!.subscription.config, config)
        const totals = { callCount: 0, errorCount: 0 }
        assert.deepEqual(changed!.subscription.health, { ...failingHealth, ...totals })
        const { subscriptions } = world.store
        const { key } = world.tenant
        const first = await subscriptions.findVersion(key, number, 1)
        const second = await subscriptions.findVersion(key, number, 2)
        assert.deepEqual([first?.state, second?.state], ['paused', 'active'])
        const now = await subscriptions.versionAt(key, number, Number.MAX_SAFE_INTEGER)
        assert.deepEqual(now, second)
      }))

    test('a change that expects another version changes nothing', () =>
      withStore(open, async (_, world) => {
        const number = await world.subscribe()
        const config = { ...sampleConfig, url: 'https://other.example/' }
        assert.equal(await change(world, { number, config, expectedVersion: 2 }), null)
        const { subscriptions } = world.store
        const { configVersions, subscriptions: all } = await subscriptions.load(null)
        assert.equal(configVersions.get(world.tenant.key), world.configVersion)
        assert.equal(all[0]!.config.url, sampleConfig.url)
        assert.ok(await change(world, { number, config, expectedVersion: 1 }))
      }))

    test('a deleted subscription is kept to be looked at and cannot be changed', () =>
      withStore(open, async (fresh, world) => {
        const number = await world.subscribe()
        await change(world, { number, status: statusOf('deleted') })
        await fresh.crash()
        const { subscriptions } = world.store
        assert.deepEqual((await subscriptions.load(null)).subscriptions, [])
        assert.equal(await change(world, { number, config: sampleConfig }), null)
        const found = await subscriptions.find(world.tenant.key, number)
        assert.equal(found?.status.state, 'deleted')
        const { key } = world.tenant
        const now = await subscriptions.versionAt(key, number, Number.MAX_SAFE_INTEGER)
        assert.equal(now?.state, 'deleted')
        assert.equal((await subscriptions.findVersion(key, number, 1))?.state, 'active')
      }))

    test('a key of the caller names one subscription of its tenant, free again once deleted', () =>
      withStore(open, async (fresh, world) => {
        const other = await StoreWorld.begin(fresh, 'Cust2')
        const number = await world.subscribe({ externalKey: 'k' })
        await assert.rejects(world.subscribe({ externalKey: 'k' }))
        await other.subscribe({ externalKey: 'k' })
        await change(world, { number, status: statusOf('deleted') })
        assert.ok((await world.subscribe({ externalKey: 'k' })) > number)
      }))

    test('another tenant finds and changes nothing', () =>
      withStore(open, async (fresh, world) => {
        const other = await StoreWorld.begin(fresh, 'Cust2')
        const number = await world.subscribe()
        const { subscriptions } = world.store
        const { key: foreign } = other.tenant
        assert.equal(await subscriptions.find(foreign, number), null)
        const newest = Number.MAX_SAFE_INTEGER
        assert.equal(await subscriptions.versionAt(foreign, number, newest), null)
        assert.equal(await subscriptions.findVersion(foreign, number, 1), null)
        const request = { number, expectedVersion: null, nowMs: startMs, config: sampleConfig }
        assert.equal(await subscriptions.change({ ...request, tenantKey: foreign }), null)
        await change(world, { number, status: { ...statusOf('active'), releasingSinceMs: 7 } })
        await subscriptions.endRelease(foreign, number, 7)
        const own = await subscriptions.find(world.tenant.key, number)
        assert.equal(own?.status.releasingSinceMs, 7)
      }))

    test('a release that has ended stays ended', () =>
      withStore(open, async (fresh, world) => {
        const number = await world.subscribe()
        await change(world, { number, status: { ...statusOf('active'), releasingSinceMs: 7 } })
        await world.store.subscriptions.endRelease(world.tenant.key, number, 6)
        const begun = await world.store.subscriptions.find(world.tenant.key, number)
        assert.equal(begun?.status.releasingSinceMs, 7, 'another one began since')
        await world.store.subscriptions.endRelease(world.tenant.key, number, 7)
        await fresh.crash()
        const found = await world.store.subscriptions.find(world.tenant.key, number)
        assert.deepEqual(found?.status, statusOf('active'))
      }))

    test('totals count every attempt once, folded or not, after a crash and after retention', () =>
      withStore(open, async (fresh, world) => {
        const [a, b] = [await world.subscribe(), await world.subscribe()]
        const totals = async (): Promise<number[][]> => {
          const { subscriptions } = await world.store.subscriptions.load(null)
          return subscriptions.map(({ health }) => [health.callCount, health.errorCount])
        }
        const deliver = async (): Promise<void> => {
          const [first, second] = await world.accept([a, b])
          await world.record(delivered(first!), exhausted(second!))
        }
        await deliver()
        await fresh.crash()
        await deliver()
        await world.store.upkeep.fold()
        await deliver()
        await fresh.crash()
        const expected = [
          [3, 0],
          [3, 3],
        ]
        assert.deepEqual(await totals(), expected)
        await world.store.upkeep.fold()
        assert.deepEqual(await totals(), expected)
        while (await world.store.upkeep.dropBefore(startMs + 1)) continue
        assert.deepEqual(await totals(), expected)
        const { health } = (await world.store.subscriptions.find(world.tenant.key, a))!
        assert.equal(health.lastAttemptAtMs, startMs + 8)
        assert.equal(health.lastSuccessAtMs, startMs + 8)
      }))
  })
}

type Change = Partial<SubscriptionChange> & Pick<SubscriptionChange, 'number'>

function change(world: StoreWorld, request: Change) {
  return world.store.subscriptions.change({
    tenantKey: world.tenant.key,
    expectedVersion: null,
    nowMs: world.nowMs,
    ...request,
  })
}

function statusOf(state: 'active' | 'paused' | 'deleted') {
  return { state, reason: null, sinceMs: startMs, releasingSinceMs: null }
}
