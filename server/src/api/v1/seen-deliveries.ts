/** Deliveries as a caller may see them: those to subscriptions that it may know of. */
import type { DialectName } from '../../domain/subscription.ts'
import type { DeliveryRecord } from '../../ports/history.ts'
import { deliveryView } from './history-views.ts'
import { type SeenSubscription, seenSubscriptions, type Viewer } from './subscription-ids.ts'

/** Views of those that the caller may see, in their order; null: of whatever dialect. */
export async function seenDeliveries(
  deliveries: readonly DeliveryRecord[],
  viewer: Viewer,
  dialect: DialectName | null = null,
) {
  const see = seenWith(viewer, dialect)
  const views = []
  for (const delivery of deliveries) {
    const subscription = await see(delivery)
    if (subscription !== null) views.push(deliveryView(delivery, subscription.id))
  }
  return views
}

/** Answers a delivery's subscription; null: of another dialect, or not for the caller to know of. */
export function seenWith(viewer: Viewer, dialect: DialectName | null) {
  const seenOf = seenSubscriptions(viewer)
  return async (delivery: DeliveryRecord): Promise<SeenSubscription | null> => {
    const seen = await seenOf(delivery.subscriptionNumber)
    return seen.isSeen && (dialect === null || seen.dialect === dialect) ? seen : null
  }
}
