/** The deliveries that memory has, in their lanes, and what they weigh together. Memory only. */
import type { Clock } from '../ports/clock.ts'
import type { ClaimedDelivery } from '../ports/delivery-store.ts'
import { HeldBytes } from './held-bytes.ts'
import { heldDelivery, type HeldDelivery, type Lane } from './lane.ts'

export class HeldDeliveries {
  readonly memory = new HeldBytes()
  readonly #clock: Pick<Clock, 'nowMs'>
  #count = 0

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock
  }

  get count(): number {
    return this.#count
  }

  /** Queues a delivery in its lane; what was claimed has its row. */
  hold(lane: Lane, { delivery, event }: ClaimedDelivery, hasRow: boolean): HeldDelivery {
    const isFirstAttempt = delivery.runKind === 'accepted' && delivery.attemptCount === 0
    const item = heldDelivery(
      lane,
      { delivery, event: this.memory.hold(event) },
      {
        hasRow,
        isFirst: !hasRow || (isFirstAttempt && lane.mode === 'open'),
        queuedAtMs: this.#clock.nowMs(),
      },
    )
    lane.held.add(item)
    lane.queue.push(item)
    this.#count += 1
    return item
  }

  /** False when memory had let go of it before. */
  letGo(item: HeldDelivery): boolean {
    if (!item.lane.held.delete(item)) return false
    this.#count -= 1
    this.memory.letGo(item.event)
    return true
  }
}
