/**
 * Time as waits and rests are kept: it never goes back, and it goes on while the machine's wall
 * clock is set back, so that what was to wait five seconds waits five seconds. After a start it is
 * not below what the store was last told. It then leads the wall clock, which alone says what goes
 * on the wire, when an event was accepted and when one that was to go out later may.
 */
import type { Clock } from '../ports/clock.ts'

export class PipelineClock implements Clock {
  readonly #clock: Clock
  #baseMs: number
  #baseMonotonicMs: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#baseMs = clock.nowMs()
    this.#baseMonotonicMs = clock.monotonicMs()
  }

  nowMs(): number {
    const wallMs = this.#clock.nowMs()
    const steadyMs = Math.floor(this.#steadyMs())
    if (wallMs <= steadyMs) return steadyMs
    this.#setBase(wallMs)
    return wallMs
  }

  monotonicMs(): number {
    return this.#clock.monotonicMs()
  }

  after(waitMs: number, run: () => void): () => void {
    return this.#clock.after(waitMs, run)
  }

  /** How far the wall clock is behind; 0 unless it was set back. */
  get leadMs(): number {
    return Math.max(0, this.nowMs() - this.#clock.nowMs())
  }

  /** Something was stored at this instant, so it is over. */
  notBefore(atMs: number): void {
    if (atMs > this.#steadyMs()) this.#setBase(atMs)
  }

  #steadyMs(): number {
    return this.#baseMs + this.#clock.monotonicMs() - this.#baseMonotonicMs
  }

  #setBase(atMs: number): void {
    this.#baseMs = atMs
    this.#baseMonotonicMs = this.#clock.monotonicMs()
  }
}
