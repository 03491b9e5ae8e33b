/**
 * Keeps the write-ahead log small. SQLite copies it into the database when asked: here after
 * commits, once enough has gathered, so that it never happens inside one. A reader that stays on
 * an old snapshot keeps the log from starting over; above a bound readers are cancelled, and above
 * a second one nothing is accepted.
 */
import type { StoreLimits } from '../store-options.ts'
import { faultKind } from './engine-fault.ts'
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

export interface LogParts {
  readonly engine: SqliteEngine
  readonly limits: StoreLimits
  readonly cancelReaders: () => void
  readonly onFull: () => void
  readonly onFatal: (error: unknown) => void
}

export class WriteAheadLog {
  readonly #parts: LogParts
  readonly #frameBytes: number
  #commitsSinceLook = 0
  #bytes = 0

  constructor(parts: LogParts) {
    this.#parts = parts
    this.#frameBytes = parts.engine.number('PRAGMA page_size') + 24
  }

  /** Bytes that the log holds, as last looked at. */
  get bytes(): number {
    return this.#bytes
  }

  get isTooLong(): boolean {
    return this.#bytes > this.#parts.limits.logBytesMax
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
    try {
      this.#copy(fromBytes)
    } catch (error) {
      // The log keeps what could not be copied: with room, or a moment later, it goes on from there.
      const kind = faultKind(error)
      if (kind === 'full') this.#parts.onFull()
      else if (kind === 'fatal') this.#parts.onFatal(error)
      else if (kind !== 'busy') throw error
    }
  }

  #copy(fromBytes: number): void {
    this.#bytes = this.#bytesIn(this.#checkpoint('NOOP'))
    if (this.#bytes < fromBytes || this.#bytes === 0) return
    if (this.#bytes >= this.#parts.limits.logBytesSoftMax) this.#parts.cancelReaders()
    // Waits for nobody: what a reader still needs is copied at a later look.
    this.#bytes = this.#bytesIn(this.#checkpoint('PASSIVE'))
  }

  /** What is copied already is written over as soon as no reader needs it. */
  #bytesIn({ log, checkpointed }: LogState): number {
    return log <= checkpointed ? 0 : log * this.#frameBytes
  }

  #checkpoint(mode: 'NOOP' | 'PASSIVE'): LogState {
    return this.#parts.engine.get<LogState>(`PRAGMA wal_checkpoint(${mode})`)!
  }
}
