/**
 * When the next commit goes out: at once when none is under way, otherwise so that what comes close
 * together shares it; what nobody waits for rides along.
 */
import type { Clock } from '../../ports/clock.ts'
import type { Urgency } from './write-queue.ts'

/** Least time from commit to commit while another is under way. */
const gapMs = 2
/** What nobody waits for goes out after this, if nothing took it along. */
const soonMs = 10

export class CommitTimer {
  readonly #clock: Clock
  readonly #run: () => void
  #dueAtMs = Infinity
  #lastSentAtMs = -Infinity
  #cancel: (() => void) | null = null
  #firesAtMs = Infinity
  #isStepQueued = false

  constructor(clock: Clock, run: () => void) {
    this.#clock = clock
    this.#run = run
  }

  /** Something was handed in. */
  ask(urgency: Urgency, isIdle: boolean): void {
    const urgentAtMs = isIdle ? 0 : this.#lastSentAtMs + gapMs
    this.#dueAtMs = Math.min(
      this.#dueAtMs,
      urgency === 'now' ? urgentAtMs : this.#clock.monotonicMs() + soonMs,
    )
    // At the end of the running step, so that what it hands in together commits together.
    if (this.isDue()) this.#runAfterStep()
  }

  /** What waits goes out as soon as it may. */
  hurry(): void {
    this.#dueAtMs = 0
  }

  /** Whether a commit may go out now; if not, it is run when it may. */
  isDue(): boolean {
    const nowMs = this.#clock.monotonicMs()
    if (this.#dueAtMs <= nowMs) return true
    if (this.#dueAtMs < Infinity) this.#wakeAt(this.#dueAtMs, nowMs)
    return false
  }

  /** One went out; what is left has waited long enough already. */
  sent(hasMore: boolean): void {
    this.#lastSentAtMs = this.#clock.monotonicMs()
    this.#dueAtMs = hasMore ? 0 : Infinity
  }

  stop(): void {
    this.#cancel?.()
  }

  #runAfterStep(): void {
    if (this.#isStepQueued) return
    this.#isStepQueued = true
    queueMicrotask(() => {
      this.#isStepQueued = false
      this.#run()
    })
  }

  #wakeAt(atMs: number, nowMs: number): void {
    if (atMs >= this.#firesAtMs) return
    this.#cancel?.()
    this.#firesAtMs = atMs
    this.#cancel = this.#clock.after(Math.max(0, Math.ceil(atMs - nowMs)), () => {
      this.#cancel = null
      this.#firesAtMs = Infinity
      this.#run()
    })
  }
}
