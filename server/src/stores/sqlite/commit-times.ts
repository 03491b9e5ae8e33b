/**
 * When the group commit commits: at once when idle, otherwise one commit per 2 ms, and sooner once
 * the loop has nothing else to do, since then all who could still join wait for us. What nobody
 * waits for rides along within 10 ms. Where commits are dear (a slow disk, many rows) they come
 * less often and hold more. Memory only.
 */
import type { Clock } from '../../ports/clock.ts'

export interface CommitTimesParts {
  readonly clock: Pick<Clock, 'monotonicMs' | 'after'>
  /** Calls back when the loop has done all that was ready; undefined where time is simulated. */
  readonly afterTurn: ((run: () => void) => unknown) | undefined
  /** How many writes wait. */
  readonly length: () => number
  readonly mayCommit: () => boolean
  readonly commit: () => void
}

/** Least time from commit to commit, so that the sync is shared under load. */
const gapMs = 2
/** The same where the loop has nothing else to do. */
const lullGapMs = 1
/** A commit takes at most one part in so many of the loop's time, as long as the gap allows it. */
const gapShare = 2
const gapMsMax = 12
const smoothedOver = 8
const soonMs = 10

export class CommitTimes {
  readonly #parts: CommitTimesParts
  #lastAtMs = -Infinity
  #lastTookMs = 0
  #commitCount = 0
  #cancelTimer: (() => void) | null = null
  #timerAtMs = Infinity
  #isTurnQueued = false
  #isLullAwaited = false

  constructor(parts: CommitTimesParts) {
    this.#parts = parts
  }

  get hasTimer(): boolean {
    return this.#timerAtMs !== Infinity
  }

  /** The earliest instant (monotonic) of the next commit that is not an idle one. */
  get earliestMs(): number {
    return this.#lastAtMs + Math.max(gapMs, Math.min(gapMsMax, gapShare * this.#lastTookMs))
  }

  /** Something was queued. */
  ask(urgency: 'now' | 'soon'): void {
    const nowMs = this.#parts.clock.monotonicMs()
    const { earliestMs } = this
    if (urgency === 'soon') this.wakeAt(Math.max(earliestMs, nowMs + soonMs), nowMs)
    else if (nowMs >= earliestMs) this.#commitThisTurn()
    else {
      this.wakeAt(earliestMs, nowMs)
      this.#commitInLull()
    }
  }

  /** At this instant at the latest. */
  wakeAt(atMs: number, nowMs: number): void {
    if (atMs >= this.#timerAtMs) return
    this.#cancelTimer?.()
    this.#timerAtMs = atMs
    this.#cancelTimer = this.#parts.clock.after(Math.max(0, atMs - nowMs), () => {
      this.#cancelTimer = null
      this.#timerAtMs = Infinity
      this.#parts.commit()
    })
  }

  cancel(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    this.#timerAtMs = Infinity
  }

  noteCommit(startedAtMs: number): void {
    this.#commitCount += 1
    this.#lastAtMs = this.#parts.clock.monotonicMs()
    this.#lastTookMs += (this.#lastAtMs - startedAtMs - this.#lastTookMs) / smoothedOver
  }

  /** Idle: at the end of the running step, so that what it hands in together commits together. */
  #commitThisTurn(): void {
    if (this.#isTurnQueued) return
    this.#isTurnQueued = true
    queueMicrotask(() => {
      this.#isTurnQueued = false
      if (this.#parts.mayCommit()) this.#parts.commit()
    })
  }

  /** Before it is due, once a turn of the loop has brought nothing new. */
  #commitInLull(): void {
    const { afterTurn, clock, length, mayCommit, commit } = this.#parts
    if (afterTurn === undefined || this.#isLullAwaited) return
    this.#isLullAwaited = true
    const commitCount = this.#commitCount
    const lengthBefore = length()
    afterTurn(() => {
      this.#isLullAwaited = false
      if (this.#commitCount !== commitCount || length() === 0 || !mayCommit()) return
      if (length() > lengthBefore) {
        this.#commitInLull()
        return
      }
      const nowMs = clock.monotonicMs()
      const earliestMs = this.#lastAtMs + lullGapMs
      if (nowMs < earliestMs) this.wakeAt(earliestMs, nowMs)
      else commit()
    })
  }
}
