/**
 * When which subscription wants to be looked at again: a heap of instants behind one timer. It is
 * memory only and may be wrong in one direction: waking too early costs a look, and the store
 * knows all due work, so nothing is lost when this is.
 */
import type { Clock } from '../ports/clock.ts'

interface Wake {
  readonly atMs: number
  readonly number: number
}

/** A timer that is far away is set again from time to time, since wall time may be moved. */
const waitMsMax = 30_000

export class WakeTimes {
  readonly #heap: Wake[] = []
  readonly #earliest = new Map<number, number>()
  readonly #clock: Clock
  readonly #wake: (number: number) => void
  #cancelTimer: (() => void) | null = null
  #timerAtMs = Infinity

  constructor(clock: Clock, wake: (number: number) => void) {
    this.#clock = clock
    this.#wake = wake
  }

  /** Asks for a look at or soon after the instant; only an earlier one than before matters. */
  set(number: number, atMs: number): void {
    if (atMs === Infinity || (this.#earliest.get(number) ?? Infinity) <= atMs) return
    this.#earliest.set(number, atMs)
    this.#push({ atMs, number })
    this.#setTimer()
  }

  stop(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    this.#heap.length = 0
    this.#earliest.clear()
  }

  #setTimer(): void {
    const first = this.#heap[0]
    if (first === undefined || first.atMs >= this.#timerAtMs) return
    this.#cancelTimer?.()
    this.#timerAtMs = first.atMs
    const waitMs = Math.min(waitMsMax, Math.max(0, first.atMs - this.#clock.nowMs()))
    this.#cancelTimer = this.#clock.after(waitMs, () => this.#fire())
  }

  #fire(): void {
    this.#cancelTimer = null
    this.#timerAtMs = Infinity
    const nowMs = this.#clock.nowMs()
    for (let first = this.#heap[0]; first !== undefined && first.atMs <= nowMs;) {
      this.#pop()
      // An entry that an earlier one has overtaken since is not the one that is waited for.
      if (this.#earliest.get(first.number) === first.atMs) {
        this.#earliest.delete(first.number)
        this.#wake(first.number)
      }
      first = this.#heap[0]
    }
    this.#setTimer()
  }

  #push(wake: Wake): void {
    const heap = this.#heap
    let index = heap.push(wake) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (heap[parent]!.atMs <= wake.atMs) break
      heap[index] = heap[parent]!
      index = parent
    }
    heap[index] = wake
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let index = 0
    for (;;) {
      let child = index * 2 + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && heap[child + 1]!.atMs < heap[child]!.atMs) child += 1
      if (heap[child]!.atMs >= last.atMs) break
      heap[index] = heap[child]!
      index = child
    }
    heap[index] = last
  }
}
