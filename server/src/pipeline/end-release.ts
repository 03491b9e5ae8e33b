/**
 * The end of a release: what was parked is out, and the subscription is served as any other. It is
 * committed before the lane knows of it; a crash in between ends it once more.
 */
import type { Ports } from '../ports/ports.ts'
import type { DeliveryQueues } from './delivery-queues.ts'
import type { Lane } from './lane.ts'
import type { SubscriptionChanges } from './subscription-changes.ts'
import type { SubscriptionIndex } from './subscription-index.ts'

export interface EndReleaseParts extends Pick<Ports, 'store' | 'observer'> {
  readonly subscriptions: SubscriptionIndex
  readonly queues: DeliveryQueues
  readonly changes: SubscriptionChanges
}

export async function endRelease(lane: Lane, parts: EndReleaseParts): Promise<void> {
  const { subscriptions, queues, changes, store, observer } = parts
  const sinceMs = subscriptions.find(lane.number)?.status.releasingSinceMs ?? null
  if (lane.isEndingRelease || sinceMs === null) return
  lane.isEndingRelease = true
  try {
    await changes.run(lane.number, async () => {
      const now = subscriptions.find(lane.number)
      // Somebody has paused it meanwhile, or begun another release.
      if (now === null || now.status.releasingSinceMs !== sinceMs) return
      await store.subscriptions.endRelease(now.tenantKey, lane.number, sinceMs)
      subscriptions.applyHealth(lane.number, now.health, { ...now.status, releasingSinceMs: null })
      queues.refresh(lane.number)
    })
  } catch (error) {
    observer.observe({ kind: 'fault', where: 'end-release', error })
  } finally {
    queues.releaseEnded(lane)
  }
  queues.pump()
}
