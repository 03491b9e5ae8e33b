/** Alerts as a caller may see them: what it may not know of a subscription, it is not told either. */
import type { Alert } from '../../domain/alert.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { ApiContext } from '../context.ts'
import type { Caller, PathTenant } from '../operation.ts'
import { alertView } from './alert-view.ts'
import { maySee } from './subscription-ids.ts'

interface Viewer {
  readonly tenant: PathTenant
  readonly caller: Caller
  readonly context: ApiContext
}

/** Views of those that the caller may see, in their order; each subscription is looked up once. */
export async function seenAlerts(alerts: readonly Alert[], viewer: Viewer) {
  const known = new Map<number, Subscription | null>()
  const views = []
  for (const alert of alerts) {
    const { subscriptionNumber: number } = alert
    const found = known.get(number) ?? (await subscriptionOf(number, viewer))
    known.set(number, found)
    // Of one that is long gone nobody knows whose it was.
    const isSeen = found === null ? viewer.caller.kind === 'operator' : maySee(viewer.caller, found)
    if (isSeen) views.push(alertView(alert, found?.id ?? null))
  }
  return views
}

/** Deleted ones too. */
async function subscriptionOf(
  number: number,
  { tenant, context }: Viewer,
): Promise<Subscription | null> {
  const present = context.pipeline.subscriptions.find(number)
  const found = present ?? (await context.ports.store.subscriptions.find(tenant.key, number))
  return found?.tenantKey === tenant.key ? found : null
}
