/**
 * Where an accepted event becomes durable. When `append` resolves with `stored`, the event, its
 * targets and its idempotency record are synced to disk in one transaction; when it rejects,
 * nothing of it is. Calls made at the same time may share one commit.
 * Every implementation passes test/contract/event-store-contract.ts.
 */
import type { NewEvent } from '../domain/event.ts'
import type { EventId } from '../domain/ids.ts'

export interface EventStore {
  append(request: AppendRequest): Promise<AppendResult>
  /**
   * What an earlier request under the same idempotency key became, or null. A look-up ahead of the
   * match; `append` decides again by itself.
   */
  findRepeat(
    tenantKey: number,
    claim: { key: string; bodyDigest: Uint8Array },
  ): Promise<Extract<AppendResult, { kind: 'repeat' | 'key-reused' }> | null>
}

export interface AppendRequest {
  readonly event: NewEvent
  /** The tenant's configuration version that the targets were matched with. */
  readonly configVersion: number
  readonly targets: readonly TargetPlacement[]
}

export interface TargetPlacement {
  readonly subscriptionNumber: number
  /** True: it gets a waiting row in this very commit, because no queue in memory takes it. */
  readonly isWaiting: boolean
}

export type AppendResult =
  | { readonly kind: 'stored'; readonly seq: number; readonly commitMs: number }
  /** Same key and body as an earlier request, whose event this is. */
  | { readonly kind: 'repeat'; readonly eventId: EventId; readonly targetCount: number }
  /** Same key, another body. */
  | { readonly kind: 'key-reused' }
  /** A subscription changed since the match: match again and append again. Nothing was stored. */
  | { readonly kind: 'stale-configuration' }
  /** The queue of commits is too long (over 1 s); nothing was stored. */
  | { readonly kind: 'overloaded' }
  /** The disk is below its floor of free space; nothing was stored. */
  | { readonly kind: 'disk-full' }
