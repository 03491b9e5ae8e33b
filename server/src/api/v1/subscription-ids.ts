/**
 * From ids to numbers and back: callers name subscriptions by id, deliveries hold their number. What
 * a caller may not know of is not found, and nothing that was sent to it either.
 */
import { isSubscriptionId } from '../../domain/ids.ts'
import type { DialectName, Subscription } from '../../domain/subscription.ts'
import { findSubscription, isSeenBy } from '../../manage/find-subscription.ts'
import type { ApiContext } from '../context.ts'
import type { Caller, PathTenant } from '../operation.ts'

export interface Viewer {
  readonly tenant: PathTenant
  readonly caller: Caller
  readonly context: ApiContext
}

/** The tenant's subscription of that id; null for an unknown, deleted, hidden or malformed one. */
export function subscriptionOf(
  id: string,
  { tenant, context, caller }: Viewer,
): Subscription | null {
  const found = isSubscriptionId(id) ? findSubscription(tenant.key, id, context) : null
  return found !== null && maySee(caller, found) ? found : null
}

/** Whether a caller of this API, who was let in at the subscription's tenant, may know of it. */
export const maySee = (caller: Caller, subscription: Subscription): boolean =>
  isSeenBy(caller.kind === 'tenant' ? caller.key.application : null, subscription)

export interface SeenSubscription {
  /** Whether the caller may know of it, and of what was sent to it. */
  readonly isSeen: boolean
  /** Null, as all else of it, where it is no longer known. */
  readonly id: string | null
  readonly name: string | null
  readonly dialect: DialectName | null
}

/** Answers for the tenant's subscriptions by number, deleted ones too, each looked up once. */
export function seenSubscriptions({ tenant, context, caller }: Viewer) {
  const known = new Map<number, SeenSubscription>()
  return async (number: number): Promise<SeenSubscription> => {
    const before = known.get(number)
    if (before !== undefined) return before
    const present = context.pipeline.subscriptions.find(number)
    const found = present ?? (await context.ports.store.subscriptions.find(tenant.key, number))
    const own = found?.tenantKey === tenant.key ? found : null
    // Of one that is long gone nobody knows whose it was.
    const isSeen = own === null ? caller.kind === 'operator' : maySee(caller, own)
    const { name = null, dialect = null } = own?.config ?? {}
    const seen = { isSeen, id: own?.id ?? null, name, dialect }
    known.set(number, seen)
    return seen
  }
}
