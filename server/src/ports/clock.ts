/**
 * Time as the pipeline sees it. Nothing outside the adapters reads the machine's clock, so that a
 * test and the simulator can move it.
 */
export interface Clock {
  /** Wall time, epoch milliseconds. */
  nowMs(): number
  /** Never runs backwards; milliseconds with a fraction. For waits and durations. */
  monotonicMs(): number
  /**
   * Calls `run` once after the wait; the returned function cancels it. A wait of a second or more
   * never keeps a process up.
   */
  after(waitMs: number, run: () => void): () => void
}
