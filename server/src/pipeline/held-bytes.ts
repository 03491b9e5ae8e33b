/**
 * What the deliveries in memory weigh, with the room that is promised to those that are being
 * committed. A heavy event on its way to many subscriptions is one object and weighs once. Memory
 * only.
 */
import type { Event } from '../domain/event.ts'

/** What a delivery costs in memory beyond its event's data. */
const itemBytes = 512
/** Lighter events are counted for each delivery: to look for them would cost more. */
const sharedFromBytes = 4_096

export class HeldBytes {
  readonly #shared = new Map<number, { readonly event: Event; count: number }>()
  #heldBytes = 0
  #reservedBytes = 0

  get heldBytes(): number {
    return this.#heldBytes
  }

  /** Held and promised. */
  get bytes(): number {
    return this.#heldBytes + this.#reservedBytes
  }

  reserve(dataBytes: number): void {
    this.#reservedBytes += dataBytes + itemBytes
  }

  unreserve(dataBytes: number): void {
    this.#reservedBytes -= dataBytes + itemBytes
  }

  /** One more delivery of this event; answers the object to keep in its place. */
  hold(event: Event): Event {
    this.#heldBytes += itemBytes
    const dataBytes = event.data.length
    if (dataBytes < sharedFromBytes) {
      this.#heldBytes += dataBytes
      return event
    }
    const known = this.#shared.get(event.seq)
    if (known !== undefined) {
      known.count += 1
      return known.event
    }
    this.#heldBytes += dataBytes
    this.#shared.set(event.seq, { event, count: 1 })
    return event
  }

  letGo(event: Event): void {
    this.#heldBytes -= itemBytes
    const dataBytes = event.data.length
    if (dataBytes >= sharedFromBytes) {
      const known = this.#shared.get(event.seq)
      if (known !== undefined && known.count > 1) {
        known.count -= 1
        return
      }
      this.#shared.delete(event.seq)
    }
    this.#heldBytes -= dataBytes
  }
}
