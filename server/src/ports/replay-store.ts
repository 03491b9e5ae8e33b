/**
 * Replays and what they would send. A step of a replay (its new runs and its cursor) is committed
 * by `DeliveryStore.startRuns`.
 * Every implementation passes test/contract/replay-store-contract.ts.
 */
import type { EventId, ReplayId } from '../domain/ids.ts'
import type { Replay, ReplayCursor, ReplayFilter, ReplayState } from '../domain/replay.ts'

export interface ReplayStore {
  /** It is running, and its range ends where the accept order stands. */
  createReplay(replay: NewReplay): Promise<Replay>
  find(tenantKey: number, id: ReplayId): Promise<Replay | null>
  /** Those that are running or paused. */
  openReplays(): Promise<readonly Replay[]>
  /** Null, and nothing has changed, where there is none or its state is none of `from`. */
  changeState(request: ReplayStateChange): Promise<Replay | null>
  noteTotal(id: ReplayId, totalCount: number): Promise<void>
  /**
   * The next matching deliveries behind the cursor, at most `limit`, in accept order and by
   * subscription, one per event and subscription, none to a subscription that is deleted; and how far the scan came, which may be within
   * an event (`untilSeq` when it is at its end). Looks at ≤ 10,000 events and deliveries.
   */
  candidates(request: CandidateRequest): Promise<CandidatePage>
}

export type NewReplay = Pick<
  Replay,
  'id' | 'tenantKey' | 'filter' | 'ratePerSecond' | 'createdAtMs'
>

export interface ReplayStateChange {
  readonly tenantKey: number
  readonly id: ReplayId
  readonly from: readonly ReplayState[]
  readonly state: Exclude<ReplayState, 'done'>
  readonly nowMs: number
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
