/** An alert of a subscription as if its dialect had raised it, for tests of what comes after. */
import { randomBytes } from 'node:crypto'
import type { AlertContent, AlertId } from '../../src/domain/alert.ts'
import type { Announcement } from '../../src/domain/announcement.ts'
import type { ManageParts } from '../../src/manage/manage-parts.ts'

export const sampleAlert: AlertContent = {
  subject: 'Webhook "CRM sync" (1) is disabled: too many errors',
  text: 'It was disabled.\n',
  recipients: ['ops@example.org'],
  users: [{ id: '5', name: 'Kari Nordmann' }],
  isInApp: true,
}

/** Stops the subscription, and starts it when it is stopped, since an alert comes with a change. */
export async function raiseAlert(
  { ports, pipeline }: ManageParts,
  tenantKey: number,
  number: number,
  alert: Partial<AlertContent> = {},
): Promise<AlertId> {
  const atMs = ports.clock.nowMs()
  const time = atMs.toString(16).padStart(12, '0')
  const announcement: Announcement = {
    id: `ann_${time}${randomBytes(10).toString('hex')}`,
    tenantKey,
    tenantId: '',
    subscriptionNumber: number,
    dialect: 'superoffice',
    kind: 'disabled',
    atMs,
    event: null,
    alert: null,
  }
  const isPaused = pipeline.subscriptions.find(number)?.status.state === 'paused'
  const state = isPaused ? 'active' : 'paused'
  await pipeline.change(number, () =>
    ports.store.subscriptions.change({
      tenantKey,
      number,
      expectedVersion: null,
      status: { state, reason: null, sinceMs: atMs, releasingSinceMs: null },
      announcement,
      nowMs: atMs,
    }),
  )
  await ports.store.announcements.end(announcement, { ...sampleAlert, ...alert })
  return `alr_${announcement.id.slice(4)}`
}
