/**
 * Tells what has become of subscriptions: each announcement becomes an event for those that watch
 * the subscription, and an alert for people; then it is gone. The event bears the announcement's id
 * as its idempotency key and the alert comes with the announcement's end, so one that is told again
 * after a crash doubles neither.
 */
import type { AlertContent } from '../domain/alert.ts'
import type { Announcement } from '../domain/announcement.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Ports } from '../ports/ports.ts'
import type { Agent } from './maintainer.ts'

/** In one turn: bounds how long it takes; what is left waits for the next. */
const announcementsPerTurn = 200
/** A receiver that fails and recovers all the time is told of so often in an hour, and no more. */
const failingAlertsMax = 12
const hourMs = 3_600_000

type AnnouncerPorts = Pick<Ports, 'store' | 'dialects' | 'observer' | 'mailer'>
type Accepting = Pick<Pipeline, 'acceptForWatchers'>

export function createAnnouncer(ports: AnnouncerPorts, pipeline: Accepting): Agent {
  const told = new Map<number, number[]>()
  let isMissingSaid = false
  const raised = (announcement: Announcement, alert: AlertContent): void => {
    const { tenantId, subscriptionNumber, kind: news } = announcement
    const mailCount = alert.recipients.length
    const about = { tenantId, subscriptionNumber, news, mailCount }
    ports.observer.observe({ kind: 'alert-raised', ...about })
    if (mailCount === 0 || ports.mailer !== undefined || isMissingSaid) return
    isMissingSaid = true
    ports.observer.observe({ kind: 'mailer-missing' })
  }
  return {
    name: 'announcer',
    everyMs: 1_000,
    async run() {
      for (const announcement of await ports.store.announcements.list(announcementsPerTurn)) {
        if (!(await acceptEvent(announcement, ports, pipeline))) return
        const alert = isTooOften(announcement, told) ? null : announcement.alert
        await ports.store.announcements.end(announcement, alert)
        if (alert !== null) raised(announcement, alert)
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

/** Counts first failures by subscription; `told` has the instants of the last hour. */
function isTooOften(
  { kind, alert, subscriptionNumber, atMs }: Announcement,
  told: Map<number, number[]>,
): boolean {
  if (kind !== 'failing' || alert === null) return false
  for (const [number, atsMs] of told) {
    const last = atsMs.at(-1) ?? 0
    if (last <= atMs - hourMs) told.delete(number)
  }
  const recent = (told.get(subscriptionNumber) ?? []).filter((at) => at > atMs - hourMs)
  if (recent.length >= failingAlertsMax) return true
  told.set(subscriptionNumber, [...recent, atMs])
  return false
}
