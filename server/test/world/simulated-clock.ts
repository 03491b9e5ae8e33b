/**
 * Time that moves only when it is told to: a heap of timers, fired one by one in order, each
 * followed by everything that it set off. Nothing here waits for the machine, so an hour passes in
 * the time that its timers take, and the same timers fire in the same order every time.
 */
import type { Clock } from '../../src/ports/clock.ts'

interface Timer {
  readonly atMs: number
  readonly order: number
  run: (() => void) | null
}

export class SimulatedClock implements Clock {
  readonly #startMs: number
  readonly #heap: Timer[] = []
  readonly #outside = new Set<Promise<unknown>>()
  #elapsedMs = 0
  #order = 0

  constructor(startMs = Date.UTC(2026, 0, 5, 8)) {
    this.#startMs = startMs
  }

  /** Whole milliseconds, as the machine's wall clock gives them. */
  nowMs(): number {
    return Math.floor(this.#startMs + this.#elapsedMs)
  }

  monotonicMs(): number {
    return this.#elapsedMs
  }

  /** Like the machine's timers: whole milliseconds, at least one. */
  after(waitMs: number, run: () => void): () => void {
    const timer: Timer = {
      atMs: this.#elapsedMs + Math.max(1, Math.trunc(waitMs)),
      order: this.#order,
      run,
    }
    this.#order += 1
    this.#push(timer)
    return () => {
      timer.run = null
    }
  }

  /** Time stands still until it has ended: work that the machine does beside the loop. */
  standsStillFor(work: Promise<unknown>): void {
    this.#outside.add(work)
    const ended = (): boolean => this.#outside.delete(work)
    work.then(ended, ended)
  }

  /** Fires what is due within the time, then stands at its end. Stops early when told so. */
  async run(forMs: number, isDone: () => boolean = () => false): Promise<void> {
    const untilMs = this.#elapsedMs + forMs
    await this.#allSetOff()
    while (!isDone()) {
      const first = this.#heap[0]
      if (first === undefined || first.atMs > untilMs) {
        this.#elapsedMs = Math.max(this.#elapsedMs, untilMs)
        return
      }
      this.#pop()
      if (first.run === null) continue
      // After a leap what was due in between fires late, as it does when a machine wakes up.
      this.#elapsedMs = Math.max(this.#elapsedMs, first.atMs)
      first.run()
      await this.#allSetOff()
    }
  }

  /** Time passes and nothing happens in it, as when the machine sleeps. */
  leap(forMs: number): void {
    this.#elapsedMs += forMs
  }

  async #allSetOff(): Promise<void> {
    await allSetOff()
    while (this.#outside.size > 0) {
      await Promise.allSettled(this.#outside)
      await allSetOff()
    }
  }

  #push(timer: Timer): void {
    const heap = this.#heap
    let index = heap.push(timer) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!isBefore(timer, heap[parent]!)) break
      heap[index] = heap[parent]!
      index = parent
    }
    heap[index] = timer
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let index = 0
    for (;;) {
      let child = index * 2 + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1
      if (!isBefore(heap[child]!, last)) break
      heap[index] = heap[child]!
      index = child
    }
    heap[index] = last
  }
}

/** The clock as one process has it: once the process is over, none of its timers fires. */
export function clockOf(clock: Clock, life: { readonly isOver: boolean }): Clock {
  return {
    nowMs: () => clock.nowMs(),
    monotonicMs: () => clock.monotonicMs(),
    after: (waitMs, run) =>
      clock.after(waitMs, () => {
        if (!life.isOver) run()
      }),
  }
}

/** Resolves when every promise that could go on has gone on. */
export function allSetOff(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.atMs === other.atMs ? one.order < other.order : one.atMs < other.atMs
}
