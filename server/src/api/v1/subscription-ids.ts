/** From ids to numbers and back: callers name subscriptions by id, deliveries hold their number. */
import { isSubscriptionId } from '../../domain/ids.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { findSubscription, isSeenBy } from '../../manage/find-subscription.ts'
import type { ApiContext } from '../context.ts'
import type { Caller, PathTenant } from '../operation.ts'

interface Place {
  readonly tenant: PathTenant
  readonly context: ApiContext
}

/** The tenant's subscription of that id; null for an unknown, deleted, hidden or malformed one. */
export function subscriptionOf(
  id: string,
  { tenant, context, caller }: Place & { readonly caller: Caller },
): Subscription | null {
  const found = isSubscriptionId(id) ? findSubscription(tenant.key, id, context) : null
  return found !== null && maySee(caller, found) ? found : null
}

/** Whether a caller of this API, who was let in at the subscription's tenant, may know of it. */
export const maySee = (caller: Caller, subscription: Subscription): boolean =>
  isSeenBy(caller.kind === 'tenant' ? caller.key.application : null, subscription)

/** Answers ids of the tenant's subscriptions by number, deleted ones too, each looked up once. */
export function subscriptionIds({ tenant, context }: Place) {
  const known = new Map<number, string | null>()
  return async (number: number): Promise<string | null> => {
    const id = known.get(number)
    if (id !== undefined) return id
    const present = context.pipeline.subscriptions.find(number)
    const found = present ?? (await context.ports.store.subscriptions.find(tenant.key, number))
    const own = found !== null && found.tenantKey === tenant.key ? found.id : null
    known.set(number, own)
    return own
  }
}
