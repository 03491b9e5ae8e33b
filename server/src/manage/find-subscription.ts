/** A tenant's subscription by what its callers know of it; deleted ones are not found. */
import type { SubscriptionId } from '../domain/ids.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'

interface Sources {
  readonly pipeline: Pick<Pipeline, 'subscriptions'>
}

export function findSubscription(
  tenantKey: number,
  id: SubscriptionId,
  { pipeline }: Sources,
): Subscription | null {
  return pipeline.subscriptions.list(tenantKey).find((one) => one.id === id) ?? null
}

export function findByExternalKey(
  tenantKey: number,
  externalKey: string,
  { pipeline }: Sources,
): Subscription | null {
  const all = pipeline.subscriptions.list(tenantKey)
  return all.find((one) => one.externalKey === externalKey) ?? null
}

/**
 * Whether keys of an application may know of a subscription. A webhook of the SuperOffice dialect
 * belongs to the application that made it, whichever API is asked (SuperOffice database dictionary,
 * `webhook.application_token`); other subscriptions are the tenant's. Null: the operator's eyes.
 */
export function isSeenBy(
  application: string | null,
  { application: owner, config }: Subscription,
): boolean {
  if (config.dialect !== 'superoffice' || owner === null) return true
  return application === null || application === owner
}
