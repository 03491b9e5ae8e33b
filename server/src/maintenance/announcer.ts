/**
 * Tells what has become of subscriptions: each announcement becomes an event for those that watch
 * the subscription, and is gone once that is on disk. The event bears the announcement's id as its
 * idempotency key, so an announcement that is told again after a crash gives no second one.
 */
import type { Announcement } from '../domain/announcement.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Ports } from '../ports/ports.ts'
import type { Agent } from './maintainer.ts'

/** In one turn: bounds how long it takes; what is left waits for the next. */
const announcementsPerTurn = 200

type AnnouncerPorts = Pick<Ports, 'store' | 'dialects'>
type Accepting = Pick<Pipeline, 'acceptForWatchers'>

export function createAnnouncer(ports: AnnouncerPorts, pipeline: Accepting): Agent {
  return {
    name: 'announcer',
    everyMs: 1_000,
    async run() {
      for (const announcement of await ports.store.announcements.list(announcementsPerTurn)) {
        if (!(await acceptEvent(announcement, ports, pipeline))) return
        await ports.store.announcements.end(announcement.id)
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
