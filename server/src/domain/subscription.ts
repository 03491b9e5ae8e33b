/**
 * A subscription is an owner's standing order: which event types, to which endpoint, in which
 * dialect, by which dispatcher. Its configuration is a chain of immutable versions, each valid
 * from a place in the accept order; state and health are the only things about it that change.
 */
import type { FilterSource } from './event-filter.ts'
import type { EventPattern } from './event-pattern.ts'
import type { Health } from './health.ts'
import type { SubscriptionId } from './ids.ts'
import type { RetryOverride } from './retry-rule.ts'
import type { SigningSecrets } from './signing-secret.ts'

export const dialectNames = ['standard-webhooks', 'superoffice', 'tenant-status', 'rosaas'] as const
export type DialectName = (typeof dialectNames)[number]
export type DispatcherName = 'http' | 'script'

/** Who a subscription belongs to; apart from the tenant whose events it gets. */
export interface Owner {
  readonly kind: 'tenant' | 'partner' | 'product'
  readonly id: string
}

/** How many attempts a subscription's endpoint gets at most, of whatever kind. */
export interface RateLimit {
  readonly perSecond: number
}

/**
 * Deliveries of one order key go one after the other, in the order of acceptance; of different keys,
 * and without one, side by side.
 */
export interface KeyOrdering {
  /** `skip`: the next one goes when one is exhausted. `block`: one with a key is never given up. */
  readonly onExhausted: 'skip' | 'block'
}

/** What a person or program configured. Every change makes a new version. */
export interface SubscriptionConfig {
  readonly name: string | null
  readonly description: string | null
  readonly dialect: DialectName
  readonly dispatcher: DispatcherName
  readonly url: string
  readonly patterns: readonly EventPattern[]
  /** Which of the events of these types, by their data; absent: all of them. */
  readonly filter?: FilterSource
  /** Custom headers; their values may be credentials, so they are treated like secrets. */
  readonly headers: Readonly<Record<string, string>>
  readonly secrets: SigningSecrets
  readonly retryOverride: RetryOverride | null
  /** Left out: nothing but the caps holds its attempts back. */
  readonly rateLimit?: RateLimit
  /** Left out: deliveries go side by side, in no promised order. */
  readonly ordering?: KeyOrdering
  /** What only the dialect understands, as it stored it: plain JSON. */
  readonly dialectSettings: Readonly<Record<string, unknown>>
}

/** `paused`: stopped by a person; `disabled`: stopped by us, with a reason. */
export type SubscriptionState = 'active' | 'paused' | 'disabled' | 'deleted'

export interface SubscriptionStatus {
  readonly state: SubscriptionState
  /** A permanent word such as `too-many-failures`, or what the person who paused it gave. */
  readonly reason: string | null
  readonly sinceMs: number
  /** Parked deliveries are being let out at a bounded rate since this instant; null: none are. */
  readonly releasingSinceMs: number | null
}

export interface Subscription {
  readonly number: number
  readonly id: SubscriptionId
  readonly tenantKey: number
  readonly tenantId: string
  readonly owner: Owner
  /** The caller's own key, unique within the tenant; null when it gave none. */
  readonly externalKey: string | null
  /** Which application made it (SuperOffice visibility); null: anyone's. */
  readonly application: string | null
  readonly createdAtMs: number
  readonly updatedAtMs: number
  readonly version: number
  readonly config: SubscriptionConfig
  readonly status: SubscriptionStatus
  readonly health: Health
}

/** A version as it was valid from a place in the accept order. */
export interface SubscriptionVersion {
  readonly version: number
  readonly validFromSeq: number
  readonly validFromMs: number
  readonly config: SubscriptionConfig
  readonly state: SubscriptionState
}
