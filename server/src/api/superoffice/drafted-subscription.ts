/**
 * A webhook that is not stored, or not yet, as the pipeline needs one to send it a test event. It
 * has the number and id of the stored one it would replace, or none.
 */
import { healthy } from '../../domain/health.ts'
import type { Subscription, SubscriptionConfig } from '../../domain/subscription.ts'
import type { PathTenant } from '../operation.ts'

/** The given configuration in the place of `before`, or of nothing. */
export function draftedSubscription(
  config: SubscriptionConfig,
  before: Subscription | null,
  { tenant }: { readonly tenant: PathTenant },
): Subscription {
  if (before !== null) return { ...before, config }
  return {
    number: 0,
    id: `sub_${'0'.repeat(32)}`,
    tenantKey: tenant.key,
    tenantId: tenant.id,
    owner: { kind: 'tenant', id: tenant.id },
    externalKey: null,
    application: null,
    createdAtMs: 0,
    updatedAtMs: 0,
    version: 0,
    config,
    status: { state: 'active', reason: null, sinceMs: 0, releasingSinceMs: null },
    health: healthy,
  }
}
