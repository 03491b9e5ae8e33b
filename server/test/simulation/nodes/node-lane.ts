/**
 * All writes of one node, as PostgreSQL's lane makes them: in the order they came, each commit with
 * its number. A commit whose answer was lost is looked up by that number and made again only if it
 * did not happen. While the store is away writes wait, and who can be told so is told after a
 * second. A node that was fenced learns it here and ends.
 */
import { type CommitMark, type SharedDatabase, voidedCount } from './shared-database.ts'
import { LinkLost, type NodeLink } from './node-link.ts'
import type { NodeClock } from './node-clock.ts'
import type { NodeRow } from './shared-nodes.ts'

export interface LaneParts {
  readonly database: SharedDatabase
  readonly link: NodeLink
  readonly clock: NodeClock
  readonly mark: Omit<CommitMark, 'number'>
  readonly commitNumber: number
  readonly onFatal: (error: Error) => void
}

export interface Write<Result> {
  readonly run: () => Promise<Result>
  /** After a commit that happened unanswered: what it came to, or `again` where it may be repeated. */
  readonly recall: 'again' | ((result: Result) => Result)
  /** What to answer when it has waited too long; without it, it goes on waiting. */
  readonly refuse?: () => Result
}

interface Queued {
  readonly write: Write<unknown>
  readonly queuedAtMs: number
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

export const commitWaitMsMax = 1_000
const lookAgainMs = 150
const answerMsMax = 30_000
/** Writes of one commit. */
const batchMax = 64

export class NodeLane {
  readonly #parts: LaneParts
  #queue: Queued[] = []
  #flight: readonly Queued[] = []
  #commitNumber: number
  #awaySinceMs: number | null = null
  #isEnded = false

  constructor(parts: LaneParts) {
    this.#parts = parts
    this.#commitNumber = parts.commitNumber
  }

  get isIdle(): boolean {
    return this.#queue.length === 0 && this.#flight.length === 0
  }

  /** Age of the oldest write that is not known to be on disk, or of the outage. */
  get waitMs(): number {
    const nowMs = this.#parts.clock.monotonicMs()
    const oldestMs = (this.#flight[0] ?? this.#queue[0])?.queuedAtMs ?? nowMs
    return nowMs - Math.min(oldestMs, this.#awaySinceMs ?? nowMs)
  }

  submit<Result>(write: Write<Result>): Promise<Result> {
    if (this.#isEnded) return Promise.reject(new Error('the store is closed'))
    return new Promise<Result>((resolve, reject) => {
      this.#queue.push({
        write: write as Write<unknown>,
        queuedAtMs: this.#parts.clock.monotonicMs(),
        resolve: resolve as (result: unknown) => void,
        reject,
      })
      void this.#pump()
    })
  }

  close(): void {
    this.#isEnded = true
    const left = [...this.#flight, ...this.#queue]
    this.#queue = []
    for (const queued of left) queued.reject(new Error('the store is closed'))
  }

  async #pump(): Promise<void> {
    if (this.#flight.length > 0) return
    while (this.#queue.length > 0 && !this.#isEnded) {
      this.#flight = this.#queue.splice(0, batchMax)
      await this.#fly(this.#flight)
      this.#flight = []
    }
  }

  async #fly(batch: readonly Queued[]): Promise<void> {
    const { database, link, mark } = this.#parts
    const number = this.#commitNumber + 1
    const runs = batch.map(({ write }) => write.run)
    let isUnsent = false
    try {
      const results = await link.ask(() => database.commit({ ...mark, number }, runs), answerMsMax)
      if (results !== null) {
        this.#commitNumber = number
        settle(batch, results)
        return
      }
    } catch (error) {
      isUnsent = error instanceof LinkLost && error.isUnsent
    }
    const found = await this.#lookUp(number)
    if (found === null) return
    if (!isUnsent && found.commitNumber >= number) this.#recall(batch, found.commitResults)
    else this.#putBack(batch)
  }

  /** It happened, and nobody said so. */
  #recall(batch: readonly Queued[], results: readonly PromiseSettledResult<unknown>[]): void {
    const left: Queued[] = []
    for (const [index, queued] of batch.entries()) {
      const { recall } = queued.write
      const result = results[index]
      if (recall === 'again' || result === undefined) left.push(queued)
      else if (result.status === 'rejected') queued.reject(result.reason)
      else queued.resolve(recall(result.value))
    }
    this.#putBack(left)
  }

  #putBack(writes: readonly Queued[]): void {
    this.#queue = [...writes, ...this.#queue]
    this.#refuseLate()
  }

  /**
   * Asks until the store answers; null when this node has come to its end meanwhile. What was sent
   * before and is on its way can take no effect from then on: its number is passed over.
   */
  async #lookUp(number: number): Promise<NodeRow | null> {
    const { database, link, clock, mark } = this.#parts
    let from: number | null = null
    for (;;) {
      try {
        const look = () => Promise.resolve(database.lookUp({ ...mark, number }))
        const row = await link.ask(look, answerMsMax)
        this.#awaySinceMs = null
        if (this.#isEnded) return null
        if (row.fence !== mark.fence) {
          this.#die()
          return null
        }
        this.#commitNumber = row.commitNumber
        if (from !== null && row.commitNumber === from + voidedCount) {
          return { ...row, commitNumber: from }
        }
        from = row.commitNumber
        const pass = () => Promise.resolve(database.passOver({ ...mark, number: row.commitNumber }))
        if (!(await link.ask(pass, answerMsMax))) continue
        this.#commitNumber = from + voidedCount
        return row
      } catch {
        this.#awaySinceMs ??= clock.monotonicMs()
        this.#refuseLate()
        await new Promise<void>((resolve) => clock.after(lookAgainMs, resolve))
      }
    }
  }

  #die(): void {
    this.close()
    this.#parts.onFatal(new Error('this process may write the store no more'))
  }

  #refuseLate(): void {
    const nowMs = this.#parts.clock.monotonicMs()
    const isLate = ({ write, queuedAtMs }: Queued): boolean =>
      write.refuse !== undefined && nowMs - queuedAtMs > commitWaitMsMax
    const late = this.#queue.filter(isLate)
    this.#queue = this.#queue.filter((queued) => !isLate(queued))
    for (const { write, resolve } of late) resolve(write.refuse!())
  }
}

function settle(batch: readonly Queued[], results: readonly PromiseSettledResult<unknown>[]): void {
  for (const [index, queued] of batch.entries()) {
    const result = results[index]!
    if (result.status === 'fulfilled') queued.resolve(result.value)
    else queued.reject(result.reason)
  }
}
