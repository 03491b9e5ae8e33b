/**
 * Tells what has become of subscriptions: each announcement becomes an event for those that watch
 * the subscription, and an alert for people; then it is gone. The event bears the announcement's id
 * as its idempotency key and the alert comes with the announcement's end, so one that is told again
 * after a crash doubles neither.
 */
import type { AlertContent } from '../domain/alert.ts'
import { alertIdOf, type Announcement } from '../domain/announcement.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Ports } from '../ports/ports.ts'
import { HourTally } from './hour-tally.ts'
import type { Agent } from './maintainer.ts'

/** In one turn: bounds how long it takes; what is left waits for the next. */
const announcementsPerTurn = 200
/**
 * In an hour, of one webhook and one kind: a receiver that fails and recovers all the time, or is
 * saved as active again and again, is told of so often and no more.
 */
const alertsMax = 12
/** In an hour, of one tenant: a mail server takes so much of everybody together. */
const mailsPerTenantMax = 500

type AnnouncerPorts = Pick<Ports, 'store' | 'dialects' | 'observer' | 'mailer'>
type Accepting = Pick<Pipeline, 'acceptForWatchers' | 'subscriptions'>

export function createAnnouncer(ports: AnnouncerPorts, pipeline: Accepting): Agent {
  const alerts = new HourTally()
  const mails = new HourTally()
  let isMissingSaid = false
  const raised = (announcement: Announcement, alert: AlertContent): void => {
    const { tenantKey, tenantId, subscriptionNumber, kind: news, atMs } = announcement
    const mailCount = alert.recipients.length
    const alertId = alertIdOf(announcement.id)
    const subscriptionId = pipeline.subscriptions.find(subscriptionNumber)?.id ?? null
    const about = { tenantKey, tenantId, subscriptionNumber, subscriptionId, news, atMs, mailCount }
    ports.observer.observe({ kind: 'alert-raised', ...about, alertId, subject: alert.subject })
    if (mailCount === 0 || ports.mailer !== undefined || isMissingSaid) return
    isMissingSaid = true
    ports.observer.observe({ kind: 'mailer-missing' })
  }
  return {
    name: 'announcer',
    everyMs: 1_000,
    async run() {
      const announcements = await ports.store.announcements.list(announcementsPerTurn)
      const firstAtMs = announcements[0]?.atMs ?? 0
      alerts.prune(firstAtMs)
      mails.prune(firstAtMs)
      for (const announcement of announcements) {
        if (!(await acceptEvent(announcement, ports, pipeline))) return
        const { atMs, tenantId, subscriptionNumber, kind } = announcement
        const name = `${subscriptionNumber} ${kind}`
        const isTooOften = alerts.countOf(name, atMs) >= alertsMax
        const alert = isTooOften
          ? null
          : withinMails(announcement.alert, mails.countOf(tenantId, atMs))
        await ports.store.announcements.end(announcement, alert)
        if (alert === null) continue
        // Only now: what could not be ended is told at a later turn, and counts once.
        alerts.add(name, atMs, 1)
        mails.add(tenantId, atMs, alert.recipients.length)
        raised(announcement, alert)
      }
    },
  }
}

/** False when nothing can be accepted now: it is told at a later turn, in its order. */
async function acceptEvent(
  announcement: Announcement,
  { dialects }: AnnouncerPorts,
  pipeline: Accepting,
): Promise<boolean> {
  const { event, dialect, tenantKey, tenantId } = announcement
  const teller = dialects(dialect)
  if (event === null || teller.isWatching === undefined) return true
  const result = await pipeline.acceptForWatchers(
    {
      tenantKey,
      tenantId,
      type: event.type,
      data: Buffer.from(event.dataJson),
      occurredAtMs: announcement.atMs,
      idempotency: {
        key: announcement.id,
        // What is told under an id never changes, so the id itself stands for it.
        bodyDigest: Buffer.from(announcement.id.slice(4), 'hex'),
      },
    },
    (subscription) => teller.isWatching?.(subscription, event) === true,
  )
  switch (result.kind) {
    case 'accepted':
    case 'unwatched':
      return true
    case 'overloaded':
    case 'disk-full':
    case 'stopping':
      return false
    case 'key-reused':
      throw new Error(`${announcement.id} was told before in other words`)
  }
}

/** Beyond what a tenant may mail an alert is kept and shown all the same, and says so. */
function withinMails(alert: AlertContent | null, mailedCount: number): AlertContent | null {
  if (alert === null || mailedCount + alert.recipients.length <= mailsPerTenantMax) return alert
  const reason = `This alert was not mailed: within an hour this context may have ${mailsPerTenantMax} mails, and has had ${mailedCount}.`
  return { ...alert, recipients: [], text: `${alert.text}\n${reason}\n` }
}
