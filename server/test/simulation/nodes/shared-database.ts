/**
 * One database that all nodes of a simulation write and read: the real SQLite store in memory, with
 * what PostgreSQL's adds to it for several nodes and no more than that. A commit names its node, the
 * fence it was begun under and its number; one that is not the next, or of a fenced node, does
 * nothing. Everything else, heartbeats and house-keeping too, is as unprotected as it is there.
 *
 * Unlike there a place in the accept order is given at the commit, so none appears late; that
 * PostgreSQL's reads wait for those is shown by its own tests.
 */
import { bytesToId } from '../../../src/stores/sql/binary-id.ts'
import { type EventRow, toTargets } from '../../../src/stores/sql/event-rows.ts'
import { findWaiting } from '../../../src/stores/sqlite/find-waiting.ts'
import { openOn, type SqliteStore } from '../../../src/stores/sqlite/open-sqlite-store.ts'
import { openWriter, type SqliteEngine } from '../../../src/stores/sqlite/sqlite-engine.ts'
import type { PendingDelivery } from '../../../src/domain/delivery.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { AppendRequest, AppendResult } from '../../../src/ports/event-store.ts'
import type { Random } from '../../../src/ports/random.ts'
import { type NodeRow, type PlaceTaken, SharedNodes, type StoreFlaws } from './shared-nodes.ts'

export interface CommitMark {
  readonly node: number
  readonly fence: number
  readonly number: number
}

export interface DatabaseParts {
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>
  readonly random: Random
  readonly encryptionKey: Uint8Array
  readonly flaws: StoreFlaws
  readonly placeTaken: PlaceTaken
  /** A commit of a node that may write no more took effect: only a flaw lets it. */
  readonly fencedCommit: (mark: CommitMark) => void
}

/** More than there can be commits of one node on their way. */
export const voidedCount = 3

type Write = () => Promise<unknown>

export class SharedDatabase {
  readonly nodes: SharedNodes
  /** What is on disk, for those who judge. */
  readonly store: SqliteStore
  readonly #engine: SqliteEngine
  readonly #parts: DatabaseParts
  readonly #nodeOfSeq = new Map<number, number>()

  constructor(parts: DatabaseParts) {
    this.#parts = parts
    this.nodes = new SharedNodes({ ...parts, nowMs: () => parts.clock.monotonicMs() })
    this.#engine = openWriter(':memory:')
    this.store = openOn(this.#engine, ':memory:', {
      // Nothing waits in here: what comes in is committed at once.
      clock: {
        nowMs: () => parts.clock.nowMs(),
        monotonicMs: () => parts.clock.monotonicMs(),
        after: () => () => undefined,
      },
      random: parts.random,
      encryptionKey: parts.encryptionKey,
      onFatal: (error) => {
        throw error
      },
    })
  }

  /** What each write came to, or null: the commit was not the next one of its node, or fenced. */
  async commit(
    mark: CommitMark,
    writes: readonly Write[],
  ): Promise<readonly PromiseSettledResult<unknown>[] | null> {
    const { flaws, fencedCommit } = this.#parts
    const row = this.nodes.row(mark.node)
    const isFenced = row.fence !== mark.fence
    if (isFenced && flaws.ignoresFence !== true) return null
    const isNext = row.commitNumber === mark.number - 1
    if (!isNext && flaws.ignoresFence !== true && flaws.ignoresCommitNumber !== true) return null
    row.commitNumber = Math.max(row.commitNumber, mark.number)
    if (this.nodes.isTaken(mark.node, mark.fence)) fencedCommit(mark)
    const results = Promise.allSettled(writes.map((write) => write()))
    this.store.flush()
    row.commitResults = await results
    return row.commitResults
  }

  /** The number of the node's last commit and what it came to, for one whose answer was lost. */
  lookUp({ node, number }: CommitMark): NodeRow {
    const row = { ...this.nodes.row(node) }
    if (this.#parts.flaws.ignoresCommitNumber === true) row.commitNumber = number - 1
    return row
  }

  /** Passes over numbers behind the given one; false when that is not the last any more. */
  passOver({ node, fence, number }: CommitMark): boolean {
    const row = this.nodes.row(node)
    if (this.#parts.flaws.ignoresCommitNumber === true) return true
    if (row.fence !== fence || row.commitNumber !== number) return false
    row.commitNumber += voidedCount
    return true
  }

  /** Runs what no fence protects: reads, and house-keeping. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    let isDone = false
    const working = work().finally(() => {
      isDone = true
    })
    working.catch(() => undefined)
    while (!isDone) {
      this.store.flush()
      await Promise.resolve()
    }
    return working
  }

  /** A write: stores the event as one of the node's. */
  async append(node: number, request: AppendRequest): Promise<AppendResult> {
    const result = await this.store.events.append(request)
    if (result.kind === 'stored') this.#nodeOfSeq.set(result.seq, node)
    return result
  }

  /** A write: rows, and how far all targets of the node's events have one or an outcome. */
  async keepWaiting(
    node: number,
    { deliveries, settledSeq }: Parameters<SqliteStore['deliveries']['keepWaiting']>[0],
  ): Promise<void> {
    this.#settle(node, settledSeq)
    await this.store.deliveries.keepWaiting({ deliveries, settledSeq: 0 })
  }

  /** A write: rows for what the node kept in memory alone; nobody else's unless it is fenced. */
  async recover(node: number, isOurs: boolean): Promise<number> {
    const row = this.nodes.row(node)
    if (!isOurs && row.state !== 'fenced') return 0
    if (!isOurs && this.#parts.flaws.recoversNothing === true) return 0
    const deliveries: PendingDelivery[] = []
    const events = this.#engine.all<EventRow>(
      'SELECT seq, id, accepted_at_ms, deliver_at_ms, order_key, targets FROM event WHERE seq > ? ORDER BY seq',
      row.settledSeq,
    )
    for (const event of events) {
      if (this.#nodeOfSeq.get(event.seq) !== node) continue
      for (const subscription of toTargets(event)) {
        if (!this.#isOnDisk(event.seq, subscription))
          deliveries.push(recovered(event, subscription))
      }
      this.#settle(node, event.seq)
    }
    await this.store.deliveries.keepWaiting({ deliveries, settledSeq: 0 })
    return deliveries.length
  }

  close(): void {
    this.store.abandon()
  }

  #settle(node: number, seq: number): void {
    const row = this.nodes.row(node)
    row.settledSeq = Math.max(row.settledSeq, seq)
  }

  #isOnDisk(eventSeq: number, subscription: number): boolean {
    const endedCount = this.#engine.number(
      'SELECT count(*) FROM delivery WHERE event_seq = ? AND subscription = ? AND run = 0',
      eventSeq,
      subscription,
    )
    const isWaiting = findWaiting(this.#engine, { subscription, eventSeq, run: 0 }) !== undefined
    return endedCount > 0 || isWaiting
  }
}

function recovered(event: EventRow, subscriptionNumber: number): PendingDelivery {
  const { deliver_at_ms: deliverAtMs, accepted_at_ms: acceptedAtMs, seq } = event
  const dueAtMs = deliverAtMs !== null && deliverAtMs > acceptedAtMs ? deliverAtMs : 0
  return {
    eventId: bytesToId('evt', event.id),
    subscriptionNumber,
    run: 0,
    eventSeq: seq,
    attemptCount: 0,
    position: seq,
    dueAtMs,
    runKind: 'accepted',
    recoveryCount: 1,
    keptKey: dueAtMs > 0 ? null : event.order_key,
  }
}
