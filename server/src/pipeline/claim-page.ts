/** What every way of claiming works with: one page of the store, and when something of it may go. */
import type { PendingDelivery } from '../domain/delivery.ts'
import { waitAfterMs } from '../domain/retry-rule.ts'
import { type ClaimedDelivery, type ClaimRequest, heldName } from '../ports/delivery-store.ts'
import type { Ports } from '../ports/ports.ts'
import type { Lane } from './lane.ts'
import type { PipelineClock } from './pipeline-clock.ts'

/** Rows a claim asks for: enough to amortise it, few enough to stay in memory for a moment only. */
export const rowsByTime = { open: 128, release: 32, line: 1, probe: 1 } as const

export type ClaimMode = keyof typeof rowsByTime

export type ClaimPorts = Pick<Ports, 'store' | 'observer'> & { readonly clock: PipelineClock }

export interface Claimed {
  readonly due: readonly ClaimedDelivery[]
  /** When the store may have more; 0: now, Infinity: none. */
  readonly rowsDueAtMs: number
  /** The head of a line waits for its next attempt: nothing new can go before it. */
  readonly isLineHeld: boolean
}

export const releaseIsOver: Claimed = { due: [], rowsDueAtMs: Infinity, isLineHeld: false }

export function claimPage(
  lane: Lane,
  page: Pick<ClaimRequest, 'order' | 'limit' | 'held' | 'nowMs' | 'dueFromMs' | 'bytesMax'>,
  ports: ClaimPorts,
): Promise<readonly ClaimedDelivery[]> {
  return ports.store.deliveries.claimDue({
    bytesMax: lane.claimBytesMax,
    ...page,
    subscriptionNumber: lane.number,
  })
}

/** Neither its count nor its bytes have cut the page short. */
export function isAll(
  rows: readonly ClaimedDelivery[],
  limit: number,
  { claimBytesMax }: Pick<Lane, 'claimBytesMax'>,
): boolean {
  return rows.length < limit && bytesOf(rows) < claimBytesMax
}

export function bytesOf(rows: readonly ClaimedDelivery[]): number {
  return rows.reduce((sum, { event }) => sum + event.data.length, 0)
}

export function heldBy(lane: Lane): Set<string> {
  return new Set([...lane.held].map((item) => heldName(item.delivery))).union(lane.setAside)
}

/** When it may go: what is to go out later is kept by the wall clock, a wait by the pipeline's. */
export function dueBy({ attemptCount, dueAtMs }: PendingDelivery, clock: PipelineClock): number {
  return attemptCount === 0 && dueAtMs > 0 ? dueAtMs + clock.leadMs : dueAtMs
}

/** What was accepted after it began goes behind it, as it would go at any other time. */
export function isOfRelease({ releasingSinceMs }: Lane, { event }: ClaimedDelivery): boolean {
  return event.acceptedAtMs <= releasingSinceMs
}

/** Waits from before the release are not made up; those of attempts made in it are kept. */
export function isReleased(lane: Lane, { delivery }: ClaimedDelivery, nowMs: number): boolean {
  const { dueAtMs, attemptCount } = delivery
  if (attemptCount === 0 || dueAtMs <= nowMs) return true
  const leastWaitMs = waitAfterMs(lane.rule, attemptCount, 0)
  return dueAtMs - leastWaitMs < lane.releasingSinceMs
}
