/**
 * Claims for subscriptions that keep the order of each key: of the open deliveries of one order key
 * only the first by place may go, those without a key all may. What is quarantined keeps nobody
 * waiting. A claim changes nothing; a crash after it finds the same rows again.
 * Every implementation passes test/contract/order-key-store-contract.ts.
 */
import type { ClaimedDelivery, ClaimRequest } from './delivery-store.ts'

export interface OrderKeyStore {
  /**
   * Looks along the line, above a place: what has no key or is the first of its key, by place. So
   * many rows are looked at, whatever they are, so that a look takes no longer the more stand behind.
   */
  claimAlong(request: ClaimAlong): Promise<ClaimedAlong>

  /**
   * Of each of these keys the first open delivery, if it may be claimed; in the order of the keys,
   * ending like a claim where `bytesMax` is reached.
   */
  claimFirst(request: ClaimFirst): Promise<readonly ClaimedDelivery[]>
}

type Common = Pick<ClaimRequest, 'subscriptionNumber' | 'nowMs' | 'bytesMax' | 'held'> & {
  /** Those that were tried come too, due or not; otherwise those never tried, due at `nowMs`. */
  readonly includesTried: boolean
}

export interface ClaimAlong extends Common {
  readonly afterPosition: number
  readonly limit: number
  readonly lookedAtMax: number
}

export interface ClaimedAlong {
  readonly rows: readonly ClaimedDelivery[]
  /** Everything up to here was looked at. */
  readonly lookedTo: number
  /** Nothing stands behind it. */
  readonly isAtEnd: boolean
}

export interface ClaimFirst extends Common {
  readonly keys: readonly string[]
}
