/**
 * Gives the numbers that grow: `seq`, the accept order (events, places in a line, versions), and
 * the numbers of attempts. They are given in memory at commit time; a ceiling on disk, raised in
 * blocks within the very commit that needs it, keeps them from ever going back, whatever a crash
 * or retention removes. A crash leaves a gap of at most one block.
 */
import { readMark, writeMeta } from './meta.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

/** One write of the ceiling per so many numbers. */
const blockSize = 10_000

export class AcceptOrder {
  readonly #engine: SqliteEngine
  #seq: number
  #attempt: number
  #seqCeiling: number
  #attemptCeiling: number

  constructor(engine: SqliteEngine) {
    this.#engine = engine
    this.#seqCeiling = readMark(engine, 'seq_ceiling')
    this.#attemptCeiling = readMark(engine, 'attempt_ceiling')
    this.#seq = this.#seqCeiling
    this.#attempt = this.#attemptCeiling
  }

  /** The newest number given. */
  get seq(): number {
    return this.#seq
  }

  nextSeq(): number {
    this.#seq += 1
    return this.#seq
  }

  nextAttempt(): number {
    this.#attempt += 1
    return this.#attempt
  }

  /** Within a transaction that uses numbers: writes the ceilings where they are passed. */
  reserve(): void {
    if (this.#seq > this.#seqCeiling) this.#raise(this.#seq + blockSize, this.#attemptCeiling)
    if (this.#attempt > this.#attemptCeiling)
      this.#raise(this.#seqCeiling, this.#attempt + blockSize)
  }

  /** After a rollback: what the transaction raised is not on disk. */
  forgetReserved(): void {
    this.#seqCeiling = readMark(this.#engine, 'seq_ceiling')
    this.#attemptCeiling = readMark(this.#engine, 'attempt_ceiling')
  }

  /** At an orderly end: no gap. */
  seal(): void {
    this.#raise(this.#seq, this.#attempt)
  }

  #raise(seqCeiling: number, attemptCeiling: number): void {
    if (seqCeiling !== this.#seqCeiling) writeMeta(this.#engine, 'seq_ceiling', seqCeiling)
    if (attemptCeiling !== this.#attemptCeiling) {
      writeMeta(this.#engine, 'attempt_ceiling', attemptCeiling)
    }
    this.#seqCeiling = seqCeiling
    this.#attemptCeiling = attemptCeiling
  }
}
