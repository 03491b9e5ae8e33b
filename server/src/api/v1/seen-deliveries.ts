/** Deliveries as a caller may see them: those to subscriptions that it may know of. */
import type { DeliveryRecord } from '../../ports/history.ts'
import { deliveryView } from './history-views.ts'
import { seenSubscriptions, type Viewer } from './subscription-ids.ts'

/** Views of those that the caller may see, in their order. */
export async function seenDeliveries(deliveries: readonly DeliveryRecord[], viewer: Viewer) {
  const seenOf = seenSubscriptions(viewer)
  const views = []
  for (const delivery of deliveries) {
    const { isSeen, id } = await seenOf(delivery.subscriptionNumber)
    if (isSeen) views.push(deliveryView(delivery, id))
  }
  return views
}
