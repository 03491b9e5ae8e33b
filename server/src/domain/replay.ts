/**
 * A replay sends many events again: one row with a filter, a range of the accept order fixed when
 * it was made, a cursor and a rate. It repeats at most what was in flight after a crash.
 */
import type { DeliveryState } from './delivery.ts'
import type { ReplayId } from './ids.ts'

export interface ReplayFilter {
  /** Deliveries whose latest run is in one of these states; null: whatever their state. */
  readonly states: readonly DeliveryState[] | null
  readonly subscriptionNumber: number | null
  readonly type: string | null
  readonly sinceMs: number | null
  readonly untilMs: number | null
  /**
   * Also events that the subscription would have got but for being paused (kept without a
   * delivery). Needs a subscription.
   */
  readonly includesUndelivered: boolean
}

/** How far a replay has come: a place in the accept order, and within the event that follows it. */
export interface ReplayCursor {
  /** Events up to here are done. */
  readonly cursorSeq: number
  /** Of the event at `cursorSeq + 1`, subscriptions up to this number are done too. */
  readonly cursorSubscription: number
}

export interface Replay extends ReplayCursor {
  readonly id: ReplayId
  readonly tenantKey: number
  readonly filter: ReplayFilter
  readonly untilSeq: number
  readonly ratePerSecond: number
  readonly startedCount: number
  readonly isDone: boolean
  readonly createdAtMs: number
}
