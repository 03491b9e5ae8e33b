/** What a list works with: connections for heavy reads, the store's epoch, and when to stop. */
import { rowsExaminedMax } from '../../domain/limits.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Reader } from './read-pool.ts'

export interface ReadContext {
  readonly reader: Reader
  readonly epoch: string
  readonly clock: Clock
}

/** A page is answered after this, with what was found. */
const pageMsMax = 1_000
/** Rows between two looks at the clock. */
const rowsPerLook = 64

/** Counts rows and time; says when a page has to be answered as it is. */
export class ReadBudget {
  readonly #clock: Clock
  readonly #untilMs: number
  #examinedCount = 0

  constructor({ clock }: ReadContext) {
    this.#clock = clock
    this.#untilMs = clock.monotonicMs() + pageMsMax
  }

  get examinedCount(): number {
    return this.#examinedCount
  }

  /** Notes one examined row. */
  isSpentAfterOneMore(): boolean {
    this.#examinedCount += 1
    if (this.#examinedCount >= rowsExaminedMax) return true
    return this.#examinedCount % rowsPerLook === 0 && this.#clock.monotonicMs() >= this.#untilMs
  }
}
