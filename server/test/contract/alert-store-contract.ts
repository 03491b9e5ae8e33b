/** What every alert store promises: alerts that stay until they are old, mails that are sent once. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import type { Alert, AlertContent, AlertId } from '../../src/domain/alert.ts'
import type { Announcement } from '../../src/domain/announcement.ts'
import type { ClaimedMail, MailResult } from '../../src/ports/alert-store.ts'
import { type OpenFresh, startMs, StoreWorld, withStore } from './fresh-store.ts'

const waitsMs = [10_000, 60_000]

const content: AlertContent = {
  subject: 'Webhook "søk" is disabled',
  text: 'It was disabled.\n\nLast error:\nHTTP 500',
  recipients: ['a@example.org', 'b@example.org'],
  users: [{ id: '5', name: 'Kari Nordmann' }],
  isInApp: true,
}

export function alertStoreContract(engine: string, open: OpenFresh): void {
  describe(`alert store on ${engine}`, () => {
    test('an alert is there once its announcement was told, with a mail for each recipient', () =>
      withStore(open, async (fresh, world) => {
        const alert = await raise(world, 7)
        await fresh.crash()
        const waiting = {
          state: 'waiting',
          attemptCount: 0,
          dueAtMs: startMs + 7,
          endedAtMs: null,
          lastErrorText: null,
        } as const
        const whole: Alert = {
          ...content,
          id: alert,
          tenantKey: world.tenant.key,
          subscriptionNumber: 1,
          kind: 'disabled',
          atMs: startMs + 7,
          acknowledgedAtMs: null,
          mails: content.recipients.map((recipient) => ({ ...waiting, recipient })),
        }
        assert.deepEqual(await world.store.alerts.find(world.tenant.key, alert), whole)
        assert.deepEqual(await list(world), [alert])
      }))

    test('told twice it is one alert, and told without one it is none', () =>
      withStore(open, async (_, world) => {
        const announcement = await announce(world, 1)
        const { announcements } = world.store
        await announcements.end(announcement, content)
        await announcements.end(announcement, content)
        await announcements.end(await announce(world, 2), null)
        assert.equal((await list(world)).length, 1)
        assert.deepEqual(await announcements.list(10), [])
      }))

    test('an alert of another tenant is not found, listed or acknowledged', () =>
      withStore(open, async (fresh, world) => {
        const alert = await raise(world, 1)
        const other = await StoreWorld.begin(fresh, 'Cust2')
        const { alerts } = other.store
        const { key } = other.tenant
        assert.equal(await alerts.find(key, alert), null)
        assert.deepEqual(await list(other), [])
        const acknowledged = { tenantKey: key, id: alert, nowMs: startMs }
        assert.equal(await alerts.acknowledge(acknowledged), null)
        assert.equal((await alerts.find(world.tenant.key, alert))?.acknowledgedAtMs, null)
      }))

    test('the newest come first, page by page; those acknowledged can be left out', () =>
      withStore(open, async (_, world) => {
        const ids: AlertId[] = []
        for (const atMs of [1, 2, 3, 4]) ids.unshift(await raise(world, atMs))
        assert.deepEqual(await list(world), ids)
        assert.deepEqual(await list(world, { beforeId: ids[1]!, limit: 1 }), [ids[2]])
        const { alerts } = world.store
        const request = { tenantKey: world.tenant.key, id: ids[1]! }
        assert.equal(
          (await alerts.acknowledge({ ...request, nowMs: startMs + 50 }))?.acknowledgedAtMs,
          startMs + 50,
        )
        const again = await alerts.acknowledge({ ...request, nowMs: startMs + 60 })
        assert.equal(again?.acknowledgedAtMs, startMs + 50, 'the first one counts')
        const unseen = ids.filter((id) => id !== ids[1])
        assert.deepEqual(await list(world, { isOpenOnly: true }), unseen)
      }))

    test('open alerts of all tenants are counted up to a bound, and acknowledged ones are none', () =>
      withStore(open, async (fresh, world) => {
        const { alerts } = world.store
        assert.equal(await alerts.countOpen(10), 0)
        const [first] = [await raise(world, 1), await raise(world, 2)]
        await raise(await StoreWorld.begin(fresh, 'Cust2'), 3)
        assert.deepEqual([await alerts.countOpen(10), await alerts.countOpen(2)], [3, 2])
        await alerts.acknowledge({ tenantKey: world.tenant.key, id: first, nowMs: startMs })
        assert.equal(await alerts.countOpen(10), 2)
      }))

    test('a claimed mail is nobody else’s until its wait is over, also after a crash', () =>
      withStore(open, async (fresh, world) => {
        const alert = await raise(world, 0)
        const first = await claim(world, startMs)
        const second = await claim(world, startMs)
        assert.deepEqual(
          new Set([first?.recipient, second?.recipient]),
          new Set(content.recipients),
        )
        assert.deepEqual([first?.alertId, first?.attemptCount], [alert, 1])
        assert.equal(first?.alert.text, content.text)
        assert.equal(await claim(world, startMs), null)
        await fresh.crash()
        assert.equal(await claim(world, startMs + 9_999), null)
        assert.equal((await claim(world, startMs + 10_000))?.attemptCount, 2)
        assert.equal((await claim(world, startMs + 10_000))?.attemptCount, 2)
        assert.equal(await claim(world, startMs + 10_000), null)
      }))

    test('a mail that was sent is sent no more; one that failed is, after waits that grow', () =>
      withStore(open, async (fresh, world) => {
        const alert = await raise(world, 0, ['a@example.org'])
        const attempts: number[] = []
        let nowMs = startMs
        for (const waitMs of [10_000, 60_000, 60_000]) {
          const claimed = await claim(world, nowMs)
          attempts.push(claimed!.attemptCount)
          await record(world, claimed!, { state: 'failed', detail: '451 not now' })
          assert.equal(await claim(world, nowMs + waitMs - 1), null)
          nowMs += waitMs
        }
        assert.deepEqual(attempts, [1, 2, 3])
        const claimed = await claim(world, nowMs)
        await record(world, claimed!, { state: 'sent', atMs: nowMs + 5 })
        await fresh.crash()
        assert.equal(await claim(world, nowMs + 1e9), null)
        const found = await world.store.alerts.find(world.tenant.key, alert)
        assert.deepEqual(found?.mails, [
          {
            recipient: 'a@example.org',
            state: 'sent',
            attemptCount: 4,
            dueAtMs: null,
            endedAtMs: nowMs + 5,
            lastErrorText: '451 not now',
          },
        ])
      }))

    test('tenants have their mails claimed in turn, however many and how old those of one are', () =>
      withStore(open, async (fresh, world) => {
        const others = [
          await StoreWorld.begin(fresh, 'Cust2'),
          await StoreWorld.begin(fresh, 'Cust3'),
        ]
        for (const atMs of [1, 2, 3]) await raise(world, atMs, ['first@example.org'])
        for (const other of others) await raise(other, 10, ['other@example.org'])
        const keys: number[] = []
        let after = 0
        for (;;) {
          const claimed = await claim(world, startMs + 30, after)
          if (claimed === null) break
          after = claimed.alert.tenantKey
          keys.push(after)
        }
        const [second, third] = others.map(({ tenant }) => tenant.key)
        const first = world.tenant.key
        assert.deepEqual(keys, [first, second, third, first, first])
      }))

    test('of one tenant the mail that is due first is claimed first', () =>
      withStore(open, async (_, world) => {
        const later = await raise(world, 20, ['later@example.org'])
        const sooner = await raise(world, 10, ['sooner@example.org'])
        assert.equal(await claim(world, startMs + 9), null)
        assert.equal((await claim(world, startMs + 30))?.alertId, sooner)
        assert.equal((await claim(world, startMs + 30))?.alertId, later)
      }))

    test('mails that became too old are given up, the others go on', () =>
      withStore(open, async (_, world) => {
        const old = await raise(world, 10)
        await raise(world, 20, ['new@example.org'])
        const sent = await claim(world, startMs + 10)
        await record(world, sent!, { state: 'sent', atMs: startMs })
        const { alerts } = world.store
        const request = { beforeMs: startMs + 20, nowMs: startMs + 99 }
        assert.equal(await alerts.abandonMails(request), 1)
        assert.equal(await alerts.abandonMails(request), 0)
        const states = (await alerts.find(world.tenant.key, old))!.mails.map(
          (mail) => `${mail.state} ${mail.endedAtMs}`,
        )
        assert.deepEqual(new Set(states), new Set([`sent ${startMs}`, `abandoned ${startMs + 99}`]))
        assert.equal((await claim(world, startMs + 1e9))?.recipient, 'new@example.org')
        assert.equal(await claim(world, startMs + 1), null)
      }))

    test('alerts are dropped by their age, with their mails', () =>
      withStore(open, async (_, world) => {
        await raise(world, 10)
        const kept = await raise(world, 20, [])
        const { alerts } = world.store
        assert.equal(await alerts.dropBefore(startMs + 20), 1)
        assert.equal(await alerts.dropBefore(startMs + 20), 0)
        assert.deepEqual(await list(world), [kept])
        assert.equal(await claim(world, startMs + 1e9), null)
      }))
  })
}

async function announce(world: StoreWorld, atMs: number): Promise<Announcement> {
  const { subscriptions } = world.store
  const known = (await subscriptions.load(world.tenant.key)).subscriptions[0]
  const number = known?.number ?? (await world.subscribe())
  const isActive = known === undefined || known.status.state === 'active'
  const time = (startMs + atMs).toString(16).padStart(12, '0')
  const announcement: Announcement = {
    id: `ann_${time}${randomBytes(10).toString('hex')}`,
    tenantKey: world.tenant.key,
    tenantId: world.tenant.id,
    subscriptionNumber: number,
    dialect: 'superoffice',
    kind: 'disabled',
    atMs: startMs + atMs,
    event: null,
    alert: null,
  }
  const state = isActive ? 'paused' : 'active'
  await world.store.subscriptions.change({
    tenantKey: world.tenant.key,
    number,
    expectedVersion: null,
    status: { state, reason: null, sinceMs: startMs, releasingSinceMs: null },
    announcement,
    nowMs: startMs,
  })
  return announcement
}

async function raise(
  world: StoreWorld,
  atMs: number,
  recipients = content.recipients,
): Promise<AlertId> {
  const announcement = await announce(world, atMs)
  await world.store.announcements.end(announcement, { ...content, recipients })
  return `alr_${announcement.id.slice(4)}`
}

async function list(
  { store, tenant }: StoreWorld,
  query: Partial<Parameters<typeof store.alerts.list>[0]> = {},
): Promise<readonly AlertId[]> {
  const all = { tenantKey: tenant.key, beforeId: null, isOpenOnly: false, limit: 10 }
  return (await store.alerts.list({ ...all, ...query })).map(({ id }) => id)
}

function claim(
  { store }: StoreWorld,
  nowMs: number,
  afterTenantKey = 0,
): Promise<ClaimedMail | null> {
  return store.alerts.claimMail({ nowMs, waitsMs, afterTenantKey })
}

function record({ store }: StoreWorld, claimed: ClaimedMail, result: MailResult): Promise<void> {
  const { alertId, number } = claimed
  return store.alerts.recordMail({ alertId, number, result })
}
