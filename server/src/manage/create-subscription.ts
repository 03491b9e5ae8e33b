/**
 * Makes a subscription. Once this resolves with `created` it is on disk, and every event that is
 * accepted from then on is matched with it.
 */
import type { Owner, Subscription, SubscriptionConfig } from '../domain/subscription.ts'
import { mintUuidHex } from '../pipeline/mint-id.ts'
import { checkSubscriptionConfig, type ConfigFault } from './check-subscription-config.ts'
import { findByExternalKey } from './find-subscription.ts'
import type { ManageParts } from './manage-parts.ts'

export interface NewSubscription {
  readonly tenantKey: number
  readonly owner: Owner
  readonly externalKey: string | null
  readonly application: string | null
  readonly config: SubscriptionConfig
  readonly state: 'active' | 'paused'
  /** Of this tenant, by the settings. */
  readonly subscriptionsMax: number
  /** An import: target and headers are stored unjudged; every attempt judges them again. */
  readonly isKeptAsItIs?: true
}

export type CreateSubscriptionResult =
  | { readonly kind: 'created'; readonly subscription: Subscription }
  | { readonly kind: 'refused'; readonly faults: readonly ConfigFault[] }
  | { readonly kind: 'limit-reached' }
  /** Another subscription of the tenant has this external key. */
  | { readonly kind: 'external-key-taken' }

export async function createSubscription(
  request: NewSubscription,
  { ports, pipeline }: ManageParts,
): Promise<CreateSubscriptionResult> {
  const { subscriptionsMax, isKeptAsItIs, ...given } = request
  const { config, tenantKey } = request
  const faults =
    isKeptAsItIs === true ? [] : await checkSubscriptionConfig(config, null, { ports, tenantKey })
  if (faults.length > 0) return { kind: 'refused', faults }
  if (pipeline.subscriptions.list(request.tenantKey).length >= subscriptionsMax) {
    return { kind: 'limit-reached' }
  }
  if (isTaken(request, pipeline)) return { kind: 'external-key-taken' }
  try {
    const changed = await ports.store.subscriptions.create({
      ...given,
      id: `sub_${mintUuidHex(ports.clock, ports.random)}`,
      nowMs: ports.clock.nowMs(),
    })
    pipeline.applyChange(changed)
    return { kind: 'created', subscription: changed.subscription }
  } catch (error) {
    // Of two that are made under one key at once, here or on another node, the store refuses one.
    await pipeline.afresh(tenantKey)
    if (isTaken(request, pipeline)) return { kind: 'external-key-taken' }
    throw error
  }
}

function isTaken(
  { tenantKey, externalKey }: NewSubscription,
  pipeline: ManageParts['pipeline'],
): boolean {
  return externalKey !== null && findByExternalKey(tenantKey, externalKey, { pipeline }) !== null
}
