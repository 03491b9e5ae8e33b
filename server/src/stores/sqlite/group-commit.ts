/**
 * All writes of the store go through here and share commits: what waits together commits together,
 * at most 256 events or 1 MB. A write is a function run inside the transaction; its promise
 * resolves only after the sync, which is made beside the loop: what arrives meanwhile gathers for
 * the next commit.
 *
 * Always holds: requests are committed in the order they came. A commit whose result is unknown is
 * looked up by the numbers it used and run again only if it is not there, with the same ids. A
 * request that breaks a constraint is found by running each alone, once. A failed sync ends the
 * store. A crash loses at most the requests whose promise has not resolved.
 */
import type { Clock } from '../../ports/clock.ts'
import type { LogSync } from '../store-options.ts'
import { CommitTimes, type CommitTimesParts } from './commit-times.ts'
import { faultKind } from './engine-fault.ts'
import { type QueuedWrite, WriteQueue, type WriteRequest } from './write-queue.ts'
import type { WriteTransaction } from './write-transaction.ts'

export interface GroupCommitParts extends Pick<CommitTimesParts, 'afterTurn'> {
  readonly clock: Clock
  readonly transaction: WriteTransaction
  /** Null where there is no disk to wait for. */
  readonly logSync: LogSync | null
  readonly commitWaitMsMax: number
  /** After each commit, before anyone who waited for it goes on. */
  readonly onCommit: () => void
  readonly onFull: () => void
  readonly onFatal: (error: unknown) => void
}

/** Wait before a commit is tried again: on a full disk, beside another writer. */
const againMs = { full: 1_000, busy: 20 } as const
/** What may wait in memory for a disk that is full. */
const queueLengthMax = 50_000
const unknownRetryCount = 3

export class GroupCommit {
  commitCount = 0
  committedEventCount = 0
  readonly #parts: GroupCommitParts
  readonly #queue = new WriteQueue()
  /** Committed, and not known to be on disk yet. */
  #unsynced: QueuedWrite[] = []
  #syncing: Promise<void> | null = null
  /** A commit was due while the one before was being synced. */
  #isDue = false
  readonly #times: CommitTimes
  /** Nothing is tried before this instant (monotonic). */
  #blockedUntilMs = 0
  #blockedBy: 'full' | 'busy' | null = null
  #fault: unknown = null

  constructor(parts: GroupCommitParts) {
    this.#parts = parts
    this.#times = new CommitTimes({
      ...parts,
      length: () => this.#queue.length,
      mayCommit: () => this.#fault === null && !this.#isBlocked(),
      commit: () => {
        if (this.#fault === null) this.#commitNext()
      },
    })
  }

  /** Resolves when the request is on disk; rejects when nothing of it is and nothing will be. */
  submit<Result>(request: WriteRequest<Result>): Promise<Result> {
    if (this.#fault !== null) return Promise.reject(this.#closedError())
    if (this.#queue.length >= queueLengthMax) {
      return Promise.reject(new Error('too many writes wait for the disk'))
    }
    return new Promise<Result>((resolve, reject) => {
      this.#queue.push({
        request,
        queuedAtMs: this.#parts.clock.monotonicMs(),
        resolve: resolve as (result: unknown) => void,
        reject,
        result: undefined,
        fault: null,
      })
      this.#schedule(request.urgency)
    })
  }

  /** Resolves when everything committed so far is on disk; null when it is. */
  get syncing(): Promise<void> | null {
    return this.#syncing
  }

  /** Age of the oldest request that waits, milliseconds. */
  get waitMs(): number {
    const oldest = this.#unsynced[0] ?? this.#queue.oldest
    return oldest === undefined ? 0 : this.#parts.clock.monotonicMs() - oldest.queuedAtMs
  }

  get isOpen(): boolean {
    return this.#fault === null
  }

  /** A commit met a full disk a moment ago; the next one tries again. */
  get isDiskFull(): boolean {
    return this.#blockedBy === 'full' && this.#isBlocked()
  }

  /** Commits everything that waits, now. For an orderly end, and for tests that own the time. */
  flush(): void {
    while (this.#queue.length > 0 && this.#fault === null && !this.#isBlocked()) {
      this.#write(this.#queue.take())
    }
    if (this.#unsynced.length === 0) return
    try {
      this.#parts.logSync?.syncNow()
    } catch (error) {
      this.#end(error)
      return
    }
    this.#synced()
  }

  /** Refuses everything from now on; what still waits is rejected. */
  close(reason: unknown): void {
    if (this.#fault !== null) return
    this.#fault = reason
    this.#times.cancel()
    const left = [...this.#unsynced, ...this.#queue.takeAll()]
    this.#unsynced = []
    for (const queued of left) queued.reject(this.#closedError())
  }

  #schedule(urgency: 'now' | 'soon'): void {
    if (this.#isBlocked()) return
    if (this.#queue.isFull) {
      this.#commitNext()
      return
    }
    this.#times.ask(urgency)
  }

  #commitNext(): void {
    this.#times.cancel()
    if (this.#syncing !== null) {
      this.#isDue = true
      return
    }
    this.#isDue = false
    const batch = this.#queue.take()
    if (batch.length === 0) return
    const startedAtMs = this.#parts.clock.monotonicMs()
    this.#write(batch)
    this.#times.noteCommit(startedAtMs)
    this.#sync()
  }

  #sync(): void {
    const { logSync } = this.#parts
    if (this.#unsynced.length === 0 || logSync === null) {
      this.#synced()
      return
    }
    const batch = this.#unsynced
    const syncing = logSync.sync().then(
      () => {
        // A flush may have been faster.
        if (this.#unsynced === batch) this.#synced()
        else if (this.#syncing === syncing) this.#goOn()
      },
      (error: unknown) => this.#end(error),
    )
    this.#syncing = syncing
  }

  /** What was committed is on disk: whoever waits for it is told. */
  #synced(): void {
    this.#syncing = null
    const batch = this.#unsynced
    this.#unsynced = []
    const nowMs = this.#parts.clock.monotonicMs()
    for (const queued of batch) {
      const { request, result, fault } = queued
      if (fault !== null) {
        queued.reject(fault)
        continue
      }
      request.committed?.(result, nowMs - queued.queuedAtMs)
      queued.resolve(result)
    }
    if (batch.length > 0) this.#parts.onCommit()
    this.#goOn()
  }

  #goOn(): void {
    this.#syncing = null
    if (this.#queue.length === 0 || this.#isBlocked() || this.#fault !== null) return
    // What is not due has its timer; only what did not fit into the commit has none.
    if (!this.#isDue && this.#times.hasTimer) return
    const nowMs = this.#parts.clock.monotonicMs()
    const { earliestMs } = this.#times
    if (this.#isDue && nowMs >= earliestMs) this.#commitNext()
    else this.#times.wakeAt(Math.max(nowMs, earliestMs), nowMs)
  }

  #write(batch: readonly QueuedWrite[]): void {
    const fault = this.#tryWrite(batch)
    if (fault !== null) this.#failed(batch, fault)
  }

  /** Commits the batch; the error when nothing of it was committed. */
  #tryWrite(batch: readonly QueuedWrite[]): NonNullable<unknown> | null {
    try {
      this.#transact(batch)
    } catch (error) {
      return error ?? new Error('an error without a value')
    }
    this.commitCount += 1
    this.#blockedBy = null
    this.committedEventCount += this.#parts.transaction.eventCount
    this.#unsynced.push(...batch)
    return null
  }

  #transact(batch: readonly QueuedWrite[]): void {
    const writeAll = (transaction: WriteTransaction): void => {
      for (const queued of batch) queued.result = queued.request.write(transaction)
    }
    for (let tries = 1; ; tries += 1) {
      const result = this.#parts.transaction.run(writeAll)
      if (result.kind === 'committed') return
      // Looked up, and not on disk: it is run again as if nothing had been.
      const isSpent = tries >= unknownRetryCount
      if (isSpent || faultKind(result.error) !== 'request') throw result.error
    }
  }

  #failed(batch: readonly QueuedWrite[], error: unknown): void {
    const kind = faultKind(error)
    if (kind === 'fatal') {
      for (const queued of batch) queued.reject(error)
      this.#end(error)
    } else if (kind === 'request') {
      if (batch.length === 1) this.#refuse(batch[0]!, error)
      else this.#writeEach(batch)
    } else {
      if (kind === 'full') this.#parts.onFull()
      this.#putBack(batch, kind)
    }
  }

  /**
   * Each alone, to find the one at fault. When the disk or another writer stops one, all that came
   * after it waits too: what is committed keeps the order in which it came.
   */
  #writeEach(batch: readonly QueuedWrite[]): void {
    for (const [index, queued] of batch.entries()) {
      const fault = this.#tryWrite([queued])
      if (fault === null) continue
      if (faultKind(fault) !== 'request') {
        this.#failed(batch.slice(index), fault)
        return
      }
      this.#refuse(queued, fault)
    }
  }

  /** Told in its turn: whoever came before it knows of its own commit then. */
  #refuse(queued: QueuedWrite, fault: unknown): void {
    queued.fault = fault
    this.#unsynced.push(queued)
  }

  /** Nothing can be made durable any more. */
  #end(error: unknown): void {
    if (this.#fault !== null) return
    this.close(error)
    this.#parts.onFatal(error)
  }

  /** Nothing of the batch is on disk: who can be told so is told, the rest waits in its place. */
  #putBack(batch: readonly QueuedWrite[], kind: 'full' | 'busy'): void {
    const nowMs = this.#parts.clock.monotonicMs()
    const waiting: QueuedWrite[] = []
    for (const queued of batch) {
      const isLate = nowMs - queued.queuedAtMs > this.#parts.commitWaitMsMax
      if (queued.request.refuse !== undefined && (kind === 'full' || isLate)) {
        queued.resolve(queued.request.refuse(kind === 'full' ? 'disk-full' : 'overloaded'))
      } else {
        waiting.push(queued)
      }
    }
    this.#queue.putBack(waiting)
    this.#blockedBy = kind
    this.#blockedUntilMs = nowMs + againMs[kind]
    this.#times.wakeAt(this.#blockedUntilMs, nowMs)
  }

  #isBlocked(): boolean {
    return this.#blockedUntilMs > 0 && this.#parts.clock.monotonicMs() < this.#blockedUntilMs
  }

  #closedError(): Error {
    return new Error('the store is closed', { cause: this.#fault })
  }
}
