/**
 * A replay sends many events again: one row with a filter, a range of the accept order fixed when
 * it was made, a cursor and a rate. It is counted before it begins, may be paused and cancelled,
 * and repeats at most what was in flight after a crash.
 */
import type { DeliveryState } from './delivery.ts'
import { type EventPattern, patternMatches } from './event-pattern.ts'
import type { ReplayId } from './ids.ts'

export interface ReplayFilter {
  /** Deliveries whose latest run is in one of these states; null: whatever their state. */
  readonly states: readonly DeliveryState[] | null
  readonly subscriptionNumber: number | null
  /** No others than these, for a maker who may not see all of the tenant's; null: all. */
  readonly amongSubscriptions: readonly number[] | null
  /** Events whose type one of these wants; null: whatever type. */
  readonly patterns: readonly EventPattern[] | null
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

/** `running` from the start, also while it is counted; `cancelled` and `done` are for good. */
export const replayStates = ['running', 'paused', 'cancelled', 'done'] as const
export type ReplayState = (typeof replayStates)[number]

export interface Replay extends ReplayCursor {
  readonly id: ReplayId
  readonly tenantKey: number
  readonly filter: ReplayFilter
  readonly untilSeq: number
  readonly ratePerSecond: number
  readonly state: ReplayState
  /** Deliveries that its filter found before the first was sent again; null: not counted yet. */
  readonly totalCount: number | null
  readonly startedCount: number
  readonly createdAtMs: number
  /** When it was done or cancelled. */
  readonly endedAtMs: number | null
}

/** Whether the filter is for events of this type. */
export const isOfWantedType = ({ patterns }: ReplayFilter, type: string): boolean =>
  patterns === null || patterns.some((pattern) => patternMatches(pattern, type))
