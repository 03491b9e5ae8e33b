/**
 * Keeps the write-ahead log small. SQLite copies it into the database when asked: here after
 * commits, once enough has gathered, so that it never happens inside one. A reader that stays on
 * an old snapshot keeps the log from starting over; above a bound readers are cancelled, and above
 * a second one nothing is accepted.
 */
import type { StoreLimits } from '../store-options.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

/** Copied back in one go, 5 to 10 ms: four times as much wrote no fewer bytes and stood longer. */
const copyFromBytes = 4 * 1024 * 1024
/** Commits between two looks at the log, each 60 µs. */
const commitsPerLook = 32

interface LogState {
  readonly busy: number
  /** Frames in the log, and of them those copied into the database; -1 without a log. */
  readonly log: number
  readonly checkpointed: number
}

export class WriteAheadLog {
  readonly #engine: SqliteEngine
  readonly #limits: StoreLimits
  readonly #cancelReaders: () => void
  readonly #frameBytes: number
  #commitsSinceLook = 0
  #bytes = 0

  constructor(engine: SqliteEngine, limits: StoreLimits, cancelReaders: () => void) {
    this.#engine = engine
    this.#limits = limits
    this.#cancelReaders = cancelReaders
    this.#frameBytes = engine.number('PRAGMA page_size') + 24
  }

  /** Bytes that the log holds, as last looked at. */
  get bytes(): number {
    return this.#bytes
  }

  get isTooLong(): boolean {
    return this.#bytes > this.#limits.logBytesMax
  }

  /** After a commit; cheap except when it copies. */
  noteCommit(): void {
    this.#commitsSinceLook += 1
    if (this.#commitsSinceLook < commitsPerLook) return
    this.tend(copyFromBytes)
  }

  /** Looks at the log and copies it when it holds at least so much. */
  tend(fromBytes: number): void {
    this.#commitsSinceLook = 0
    const state = this.#checkpoint('NOOP')
    // What is copied already is written over as soon as no reader needs it.
    const isAllCopied = state.log <= state.checkpointed
    this.#bytes = isAllCopied ? 0 : Math.max(0, state.log) * this.#frameBytes
    if (this.#bytes < fromBytes || this.#bytes === 0) return
    if (this.#bytes >= this.#limits.logBytesSoftMax) this.#cancelReaders()
    // Waits for nobody: what a reader still needs is copied at a later look.
    const copied = this.#checkpoint('PASSIVE')
    this.#bytes = copied.log <= copied.checkpointed ? 0 : copied.log * this.#frameBytes
  }

  #checkpoint(mode: 'NOOP' | 'PASSIVE'): LogState {
    return this.#engine.get<LogState>(`PRAGMA wal_checkpoint(${mode})`)!
  }
}
