/**
 * One thing that the live feed tells: numbers and ids of what happened, nothing of an event's data
 * and nothing that a receiver answered.
 */
import type { AlertId, NewsKind } from './alert.ts'
import type { DeliveryState, RunKind } from './delivery.ts'
import type { ErrorClass } from './error-class.ts'
import type { DeliveryKey, EventId, SubscriptionId } from './ids.ts'
import type { SubscriptionStatus } from './subscription.ts'

export const liveKinds = ['delivery', 'event', 'subscription', 'alert'] as const
export type LiveKind = (typeof liveKinds)[number]

/** A delivery as lists show it, right after what is told of it. */
export interface LiveDelivery extends DeliveryKey {
  readonly type: string
  readonly state: DeliveryState
  readonly runKind: RunKind
  readonly attemptCount: number
  readonly acceptedAtMs: number
  readonly dueAtMs: number | null
  readonly endedAtMs: number | null
  readonly isQuarantined: boolean
}

export interface LiveAttempt {
  readonly number: number
  readonly status: number | null
  readonly errorClass: ErrorClass | null
  readonly durationMs: number
  readonly startedAtMs: number
}

/** What happened, and where. */
export type LiveHappening =
  | {
      readonly kind: 'delivery'
      readonly subscriptionNumber: number
      readonly subscriptionId: SubscriptionId | null
      readonly delivery: LiveDelivery
      /** Null: it ended without one. */
      readonly attempt: LiveAttempt | null
    }
  | {
      readonly kind: 'event'
      readonly eventId: EventId
      readonly type: string
      readonly acceptedAtMs: number
      readonly matched: number
    }
  | {
      readonly kind: 'subscription'
      readonly subscriptionNumber: number
      readonly subscriptionId: SubscriptionId
      readonly status: SubscriptionStatus
      readonly isFailing: boolean
    }
  | {
      readonly kind: 'alert'
      readonly subscriptionNumber: number
      readonly subscriptionId: SubscriptionId | null
      readonly alertId: AlertId
      readonly news: NewsKind
      readonly subject: string
      readonly atMs: number
    }

export type LiveEntry = LiveHappening & {
  /** Its place in the feed, one more than that of the entry before it. */
  readonly number: number
  readonly tenantKey: number
  /** Id of the account, as the store has it: a tenant's or a partner's. */
  readonly tenantId: string
}
