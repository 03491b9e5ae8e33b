/**
 * Where deliveries become durable. A target without an outcome lives in memory for about a second
 * and then gets a waiting row; what is final is append-only. Each method is one atomic step, calls
 * made at the same time may share one commit, and everything may be repeated with the same keys
 * after a commit whose result is unknown.
 * Every implementation passes test/contract/delivery-store-contract.ts.
 */
import type { Announcement } from '../domain/announcement.ts'
import type { Attempt } from '../domain/attempt.ts'
import type { FinalState, PendingDelivery, RunKind } from '../domain/delivery.ts'
import type { Event } from '../domain/event.ts'
import type { Health } from '../domain/health.ts'
import type { DeliveryKey, ReplayId } from '../domain/ids.ts'
import type { SubscriptionStatus } from '../domain/subscription.ts'

export interface DeliveryStore {
  /** Writes attempts and what follows from them, all or none; rides in the next group commit. */
  recordOutcomes(outcomes: readonly OutcomeRecord[]): Promise<void>

  /**
   * Gives waiting rows to deliveries that only memory knew, and notes that every target of events
   * up to `settledSeq` now has an outcome or a row, so that recovery need not look there again.
   */
  keepWaiting(request: {
    readonly deliveries: readonly PendingDelivery[]
    readonly settledSeq: number
  }): Promise<void>

  /**
   * Deliveries of one subscription with their events. By `due`: those whose `dueAtMs` has come, by
   * (dueAtMs, position). By `accepted`: by position alone, those once attempted whether or not they
   * are due, since they hold their place; those never attempted once their `dueAtMs` has come, and
   * any number of them that have to wait is passed over. `held` are already in memory and left out.
   */
  claimDue(request: ClaimRequest): Promise<readonly ClaimedDelivery[]>

  /**
   * The earliest due instant of each subscription that has waiting rows. Cheap whatever waits: one
   * step of an index a subscription.
   */
  heads(): Promise<readonly WaitingHead[]>

  /**
   * After a start: every target that a crash left with neither outcome nor row gets a row with
   * `recoveryCount` 1. Reads only events above the settled mark. Returns how many.
   */
  recover(): Promise<number>

  /**
   * Begins runs (resends, one step of a replay) with waiting rows; the store gives run numbers. They
   * share a commit, so a caller with many hands them in by some hundreds.
   */
  startRuns(request: StartRuns): Promise<readonly DeliveryKey[]>

  /**
   * Commits that these, once in flight at a crash, are about to be sent again: `recoveryCount` as
   * given (`recordOutcomes` sets it back to 0). Quarantined ones keep their row, are shown, and no
   * claim ever brings them again.
   */
  markSending(request: {
    readonly deliveries: readonly PendingDelivery[]
    readonly isQuarantined: boolean
  }): Promise<void>

  /**
   * Ends up to `limit` waiting rows of a deleted subscription as `cancelled`, or of any
   * subscription, accepted before `acceptedBeforeMs`, as `expired`. Returns the keys ended.
   */
  closeWaiting(request: CloseRequest): Promise<readonly DeliveryKey[]>
}

export interface OutcomeRecord {
  readonly delivery: PendingDelivery
  /** Null when a delivery ends without an attempt. */
  readonly attempt: Attempt | null
  readonly next:
    | { readonly state: FinalState; readonly atMs: number }
    | { readonly state: 'pending'; readonly dueAtMs: number; readonly isBehindOthers: boolean }
  /** Whether the delivery has a waiting row that this has to change or remove. */
  readonly hasRow: boolean
  /** Written with the outcome where it changed in more than its totals; null: leave as it is. */
  readonly health: Health | null
  /** Written with the outcome where it changed; null: leave as it is. */
  readonly status: SubscriptionStatus | null
  /**
   * Since when the subscription was in the state from which health and status follow. Where it is in
   * another by now (a node paused or resumed it), health, status and announcement are not kept.
   */
  readonly stateSinceMs?: number
  /** Kept in the same commit, to be told; nothing of a subscription that was deleted is. */
  readonly announcement?: Announcement | null
}

export interface ClaimRequest {
  readonly subscriptionNumber: number
  readonly nowMs: number
  readonly limit: number
  /** It ends with the delivery whose event's data brings what it found to so much; never without one. */
  readonly bytesMax?: number
  readonly order: 'due' | 'accepted'
  /** By `due` alone: none whose `dueAtMs` is before this. */
  readonly dueFromMs?: number
  /** `eventId/run` of what memory already holds. */
  readonly held: ReadonlySet<string>
}

export interface ClaimedDelivery {
  readonly delivery: PendingDelivery
  readonly event: Event
}

export interface WaitingHead {
  readonly subscriptionNumber: number
  /** Smallest `dueAtMs` among its rows. */
  readonly dueAtMs: number
}

export interface StartRuns {
  readonly runKind: Exclude<RunKind, 'accepted'>
  readonly deliveries: readonly {
    readonly eventId: Event['id']
    readonly eventSeq: number
    readonly subscriptionNumber: number
  }[]
  /**
   * Written in the same commit: how far the replay has come. Where it is not running any more,
   * nothing is begun and it stays where it was.
   */
  readonly replay: {
    readonly id: ReplayId
    readonly cursorSeq: number
    readonly cursorSubscription: number
    readonly startedCount: number
    readonly isDone: boolean
  } | null
}

export type CloseRequest =
  | {
      readonly state: 'cancelled'
      readonly subscriptionNumber: number
      readonly limit: number
      readonly nowMs: number
    }
  | {
      readonly state: 'expired'
      readonly acceptedBeforeMs: number
      readonly limit: number
      readonly nowMs: number
    }

/** How memory names a delivery it holds. */
export const heldName = (key: DeliveryKey): string => `${key.eventId}/${key.run}`
