/** What waits for its commit, in the order it came: writes that share one, and turns of their own. */
import type { Clock } from '../../ports/clock.ts'
import { Batch, type Write, type Written } from './batch.ts'
import type { CommitStatement } from './commit-statement.ts'
import type { PostgresClient } from './postgres-client.ts'

/** `now`: somebody waits for it. `soon`: it rides in the next commit. */
export type Urgency = 'now' | 'soon'

export interface TurnContext {
  readonly client: PostgresClient
  readonly node: number
  /** Commits; a turn does so at most once. */
  readonly commit: <Row extends object>(statement: CommitStatement) => Promise<Row[]>
}

export interface Turn<Result> {
  /** Runs again from its start when it did not commit. */
  run(context: TurnContext): Promise<Result>
  /** What it came to, after a commit whose answer was lost. */
  recall(): Promise<Result>
}

export interface QueuedWrite {
  readonly write: Write
  readonly byteCount: number
  readonly queuedAtMs: number
  /** Commits without others, because one of its batch was at fault. */
  isAlone: boolean
  readonly resolve: (result: Written | 'overloaded') => void
  readonly reject: (error: unknown) => void
}

export interface QueuedTurn extends Turn<unknown> {
  readonly queuedAtMs: number
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
  /** It has waited so long for a database that is away that whoever asked is told. */
  isLate(): boolean
}

type Queued = { readonly turn: QueuedTurn } | { readonly turn: null; readonly queued: QueuedWrite }

/** What may wait in memory for a database that is away. */
const lengthMax = 50_000
const turnMsMax = 5_000

export class WriteQueue {
  readonly #clock: Clock
  readonly #waitMsMax: number
  #items: Queued[] = []
  #eventCount = 0
  #byteCount = 0

  constructor(clock: Clock, waitMsMax: number) {
    this.#clock = clock
    this.#waitMsMax = waitMsMax
  }

  get length(): number {
    return this.#items.length
  }

  get oldestAtMs(): number | undefined {
    const [first] = this.#items
    if (first === undefined) return undefined
    return first.turn === null ? first.queued.queuedAtMs : first.turn.queuedAtMs
  }

  isFull(max: {
    readonly events: number
    readonly bytes: number
    readonly writes: number
  }): boolean {
    if (this.#eventCount >= max.events || this.#byteCount >= max.bytes) return true
    return this.#items.length >= max.writes
  }

  add(given: { readonly write: Write; readonly byteCount: number }) {
    if (this.#items.length >= lengthMax) {
      return Promise.reject<Written | 'overloaded'>(new Error('too many writes wait'))
    }
    return new Promise<Written | 'overloaded'>((resolve, reject) => {
      const queuedAtMs = this.#clock.monotonicMs()
      const queued: QueuedWrite = { ...given, queuedAtMs, isAlone: false, resolve, reject }
      this.#items.push({ turn: null, queued })
      this.#count(queued, 1)
    })
  }

  addTurn<Result>(turn: Turn<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const queuedAtMs = this.#clock.monotonicMs()
      const queued: QueuedTurn = {
        run: (context) => turn.run(context),
        recall: () => turn.recall(),
        isLate: () => this.#clock.monotonicMs() - queuedAtMs > turnMsMax,
        queuedAtMs,
        resolve: resolve as (result: unknown) => void,
        reject,
      }
      this.#items.push({ turn: queued })
    })
  }

  /** The turn that is first in the line; null when a write is. */
  nextTurn(): QueuedTurn | null {
    return this.#items[0]?.turn ?? null
  }

  takeTurn(): void {
    this.#items.shift()
  }

  /** Takes what shares the next commit: never a turn, nor what comes after one. */
  take(): { batch: Batch; writes: QueuedWrite[] } {
    const batch = new Batch()
    const writes: QueuedWrite[] = []
    for (const item of this.#items) {
      if (item.turn !== null) break
      const { queued } = item
      if (queued.isAlone && writes.length > 0) break
      if (!batch.tryAdd(queued.write, queued.byteCount)) break
      writes.push(queued)
      this.#count(queued, -1)
      if (queued.isAlone) break
    }
    this.#items = this.#items.slice(writes.length)
    return { batch, writes }
  }

  /** The times of the events before the next turn. */
  acceptTimes(): { newestMs: number; oldestMs: number } {
    let newestMs = -Infinity
    let oldestMs = Infinity
    for (const item of this.#items) {
      if (item.turn !== null) break
      const { write } = item.queued
      if (write.kind !== 'append') continue
      const atMs = write.request.event.acceptedAtMs
      newestMs = Math.max(newestMs, atMs)
      oldestMs = Math.min(oldestMs, atMs)
    }
    return { newestMs, oldestMs }
  }

  /** Nothing of these is on disk: they wait again, before all others. */
  putBack(writes: readonly QueuedWrite[]): void {
    for (const queued of writes) this.#count(queued, 1)
    this.#items = [...writes.map((queued) => ({ turn: null, queued })), ...this.#items]
    this.refuseLate()
  }

  /** Tells events that have waited too long, and turns that have waited far too long. */
  refuseLate(): void {
    const nowMs = this.#clock.monotonicMs()
    this.#refuse((queuedAtMs) => nowMs - queuedAtMs > this.#waitMsMax)
    this.#items = this.#items.filter(({ turn }) => {
      if (turn?.isLate() !== true) return true
      turn.reject(new Error('the database is away'))
      return false
    })
  }

  /** The database has no room: events are told at once, outcomes wait for it. */
  refuseFull(): void {
    this.#refuse(() => true)
  }

  rejectAll(error: Error): void {
    for (const item of this.#items.splice(0)) (item.turn ?? item.queued).reject(error)
    this.#eventCount = 0
    this.#byteCount = 0
  }

  #refuse(isRefused: (queuedAtMs: number) => boolean): void {
    this.#items = this.#items.filter((item) => {
      if (item.turn !== null) return true
      const { queued } = item
      if (queued.write.kind !== 'append' || !isRefused(queued.queuedAtMs)) return true
      this.#count(queued, -1)
      queued.resolve('overloaded')
      return false
    })
  }

  #count({ write, byteCount }: QueuedWrite, by: 1 | -1): void {
    if (write.kind === 'append') this.#eventCount += by
    this.#byteCount += by * byteCount
  }
}
