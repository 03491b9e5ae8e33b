/** Alerts as a caller may see them: what it may not know of a subscription, it is not told either. */
import type { Alert } from '../../domain/alert.ts'
import { alertView } from './alert-view.ts'
import { seenSubscriptions, type Viewer } from './subscription-ids.ts'

/** Views of those that the caller may see, in their order. */
export async function seenAlerts(alerts: readonly Alert[], viewer: Viewer) {
  const seenOf = seenSubscriptions(viewer)
  const views = []
  for (const alert of alerts) {
    const { isSeen, id } = await seenOf(alert.subscriptionNumber)
    if (isSeen) views.push(alertView(alert, id))
  }
  return views
}
