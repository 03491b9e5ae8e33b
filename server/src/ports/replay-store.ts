/**
 * Replays and what they would send. A step of a replay (its new runs and its cursor) is committed
 * by `DeliveryStore.startRuns`.
 * Every implementation passes test/contract/replay-store-contract.ts.
 */
import type { Replay, ReplayCursor, ReplayFilter } from '../domain/replay.ts'
import type { EventId } from '../domain/ids.ts'

export interface ReplayStore {
  createReplay(
    replay: Omit<Replay, 'untilSeq' | keyof ReplayCursor | 'startedCount' | 'isDone'>,
  ): Promise<Replay>
  /** Those that are not done. */
  openReplays(): Promise<readonly Replay[]>
  /**
   * The next matching deliveries behind the cursor, at most `limit`, in accept order and by
   * subscription, one per event and subscription; and how far the scan came, which may be within
   * an event (`untilSeq` when it is at its end). Looks at ≤ 10,000 events and deliveries.
   */
  candidates(request: CandidateRequest): Promise<CandidatePage>
}

export interface CandidateRequest extends ReplayCursor {
  readonly tenantKey: number
  readonly filter: ReplayFilter
  /** Null: up to the newest event. */
  readonly untilSeq: number | null
  readonly limit: number
}

export interface CandidatePage extends ReplayCursor {
  readonly deliveries: readonly {
    readonly eventId: EventId
    readonly eventSeq: number
    readonly subscriptionNumber: number
  }[]
  readonly isAtEnd: boolean
}
