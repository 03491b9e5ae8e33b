/**
 * Nodes that share one store, and who of them owns what. A node writes only as long as nobody has
 * fenced it; a fence and a commit exclude each other, so what a fenced node still believes does no
 * harm. A method is one atomic step. A store that one process has to itself has none of this.
 * Every implementation passes test/contract/node-store-contract.ts.
 */
import type { NodeRole, Peer } from '../domain/lease.ts'

export interface NodeStore {
  /** The number of this process's node; the same again after a restart under the same name. */
  readonly number: number
  /**
   * Says that this node lives, gives back shards, takes free ones up to `shardCountMax`, and the
   * maintenance if it is free and asked for. Null when this node was fenced: it may write no more.
   */
  beat(request: NodeBeat): Promise<NodeView | null>
  /**
   * Ends a node that has not beaten since: from the resolution on it can commit nothing, and what
   * it owned is free. False when it has beaten meanwhile, or was ended already.
   */
  fence(peer: Peer): Promise<boolean>
  /**
   * Gives rows to what a fenced node had accepted and kept in memory alone, `recoveryCount` 1.
   * Returns how many; may be repeated, by others too.
   */
  recover(number: number): Promise<number>
  /** An orderly end: what this node owns is free at once. */
  leave(): Promise<void>
}

export interface NodeBeat {
  readonly roles: readonly NodeRole[]
  /** Shards for which nothing of this node is in flight any more. */
  readonly give: readonly number[]
  /** It owns at most so many; what it has beyond stays until it is given. */
  readonly shardCountMax: number
}

export interface NodeView {
  /** All that live, this one too. */
  readonly peers: readonly (Peer & { readonly roles: readonly NodeRole[] })[]
  /** Fenced, and what they left in memory is not recovered yet. */
  readonly lost: readonly number[]
  /** Of this node. */
  readonly shards: readonly number[]
  readonly isMaintainer: boolean
}
