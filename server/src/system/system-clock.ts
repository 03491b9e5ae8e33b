/** The machine's own time. The only place, beside the entry point, that reads it. */
import { performance } from 'node:perf_hooks'
import type { Clock } from '../ports/clock.ts'

/** Waits of this length and more never keep a process up. */
const keepsUpBelowMs = 1_000

/** Node's timers wrap above this wait; longer ones are cut and come early, which is harmless. */
const waitMsMax = 2 ** 31 - 1

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(waitMs, run) {
    const timer = setTimeout(run, Math.min(waitMsMax, Math.max(0, waitMs)))
    // A write that is about to be committed keeps the process up; a long wait does not.
    if (waitMs >= keepsUpBelowMs) timer.unref()
    return () => clearTimeout(timer)
  },
}
