/**
 * Subscriptions are spread over a fixed number of shards, and each shard is one node's: it alone
 * claims and sends for its subscriptions, so what holds within a process (caps, order, one at a
 * time) holds across nodes.
 */

/** Fixed for ever: a node of another version must come to the same answer. */
export const shardCount = 256

/** Spreads numbers that follow each other evenly (Knuth, multiplicative hashing). */
export function shardOf(subscriptionNumber: number): number {
  return Math.imul(subscriptionNumber, 0x9e3779b1) >>> 24
}

/** How many shards one of so many workers may have, so that all shards have a place. */
export function fairShare(workerCount: number): number {
  return Math.ceil(shardCount / Math.max(1, workerCount))
}
