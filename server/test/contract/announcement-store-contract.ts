/** What every announcement store promises: it is there with the change it tells, until it was told. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Announcement } from '../../src/domain/announcement.ts'
import type { SubscriptionStatus } from '../../src/domain/subscription.ts'
import {
  delivered,
  exhausted,
  failingHealth,
  failedUntil,
  type OpenFresh,
  sampleConfig,
  startMs,
  type StoreWorld,
  withStore,
} from './fresh-store.ts'

export function announcementStoreContract(engine: string, open: OpenFresh): void {
  describe(`announcement store on ${engine}`, () => {
    test('an announcement is there with the outcome that it tells, after a crash too, once', () =>
      withStore(open, async (fresh, world) => {
        const number = await world.subscribe()
        const [first, second] = await world.accept([number, await world.subscribe()])
        const told = announcement(world, number, '1')
        const record = exhausted(first!, {
          health: failingHealth,
          status: statusOf('disabled'),
          announcement: told,
        })
        await Promise.all([world.record(record), world.record(delivered(second!))])
        await fresh.crash()
        assert.deepEqual(await world.store.announcements.list(10), [told])
        // Recorded again, by a caller that did not learn that it was.
        await world.record(record)
        assert.deepEqual(await world.store.announcements.list(10), [told])
        const { state } = (await world.store.subscriptions.find(world.tenant.key, number))!.status
        assert.equal(state, 'disabled')
      }))

    test('an outcome from a state that is over changes neither health nor state, and tells nothing', () =>
      withStore(open, async (_, world) => {
        const number = await world.subscribe()
        const [first] = await world.accept([number])
        const [second] = await world.accept([number])
        const { subscriptions, announcements } = world.store
        const find = () => subscriptions.find(world.tenant.key, number)
        const before = (await find())!
        const paused = { ...statusOf('paused'), sinceMs: before.status.sinceMs + 5 }
        await change(world, number, { status: paused })
        const outcome = { health: failingHealth, status: statusOf('disabled') }
        await world.record(
          exhausted(first!, {
            ...outcome,
            announcement: announcement(world, number, '1'),
            stateSinceMs: before.status.sinceMs,
          }),
        )
        const after = (await find())!
        assert.deepEqual(after.status, paused)
        assert.equal(after.health.isSick, false)
        assert.deepEqual(await announcements.list(10), [])
        const told = announcement(world, number, '2')
        const { sinceMs: stateSinceMs } = paused
        await world.record(exhausted(second!, { ...outcome, announcement: told, stateSinceMs }))
        assert.equal((await find())?.status.state, 'disabled')
        assert.equal((await find())?.health.isSick, true)
        assert.deepEqual(await announcements.list(10), [told])
      }))

    test('several of one commit are all there, the oldest first, as many as asked for', () =>
      withStore(open, async (_, world) => {
        const number = await world.subscribe()
        const deliveries = [
          ...(await world.accept([number])),
          ...(await world.accept([number])),
          ...(await world.accept([number])),
        ]
        const all = deliveries.map((_delivery, index) => announcement(world, number, `${index}`))
        await Promise.all(
          deliveries.map((delivery, index) =>
            world.record(
              failedUntil(delivery, startMs, { health: failingHealth, announcement: all[index]! }),
            ),
          ),
        )
        assert.deepEqual(await world.store.announcements.list(10), all)
        assert.deepEqual(await world.store.announcements.list(2), all.slice(0, 2))
      }))

    test('an announcement is there with the change of state that it tells', () =>
      withStore(open, async (fresh, world) => {
        const number = await world.subscribe()
        const told = announcement(world, number, '1')
        assert.ok(await change(world, number, { status: statusOf('paused'), announcement: told }))
        await fresh.crash()
        assert.deepEqual(await world.store.announcements.list(10), [told])
        const both = announcement(world, number, '2')
        const config = { ...sampleConfig, patterns: ['*'] }
        await change(world, number, { status: statusOf('active'), config, announcement: both })
        assert.deepEqual(await world.store.announcements.list(10), [told, both])
      }))

    test('what changes no state has nothing to tell, nor has what was not changed', () =>
      withStore(open, async (_, world) => {
        const number = await world.subscribe()
        const told = announcement(world, number, '1')
        await change(world, number, { status: statusOf('active'), announcement: told })
        const status = statusOf('paused')
        const lost = await change(world, number, { status, announcement: told }, 7)
        assert.equal(lost, null)
        assert.deepEqual(await world.store.announcements.list(10), [])
      }))

    test('of a deleted subscription nothing is told any more', () =>
      withStore(open, async (_, world) => {
        const number = await world.subscribe()
        const [delivery] = await world.accept([number])
        await change(world, number, { status: statusOf('deleted') })
        const told = announcement(world, number, '1')
        await world.record(
          exhausted(delivery!, { status: statusOf('disabled'), announcement: told }),
        )
        assert.deepEqual(await world.store.announcements.list(10), [])
      }))

    test('once told it is gone, however often that is said', () =>
      withStore(open, async (fresh, world) => {
        const number = await world.subscribe()
        const [one, other] = [announcement(world, number, '1'), announcement(world, number, '2')]
        await change(world, number, { status: statusOf('paused'), announcement: one })
        await change(world, number, { status: statusOf('active'), announcement: other })
        await world.store.announcements.end(one, null)
        await world.store.announcements.end(one, null)
        await fresh.crash()
        assert.deepEqual(await world.store.announcements.list(10), [other])
      }))
  })
}

function announcement(world: StoreWorld, number: number, digit: string): Announcement {
  return {
    id: `ann_${digit.repeat(32)}`,
    tenantKey: world.tenant.key,
    tenantId: world.tenant.id,
    subscriptionNumber: number,
    dialect: 'superoffice',
    kind: 'disabled',
    atMs: startMs + 7,
    event: { type: `webhook${number}.errors`, dataJson: '{"name":"søk"}', application: 'app-1' },
    alert: { subject: 's', text: 't', recipients: ['a@example.org'], users: [], isInApp: true },
  }
}

function statusOf(state: SubscriptionStatus['state']): SubscriptionStatus {
  return { state, reason: null, sinceMs: startMs, releasingSinceMs: null }
}

function change(
  { store, tenant }: StoreWorld,
  number: number,
  given: Partial<Parameters<typeof store.subscriptions.change>[0]>,
  expectedVersion: number | null = null,
) {
  const request = { tenantKey: tenant.key, number, expectedVersion, nowMs: startMs }
  return store.subscriptions.change({ ...request, ...given })
}
