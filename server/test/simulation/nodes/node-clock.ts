/**
 * The clock of one node: its wall clock is wrong by minutes and jumps, and the whole process may
 * stand still. `stalled` (collecting garbage, SIGSTOP) its monotonic time goes on; `frozen` (a
 * virtual machine that is halted) that stands still too, so the process cannot know. Whatever comes
 * meanwhile, timers and answers alike, is taken in when it wakes, in order.
 */
import type { Clock } from '../../../src/ports/clock.ts'

export type Standstill = 'stalled' | 'frozen'

interface Standing {
  readonly how: Standstill
  readonly sinceMs: number
}

/** Timers of the machine fire a little late at times, never early. */
const toleranceMs = 0.001

export class NodeClock implements Clock {
  readonly #clock: Clock
  readonly #life: { readonly isOver: boolean }
  #wallOffsetMs: number
  #frozenMs = 0
  #standing: Standing | null = null
  #waiting: (() => void)[] = []

  constructor(clock: Clock, life: { readonly isOver: boolean }, wallOffsetMs: number) {
    this.#clock = clock
    this.#life = life
    this.#wallOffsetMs = wallOffsetMs
  }

  get isStanding(): boolean {
    return this.#standing !== null
  }

  get isFrozen(): boolean {
    return this.#standing?.how === 'frozen'
  }

  /** By the world's time; null while it runs. */
  get stoodStillSinceMs(): number | null {
    return this.#standing?.sinceMs ?? null
  }

  nowMs(): number {
    return Math.floor(this.#clock.nowMs() + this.#wallOffsetMs - this.#frozenNowMs())
  }

  monotonicMs(): number {
    return this.#clock.monotonicMs() - this.#frozenNowMs()
  }

  after(waitMs: number, run: () => void): () => void {
    let isCancelled = false
    const dueAtMs = this.monotonicMs() + Math.max(1, Math.trunc(waitMs))
    const fire = (): void => {
      if (isCancelled || this.#life.isOver) return
      if (this.#standing !== null) this.#waiting.push(fire)
      else if (this.monotonicMs() < dueAtMs - toleranceMs) arm()
      else run()
    }
    const arm = (): void => {
      this.#clock.after(Math.ceil(dueAtMs - this.monotonicMs()), fire)
    }
    arm()
    return () => {
      isCancelled = true
    }
  }

  /** Something comes from outside: it is taken in when the process is awake. */
  arrive(run: () => void): void {
    if (this.#life.isOver) return
    if (this.#standing === null) run()
    else this.#waiting.push(() => this.arrive(run))
  }

  standStill(how: Standstill): void {
    this.#standing ??= { how, sinceMs: this.#clock.monotonicMs() }
  }

  wake(): void {
    const standing = this.#standing
    if (standing === null) return
    if (standing.how === 'frozen') this.#frozenMs += this.#clock.monotonicMs() - standing.sinceMs
    this.#standing = null
    const waiting = this.#waiting
    this.#waiting = []
    // One after the other, each with all that it sets off.
    for (const run of waiting) this.#clock.after(1, run)
  }

  /** Somebody sets the wall clock. */
  jump(byMs: number): void {
    this.#wallOffsetMs += byMs
  }

  #frozenNowMs(): number {
    if (this.#standing?.how !== 'frozen') return this.#frozenMs
    return this.#frozenMs + this.#clock.monotonicMs() - this.#standing.sinceMs
  }
}
