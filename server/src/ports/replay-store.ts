/**
 * Replays and what they would send. A step of a replay (its new runs and its cursor) is committed
 * by `DeliveryStore.startRuns`.
 * Every implementation passes test/contract/replay-store-contract.ts.
 */
import type { Replay, ReplayFilter } from '../domain/replay.ts'
import type { EventId } from '../domain/ids.ts'

export interface ReplayStore {
  createReplay(
    replay: Omit<Replay, 'untilSeq' | 'cursorSeq' | 'startedCount' | 'isDone'>,
  ): Promise<Replay>
  /** Those that are not done. */
  openReplays(): Promise<readonly Replay[]>
  /**
   * The next matching deliveries above the cursor, in accept order, one per event and subscription,
   * and how far the scan came (`untilSeq` when it is at its end). Looks at ≤ 10,000 events.
   */
  candidates(request: CandidateRequest): Promise<CandidatePage>
}

export interface CandidateRequest {
  readonly tenantKey: number
  readonly filter: ReplayFilter
  readonly cursorSeq: number
  /** Null: up to the newest event. */
  readonly untilSeq: number | null
  readonly limit: number
}

export interface CandidatePage {
  readonly deliveries: readonly {
    readonly eventId: EventId
    readonly eventSeq: number
    readonly subscriptionNumber: number
  }[]
  readonly cursorSeq: number
  readonly isAtEnd: boolean
}
