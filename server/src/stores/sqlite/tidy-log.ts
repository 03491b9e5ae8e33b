/**
 * Keeps the write-ahead log small. SQLite copies it into the database when asked: here after
 * commits, once enough has gathered, so that it never happens inside one. A reader that stays on
 * an old snapshot keeps the log from starting over; above a bound readers are cancelled, and above
 * a second one nothing is accepted.
 */
import type { StoreLimits } from '../store-options.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

/** Copied back in one go: enough that pages written again and again are copied once. */
const copyFromBytes = 16 * 1024 * 1024
/** Commits between two looks at the log. */
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
    this.#note(this.#checkpoint('PASSIVE'))
    if (this.#bytes < this.#limits.logBytesSoftMax) return
    this.#cancelReaders()
    this.#note(this.#checkpoint('RESTART'))
  }

  #note(state: LogState): void {
    this.#bytes =
      state.log <= state.checkpointed && state.busy === 0 ? 0 : state.log * this.#frameBytes
  }

  #checkpoint(mode: 'NOOP' | 'PASSIVE' | 'RESTART'): LogState {
    return this.#engine.get<LogState>(`PRAGMA wal_checkpoint(${mode})`)!
  }
}
