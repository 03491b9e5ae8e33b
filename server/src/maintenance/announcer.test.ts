import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { openManageWorld } from '../../test/world/manage-world.ts'
import { sampleAlert } from '../../test/world/raise-alert.ts'
import type { AlertContent } from '../domain/alert.ts'
import type { Announcement } from '../domain/announcement.ts'
import { createAnnouncer } from './announcer.ts'

const minuteMs = 60_000

/** An announcer that reads announcements off a list, and the alerts that came of them. */
async function openNews(t: TestContext) {
  const { ports, pipeline, clock } = await openManageWorld(t)
  const waiting: Announcement[] = []
  const ended: (AlertContent | null)[] = []
  let failuresLeft = 0
  const announcements = {
    list: async () => [...waiting],
    end: async (announcement: Announcement, alert: AlertContent | null) => {
      if (failuresLeft > 0) {
        failuresLeft -= 1
        throw new Error('the store is away')
      }
      waiting.splice(waiting.indexOf(announcement), 1)
      ended.push(alert)
    },
  }
  const agent = createAnnouncer({ ...ports, store: { ...ports.store, announcements } }, pipeline)
  let count = 0
  return {
    ended,
    clock,
    run: () => agent.run(),
    failTimes(times: number) {
      failuresLeft = times
    },
    announce(given: Partial<Announcement>, recipientCount = 1) {
      count += 1
      const recipients = Array.from(
        { length: recipientCount },
        (_, index) => `${index}@example.org`,
      )
      waiting.push({
        id: `ann_${String(count).padStart(32, '0')}`,
        tenantKey: 1,
        tenantId: 'Cust1',
        subscriptionNumber: 1,
        dialect: 'superoffice',
        kind: 'failing',
        atMs: clock.nowMs(),
        event: null,
        alert: { ...sampleAlert, recipients },
        ...given,
      })
    },
  }
}

test('an alert whose announcement cannot be ended is told once it can, however often it failed', async (t) => {
  const news = await openNews(t)
  news.announce({})
  news.failTimes(20)
  for (let turn = 0; turn < 20; turn += 1) await assert.rejects(news.run())
  await news.run()
  assert.deepEqual(
    news.ended.map((alert) => alert?.subject),
    [sampleAlert.subject],
  )
})

for (const kind of ['failing', 'disabled'] as const) {
  test(`a webhook that is ${kind} again and again is told of twelve times an hour`, async (t) => {
    const news = await openNews(t)
    for (let times = 0; times < 20; times += 1) {
      news.announce({ kind })
      await news.run()
      news.clock.leap(minuteMs)
    }
    news.announce({ kind, subscriptionNumber: 2 })
    news.announce({ kind: kind === 'failing' ? 'disabled' : 'failing' })
    await news.run()
    assert.deepEqual(
      news.ended.map((alert) => (alert === null ? 0 : 1)),
      [...Array<number>(12).fill(1), ...Array<number>(8).fill(0), 1, 1],
    )
    news.clock.leap(60 * minuteMs)
    news.announce({ kind })
    await news.run()
    assert.notEqual(news.ended.at(-1), null)
  })
}

test('beyond the mails of an hour alerts of a tenant are kept unmailed and say so, others are mailed', async (t) => {
  const news = await openNews(t)
  for (let number = 1; number <= 6; number += 1) {
    news.announce({ subscriptionNumber: number }, 100)
  }
  news.announce({ tenantId: 'Cust2', subscriptionNumber: 7 }, 100)
  await news.run()
  assert.deepEqual(
    news.ended.map((alert) => alert?.recipients.length),
    [100, 100, 100, 100, 100, 0, 100],
  )
  assert.match(
    news.ended[5]?.text ?? '',
    /not mailed: within an hour .* 500 mails, and has had 500/,
  )
  assert.equal(news.ended[0]?.text, sampleAlert.text)
})
