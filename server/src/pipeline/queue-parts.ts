/** What the queues are made of and bounded by, and what they ask for: they do nothing themselves. */
import type { EgressWatch } from './egress-watch.ts'
import type { HeldDelivery, Lane } from './lane.ts'
import type { Ownership } from './membership.ts'
import type { Caps } from './origin-turns.ts'
import type { SubscriptionIndex } from './subscription-index.ts'

export interface QueueSettings extends Caps {
  readonly itemsPerLaneMax: number
  readonly bytesMax: number
}

export interface QueueParts {
  readonly subscriptions: SubscriptionIndex
  readonly egress: EgressWatch
  readonly actions: QueueActions
  readonly ownership: Ownership
}

export interface QueueActions {
  /** Sends one delivery, already counted as in flight; ends with `finish`. */
  send(item: HeldDelivery): void
  /** Claims due rows for the lane; ends with `claimed`. */
  claim(lane: Lane): void
  /** Gives rows to what left memory; ends with `evicted`. */
  evict(lane: Lane, items: readonly HeldDelivery[]): void
  /** The backlog that was being released is out. */
  endRelease(lane: Lane): void
}

/** What is capped for all nodes together is shared among those that send. */
export function sharedCaps({ perOrigin, inAll }: Caps, ownership: Ownership): Caps {
  return {
    inAll,
    get perOrigin() {
      return Math.max(1, Math.floor(perOrigin / ownership.workerCount))
    },
  }
}
