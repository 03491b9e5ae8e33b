/**
 * When a node may send, and when another one is dead. A node lives by heartbeats in the shared
 * store. Its own lease counts from before it asked; a taker counts from after it saw the last
 * heartbeat, and only while its own heartbeats went through: so the owner stops first, and an
 * outage of the store, which silences everybody, ends nobody.
 */

export type NodeRole = 'api' | 'worker' | 'maintenance'

export interface LeaseRule {
  readonly leaseMs: number
  readonly heartbeatMs: number
}

export interface Peer {
  readonly number: number
  /** Grows with every heartbeat of the node. */
  readonly beatCount: number
}

/** What one node has seen of the others, in its own monotonic time. */
export type PeersSeen = ReadonlyMap<
  number,
  { readonly beatCount: number; readonly sinceMs: number }
>

/** Nothing is known of anybody: after a start, and after a heartbeat that did not go through. */
export const nobodySeen: PeersSeen = new Map()

/** Whether a new attempt may start: not near the end of a lease that is not known to be renewed. */
export function mayStartAttempt(beatAskedAtMs: number, nowMs: number, rule: LeaseRule): boolean {
  return nowMs - beatAskedAtMs < rule.leaseMs - rule.heartbeatMs
}

/**
 * Whether the silence of others, in between two heartbeats of one's own that were answered at these
 * instants, says anything about them: not when these lie so far apart that the store may have been
 * away from all, or this process stood still.
 */
export function wasListening(heardAtMs: number, nowMs: number, rule: LeaseRule): boolean {
  return nowMs - heardAtMs <= 2 * rule.heartbeatMs
}

/** Adds what a heartbeat answered at `nowMs`. Whoever is not among the peers is forgotten. */
export function seePeers(before: PeersSeen, peers: readonly Peer[], nowMs: number): PeersSeen {
  const seen = new Map<number, { beatCount: number; sinceMs: number }>()
  for (const { number, beatCount } of peers) {
    const known = before.get(number)
    const isSame = known?.beatCount === beatCount
    seen.set(number, { beatCount, sinceMs: isSame ? known.sinceMs : nowMs })
  }
  return seen
}

/** Those that were silent for a whole lease while somebody who was heard himself listened. */
export function silentPeers(seen: PeersSeen, nowMs: number, rule: LeaseRule): readonly Peer[] {
  return [...seen].flatMap(([number, { beatCount, sinceMs }]) =>
    nowMs - sinceMs >= rule.leaseMs ? [{ number, beatCount }] : [],
  )
}
