/**
 * Changes a subscription's configuration, its state, or both in one step. Once this resolves with
 * `changed` it is on disk; a changed filter touches only events accepted from then on, while URL,
 * headers and secrets hold for every attempt made from then on.
 */
import type { NewsKind } from '../domain/alert.ts'
import type { Announcement } from '../domain/announcement.ts'
import { afterReactivation, type Health } from '../domain/health.ts'
import type {
  Subscription,
  SubscriptionConfig,
  SubscriptionStatus,
} from '../domain/subscription.ts'
import { announceNews } from '../pipeline/announce-news.ts'
import { checkSubscriptionConfig, type ConfigFault } from './check-subscription-config.ts'
import type { ManageParts } from './manage-parts.ts'

export interface ChangeSubscription {
  /** As the caller read it; nothing is stored when it was changed since. */
  readonly before: Subscription
  readonly config?: SubscriptionConfig
  /** Disabled only by an import, of what was disabled where it comes from. */
  readonly state?: 'active' | 'paused' | 'disabled' | 'deleted'
  /** Why a person paused it, or why it was disabled; kept with the state. */
  readonly reason?: string | null
  /** An import: target and headers are stored unjudged; every attempt judges them again. */
  readonly isKeptAsItIs?: true
}

export type ChangeSubscriptionResult =
  | { readonly kind: 'changed'; readonly subscription: Subscription }
  | { readonly kind: 'refused'; readonly faults: readonly ConfigFault[] }
  /** Somebody else's change came first, or the subscription is gone. */
  | { readonly kind: 'conflict' }

export async function changeSubscription(
  request: ChangeSubscription,
  { ports, pipeline }: ManageParts,
): Promise<ChangeSubscriptionResult> {
  const { before, config } = request
  if (config !== undefined && request.isKeptAsItIs !== true) {
    const faults = await checkSubscriptionConfig(config, before.config, {
      ports,
      tenantKey: before.tenantKey,
    })
    if (faults.length > 0) return { kind: 'refused', faults }
  }
  // Whether the state is another one is not to be judged by what this node remembers of it.
  await pipeline.upToDate(before.tenantKey, before.number)
  const nowMs = ports.clock.nowMs()
  const known = pipeline.subscriptions.find(before.number) ?? before
  if (config === undefined && stateChange(request, known, nowMs) === null) {
    return { kind: 'changed', subscription: known }
  }
  const changed = await pipeline.change(before.number, () => {
    // The pipeline may have disabled it, or an attempt moved its health, since it was read.
    const now = pipeline.subscriptions.find(before.number) ?? before
    const change = stateChange(request, now, nowMs)
    return ports.store.subscriptions.change({
      tenantKey: before.tenantKey,
      number: before.number,
      expectedVersion: before.version,
      nowMs,
      ...(config === undefined ? {} : { config }),
      ...change,
      announcement:
        change === null ? null : announce(change, { ...now, config: config ?? now.config }, ports),
    })
  })
  if (changed === null) return { kind: 'conflict' }
  return { kind: 'changed', subscription: changed.subscription }
}

interface StateChange {
  readonly status: SubscriptionStatus
  readonly health?: Health
}

/** Null when the state stays as it is, so that saving twice is saving once. */
function stateChange(
  { state, reason }: ChangeSubscription,
  now: Subscription,
  nowMs: number,
): StateChange | null {
  if (state === undefined || state === now.status.state) return null
  const status: SubscriptionStatus = {
    state,
    reason: reason ?? null,
    sinceMs: nowMs,
    // What was parked follows at a bounded rate.
    releasingSinceMs: state === 'active' ? nowMs : null,
  }
  return state === 'active' ? { status, health: afterReactivation(now.health) } : { status }
}

/** What there is to tell of a state that a person or program chose. */
function announce(
  { status, health }: StateChange,
  before: Subscription,
  ports: ManageParts['ports'],
): Announcement | null {
  const kind = newsKinds[status.state]
  if (kind === null) return null
  const subscription = { ...before, status, health: health ?? before.health }
  return announceNews({ kind, subscription, atMs: status.sinceMs, attempt: null }, ports)
}

/** Who deletes a subscription is done with it; who disables one is the pipeline. */
const newsKinds = {
  active: 'resumed',
  paused: 'paused',
  disabled: null,
  deleted: null,
} as const satisfies Record<SubscriptionStatus['state'], NewsKind | null>
