/**
 * An observer is told facts after they are true; it decides nothing and its failure stops nothing.
 * Log, metrics and live feed are observers; tests wait on its facts instead of sleeping.
 */
import type { AlertId, NewsKind } from '../domain/alert.ts'
import type { Attempt } from '../domain/attempt.ts'
import type { FinalState } from '../domain/delivery.ts'
import type { DeliveryKey, EventId, SubscriptionId } from '../domain/ids.ts'
import type { LiveDelivery } from '../domain/live-entry.ts'
import type { SubscriptionStatus } from '../domain/subscription.ts'

/** A subscription as it is from now on. */
interface ToldSubscription {
  readonly tenantKey: number
  readonly tenantId: string
  readonly subscriptionNumber: number
  readonly subscriptionId: SubscriptionId
  readonly status: SubscriptionStatus
  readonly isFailing: boolean
}

export type Fact =
  | {
      readonly kind: 'event-accepted'
      readonly tenantKey: number
      readonly tenantId: string
      readonly eventId: EventId
      readonly type: string
      readonly acceptedAtMs: number
      readonly targetCount: number
      readonly commitMs: number
    }
  /** Data did not fit the schema of their event type. */
  | {
      readonly kind: 'event-misfit'
      readonly tenantId: string
      readonly type: string
      readonly isRefused: boolean
    }
  | { readonly kind: 'attempt-started'; readonly key: DeliveryKey; readonly number: number }
  | {
      readonly kind: 'attempt-recorded'
      readonly tenantKey: number
      readonly tenantId: string
      readonly attempt: Attempt
      readonly dialect: string
      readonly state: 'pending' | FinalState
      /** Null: the subscription is gone. */
      readonly subscriptionId: SubscriptionId | null
      /** As it is after the attempt. */
      readonly delivery: LiveDelivery
    }
  | { readonly kind: 'attempt-uncounted'; readonly key: DeliveryKey; readonly reason: string }
  | ({ readonly kind: 'subscription-status' } & ToldSubscription)
  | ({ readonly kind: 'subscription-failing' } & ToldSubscription)
  | {
      readonly kind: 'alert-raised'
      readonly tenantKey: number
      readonly tenantId: string
      readonly subscriptionNumber: number
      readonly subscriptionId: SubscriptionId | null
      readonly alertId: AlertId
      readonly news: NewsKind
      readonly subject: string
      readonly atMs: number
      readonly mailCount: number
    }
  | {
      readonly kind: 'mail-tried'
      readonly alertId: AlertId
      readonly isSent: boolean
      readonly attemptCount: number
      /** What the server said; null when it took the mail. */
      readonly detail: string | null
    }
  | { readonly kind: 'mails-abandoned'; readonly mailCount: number }
  /** There are mails and no server to hand them to; told once. */
  | { readonly kind: 'mailer-missing' }
  | {
      readonly kind: 'delivery-ended'
      readonly key: DeliveryKey
      readonly state: FinalState
      /** Where no attempt ended it, which would have told the same, and memory had it. */
      readonly unattempted?: {
        readonly tenantKey: number
        readonly tenantId: string
        readonly subscriptionId: SubscriptionId | null
        readonly delivery: LiveDelivery
      }
    }
  | { readonly kind: 'delivery-quarantined'; readonly key: DeliveryKey }
  | { readonly kind: 'egress'; readonly isDown: boolean; readonly originCount: number }
  /** The rows behind the ledger were counted; 0 when the books balance. */
  | { readonly kind: 'ledger-recounted'; readonly unaccountedCount: number }
  | { readonly kind: 'fault'; readonly where: string; readonly error: unknown }
  | { readonly kind: 'started'; readonly recoveredCount: number }
  /** A node that was silent for a whole lease may write no more. */
  | { readonly kind: 'node-fenced'; readonly node: number }
  | { readonly kind: 'node-recovered'; readonly node: number; readonly recoveredCount: number }
  | { readonly kind: 'stopped' }

export interface Observer {
  observe(fact: Fact): void
}
