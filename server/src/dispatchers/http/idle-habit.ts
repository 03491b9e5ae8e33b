/**
 * How long one receiver lets a connection idle, learned from watching it close them. Serves the
 * pool: a request on a connection that is just being closed fails and must not be sent again, so
 * it takes none that has idled nearly as long. Receivers that tell it by `Keep-Alive` need no
 * learning, and busy ones are never near it. Memory only; instants are monotonic milliseconds.
 */

/** Of the idle time at which the receiver closed. */
const share = 0.8
/** A closing sooner than this is a restart, not a habit. */
const habitMsMin = 1_000
/** Then it is learned anew: the receiver may have been changed. */
const keptForMs = 10 * 60_000

export class IdleHabit {
  #idleMsMax = Infinity
  #learnedAtMs = -Infinity

  /** The receiver closed a connection that had idled so long. */
  noteClosing(idledMs: number, nowMs: number): void {
    if (idledMs < habitMsMin) return
    this.#idleMsMax = Math.min(this.#current(nowMs), idledMs * share)
    this.#learnedAtMs = nowMs
  }

  /** Whether a connection that has idled so long may still be used. */
  allows(idledMs: number, nowMs: number): boolean {
    return idledMs <= this.#current(nowMs)
  }

  #current(nowMs: number): number {
    return nowMs - this.#learnedAtMs > keptForMs ? Infinity : this.#idleMsMax
  }
}
