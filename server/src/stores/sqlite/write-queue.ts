/**
 * Writes that wait for a commit, in the order they came, and how many of them one commit takes.
 * Memory only: a crash loses what nobody was told of.
 */
import type { WriteTransaction } from './write-transaction.ts'

export interface WriteRequest<Result> {
  /** `now`: somebody waits for it. `soon`: it rides in the next commit. */
  readonly urgency: 'now' | 'soon'
  readonly eventCount: number
  readonly byteCount: number
  /** Rows that it writes, roughly; 1 where it is not said. */
  readonly rowCount?: number
  /** Runs inside the transaction, and again after a rollback: it keeps nothing from run to run. */
  write(transaction: WriteTransaction): Result
  /** What to answer when it cannot be made durable for now; without it the request waits. */
  refuse?(reason: 'overloaded' | 'disk-full'): Result
  /** On disk. */
  committed?(result: Result, waitedMs: number): void
}

export interface QueuedWrite {
  readonly request: WriteRequest<unknown>
  readonly queuedAtMs: number
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
  result: unknown
  /** Nothing of it was committed, by its own fault. */
  fault: unknown
}

/** What gathers so far commits without waiting for more. */
const eventsPerCommit = 256
const bytesPerCommit = 1024 * 1024
const requestsPerCommit = 1_024
/** About ten milliseconds of writing: the loop has to come round. */
const rowsPerCommit = 2_048

export class WriteQueue {
  #items: QueuedWrite[] = []
  #eventCount = 0
  #byteCount = 0

  get length(): number {
    return this.#items.length
  }

  get oldest(): QueuedWrite | undefined {
    return this.#items[0]
  }

  /** As much waits as one commit is meant to hold. */
  get isFull(): boolean {
    return (
      this.#eventCount >= eventsPerCommit ||
      this.#byteCount >= bytesPerCommit ||
      this.#items.length >= requestsPerCommit
    )
  }

  push(item: QueuedWrite): void {
    this.#items.push(item)
    this.#eventCount += item.request.eventCount
    this.#byteCount += item.request.byteCount
  }

  /** Before everything else that waits, in their order. */
  putBack(items: readonly QueuedWrite[]): void {
    this.#items = [...items, ...this.#items]
    this.#recount()
  }

  /** The next commit's: at least one, however large, and all that share a commit well. */
  take(): QueuedWrite[] {
    let byteCount = 0
    let rowCount = 0
    const end = this.#items.findIndex(({ request }, index) => {
      const isEnough =
        byteCount >= bytesPerCommit || rowCount >= rowsPerCommit || index >= requestsPerCommit
      byteCount += request.byteCount
      rowCount += request.rowCount ?? 1
      return isEnough
    })
    if (end === -1) return this.takeAll()
    const taken = this.#items.slice(0, end)
    this.#items = this.#items.slice(end)
    this.#recount()
    return taken
  }

  takeAll(): QueuedWrite[] {
    const taken = this.#items
    this.#items = []
    this.#eventCount = 0
    this.#byteCount = 0
    return taken
  }

  #recount(): void {
    this.#eventCount = 0
    this.#byteCount = 0
    for (const { request } of this.#items) {
      this.#eventCount += request.eventCount
      this.#byteCount += request.byteCount
    }
  }
}
