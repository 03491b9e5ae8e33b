/** News of a store to be copied: what is still to be told, alerts, mails in every state. */
import type { StoreWorld } from '../contract/fresh-store.ts'

export type Change = Partial<Parameters<StoreWorld['store']['subscriptions']['change']>[0]>

/** Announcements and alerts that nobody has seen, and mails in every state. */
export async function addNews(
  world: StoreWorld,
  paused: number,
  change: (changed: Change) => Promise<void>,
): Promise<void> {
  const { alerts, announcements } = world.store
  const content = {
    subject: 'Webhook "søk" is disabled',
    text: 'It was disabled.',
    recipients: ['a@example.org', 'b@example.org', 'c@example.org'],
    users: [{ id: '5', name: 'Kari Nordmann' }],
    isInApp: true,
  }
  // Off and on again, so that it ends as it was.
  for (const digit of ['1', '2', '3', '4']) {
    const announcement = {
      id: `ann_${digit.repeat(32)}`,
      tenantKey: world.tenant.key,
      tenantId: world.tenant.id,
      subscriptionNumber: paused,
      dialect: 'superoffice',
      kind: 'disabled',
      atMs: world.nowMs + Number(digit),
      event: { type: 'webhook3.stopped', dataJson: '{"PrimaryKey":3}', application: null },
      alert: content,
    } as const
    const state = Number(digit) % 2 === 1 ? 'active' : 'paused'
    const status = { state, reason: null, sinceMs: world.nowMs, releasingSinceMs: null } as const
    await change({ status, announcement })
    if (Number(digit) < 3) await announcements.end(announcement, content)
  }
  const [alert] = await alerts.list({ tenantKey: world.tenant.key, ...allAlerts })
  await alerts.acknowledge({ tenantKey: world.tenant.key, id: alert!.id, nowMs: world.nowMs + 9 })
  const waitsMs = [60_000]
  const first = await alerts.claimMail({ nowMs: world.nowMs + 9, waitsMs, afterTenantKey: 0 })
  await alerts.recordMail({ ...first!, result: { state: 'sent', atMs: world.nowMs + 9 } })
  const second = await alerts.claimMail({ nowMs: world.nowMs + 9, waitsMs, afterTenantKey: 0 })
  await alerts.recordMail({ ...second!, result: { state: 'failed', detail: 'greylisted' } })
}

export const allAlerts = { beforeId: null, isOpenOnly: false, limit: 100 } as const
