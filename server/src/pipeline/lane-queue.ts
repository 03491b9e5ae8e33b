/**
 * What of a lane is ready to go. First attempts of live events go past retries, replays and what is
 * released, so that no crowd of these delays them; one of these is owed its turn whenever none is
 * under way, so that a steady stream of events does not starve them. Memory only.
 */
import { Fifo } from './fifo.ts'

interface Queued {
  readonly isFirst: boolean
  readonly queuedAtMs: number
}

/** What an origin has left for deliveries that are no first attempts. */
export type LaterRoom = 'owed' | 'some' | 'none'

export class LaneQueue<Item extends Queued> {
  readonly #first = new Fifo<Item>()
  readonly #later = new Fifo<Item>()

  get length(): number {
    return this.#first.length + this.#later.length
  }

  push(item: Item): void {
    if (item.isFirst) this.#first.push(item)
    else this.#later.push(item)
  }

  /** The next that may go; undefined when there is none. */
  take(room: LaterRoom): Item | undefined {
    const isLaterNext = room === 'owed' || (room === 'some' && this.#first.length === 0)
    return (isLaterNext ? this.#later.shift() : undefined) ?? this.#first.shift()
  }

  /** Since when the one that has been here longest waits; null when there is none. */
  oldestAtMs(): number | null {
    const first = this.#first.peek()?.queuedAtMs ?? Infinity
    const oldest = Math.min(first, this.#later.peek()?.queuedAtMs ?? Infinity)
    return oldest === Infinity ? null : oldest
  }

  drain(): Item[] {
    return [...this.#first.drain(), ...this.#later.drain()]
  }
}
