/**
 * What a reading query works with: a connection, the store's epoch, and the bounds that make it
 * stop. Queries run in the reader's thread for a file, in this one for a store in memory.
 */
import { rowsExaminedMax } from '../../domain/limits.ts'
import { HistoryBusy } from '../../ports/history.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

export interface ReadContext {
  readonly engine: SqliteEngine
  readonly epoch: string
  /** Monotonic milliseconds. */
  readonly nowMs: () => number
  /** The log has grown too long: readers have to let go of it. */
  readonly isCancelled: () => boolean
}

/** A page is answered after this, with what was found. */
const pageMsMax = 1_000
/** Rows between two looks at the clock. */
const rowsPerLook = 64

/** Counts rows and time; says when a page has to be answered as it is. */
export class ReadBudget {
  readonly #context: ReadContext
  readonly #untilMs: number
  #examinedCount = 0

  constructor(context: ReadContext) {
    this.#context = context
    this.#untilMs = context.nowMs() + pageMsMax
  }

  get examinedCount(): number {
    return this.#examinedCount
  }

  /** Notes one examined row. Throws `HistoryBusy`. */
  isSpentAfterOneMore(): boolean {
    this.#examinedCount += 1
    if (this.#examinedCount >= rowsExaminedMax) return true
    if (this.#examinedCount % rowsPerLook !== 0) return false
    throwIfCancelled(this.#context)
    return this.#context.nowMs() >= this.#untilMs
  }
}

export function throwIfCancelled(context: ReadContext): void {
  if (context.isCancelled()) {
    throw new HistoryBusy('the reading was stopped because the log of the store grew too long')
  }
}
