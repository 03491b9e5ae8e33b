/**
 * What happened to a subscription becomes an announcement, if its dialect has something to tell. It
 * is made before the commit that it goes into, so that the change and what is told of it are one.
 * `maintenance/announcer.ts` tells it; a crash in between changes nothing.
 */
import type { Announcement, AnnouncementContent, SubscriptionNews } from '../domain/announcement.ts'
import type { Ports } from '../ports/ports.ts'
import { mintUuidHex } from './mint-id.ts'

type NewsPorts = Pick<Ports, 'dialects' | 'clock' | 'random' | 'observer'>

/** Null when there is nothing to tell. */
export function announceNews(news: SubscriptionNews, ports: NewsPorts): Announcement | null {
  const content = contentOf(news, ports)
  if (content === null) return null
  const { subscription, kind, atMs } = news
  return {
    ...content,
    id: `ann_${mintUuidHex(ports.clock, ports.random)}`,
    tenantKey: subscription.tenantKey,
    tenantId: subscription.tenantId,
    subscriptionNumber: subscription.number,
    dialect: subscription.config.dialect,
    kind,
    atMs,
  }
}

function contentOf(news: SubscriptionNews, ports: NewsPorts): AnnouncementContent | null {
  try {
    return ports.dialects(news.subscription.config.dialect).announce?.(news) ?? null
  } catch (error) {
    // Words that cannot be found must not keep an outcome from being recorded.
    ports.observer.observe({ kind: 'fault', where: 'announce-news', error })
    return null
  }
}
