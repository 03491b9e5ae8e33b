/**
 * What has become of a subscription and has to be told: written in the very commit that made it so,
 * and gone once it was told. So no crash can lose it, and what follows from it bears its id, so none
 * can double it. The dialect says what there is to tell; nothing here knows any system's words.
 */
import type { AlertContent, AlertId, NewsKind } from './alert.ts'
import type { EventId, DeliveryId } from './ids.ts'
import type { DialectName, Subscription } from './subscription.ts'

/** What has just happened to a subscription; a dialect makes of it what there is to tell. */
export interface SubscriptionNews {
  readonly kind: NewsKind
  /** As it is from now on. */
  readonly subscription: Subscription
  readonly atMs: number
  /** The attempt that did it; null where a person or program did. */
  readonly attempt: NewsAttempt | null
}

export interface NewsAttempt {
  readonly eventId: EventId
  readonly eventType: string
  readonly deliveryId: DeliveryId
  /** Counted from 1 within the run. */
  readonly cycle: number
  /** Whether it began the series of failures. */
  readonly isFirstFailure: boolean
}

export type AnnouncementId = `ann_${string}`

/** Of the alert that an announcement leads to. */
export const alertIdOf = (id: AnnouncementId): AlertId => `alr_${id.slice(4)}`

/** What a dialect wants told. */
export interface AnnouncementContent {
  /** For the subscriptions that watch this one; null: none is made. */
  readonly event: StateEvent | null
  /** For people; null: none is raised. */
  readonly alert: AlertContent | null
}

export interface Announcement extends AnnouncementContent {
  readonly id: AnnouncementId
  readonly tenantKey: number
  readonly tenantId: string
  readonly subscriptionNumber: number
  readonly dialect: DialectName
  readonly kind: NewsKind
  readonly atMs: number
}

/** An event about a subscription, to be accepted for those of its tenant that watch it. */
export interface StateEvent {
  readonly type: string
  /** A JSON object, as text. */
  readonly dataJson: string
  /** Which application made the watched one; null: anyone's. */
  readonly application: string | null
}
