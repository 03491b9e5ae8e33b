/** A delivery with everything that is known of it: its attempts, and what each of them sent. */
import type { Attempt } from '../domain/attempt.ts'
import type { DeliveryKey } from '../domain/ids.ts'
import type { Subscription, SubscriptionVersion } from '../domain/subscription.ts'
import type { DeliveryRecord } from '../ports/history.ts'
import type { ManageParts } from './manage-parts.ts'
import { rebuildMessage, type RebuiltMessage } from './rebuild-message.ts'

export interface FoundDelivery {
  readonly delivery: DeliveryRecord
  readonly subscription: Subscription | null
  readonly attempts: readonly {
    readonly attempt: Attempt
    /** Null when what it was made with is no longer kept. */
    readonly message: RebuiltMessage | null
  }[]
}

/** Null when the tenant has no such delivery. */
export async function findDelivery(
  { tenantKey, key }: { readonly tenantKey: number; readonly key: DeliveryKey },
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<FoundDelivery | null> {
  const { history, subscriptions } = ports.store
  const delivery = await history.findDelivery(tenantKey, key)
  if (delivery === null) return null
  const stored = await history.findEvent(tenantKey, key.eventId)
  const subscription = await subscriptions.find(tenantKey, key.subscriptionNumber)
  const made = await history.attempts(tenantKey, key)
  if (stored === null || subscription === null) {
    return {
      delivery,
      subscription,
      attempts: made.map((attempt) => ({ attempt, message: null })),
    }
  }
  const versions = new Map<number, SubscriptionVersion | null>()
  for (const { subscriptionVersion } of made) {
    if (versions.has(subscriptionVersion)) continue
    const found = await subscriptions.findVersion(
      tenantKey,
      key.subscriptionNumber,
      subscriptionVersion,
    )
    versions.set(subscriptionVersion, found)
  }
  const attempts = []
  for (const attempt of made) {
    const version = versions.get(attempt.subscriptionVersion) ?? null
    const given = { event: stored.event, subscription, version }
    attempts.push({ attempt, message: await rebuildMessage(attempt, given, { ports }) })
  }
  return { delivery, subscription, attempts }
}
