/** What the store does by itself: folding, dropping, tidying; and what it tells of its state. */
import type { Clock } from '../../ports/clock.ts'
import type { StoreState, StoreUpkeep } from '../../ports/store-upkeep.ts'
import { hourMs, ledgerColumns } from './count-ledger.ts'
import type { DiskSpace } from './disk-space.ts'
import { dropSlice, sweepStart } from './drop-history.ts'
import { foldSlice } from './fold-history.ts'
import type { GroupCommit } from './group-commit.ts'
import type { SqliteEngine } from './sqlite-engine.ts'
import type { WriteAheadLog } from './tidy-log.ts'
import type { WriteTransaction } from './write-transaction.ts'

export interface UpkeepParts {
  readonly engine: SqliteEngine
  readonly commit: GroupCommit
  readonly log: WriteAheadLog
  readonly space: DiskSpace
  readonly clock: Clock
  readonly schemaVersion: number
}

/** Counters are kept by the hour for so long, then as one total. */
const hoursKept = 48
/** Subscriptions whose counters are put together in one commit. */
const subscriptionsPerSlice = 250
/** Commits of one call to drop: each a few milliseconds, with room for accepts between them. */
const commitsPerDrop = 50
/** Pages of 4 KiB given back in one tidying; each has to be moved. Urgent: the disk is full. */
const pagesPerTidy = { usual: 2_000, urgent: 20_000 } as const

export class SqliteUpkeep implements StoreUpkeep {
  readonly #parts: UpkeepParts
  #sweep = sweepStart
  #compactedHour = 0

  constructor(parts: UpkeepParts) {
    this.#parts = parts
  }

  async fold(): Promise<void> {
    while (await this.#submit(foldSlice)) {
      // Slice by slice, each in another commit, so that accepts get their turn between.
    }
  }

  async dropBefore(acceptedBeforeMs: number): Promise<boolean> {
    const nowMs = this.#parts.clock.nowMs()
    for (let count = 0; count < commitsPerDrop; count += 1) {
      const place = await this.#submit((transaction) =>
        dropSlice(transaction, { acceptedBeforeMs, place: this.#sweep, nowMs }),
      )
      // At the end of a sweep the next one starts over, for what was left because it was open.
      this.#sweep = place ?? sweepStart
      if (place === null) return false
    }
    return true
  }

  async tidy(): Promise<void> {
    const { engine, clock, log, space } = this.#parts
    const hour = Math.floor(clock.nowMs() / hourMs)
    if (hour !== this.#compactedHour) {
      for (let after: number | null = 0; after !== null;) {
        const from: number = after
        after = await this.#submit((transaction) =>
          compactCounters(transaction, hour - hoursKept, from),
        )
      }
      this.#compactedHour = hour
    }
    giveBack(engine, space.isRoomLeft())
    log.tend(0)
    space.restore()
  }

  state(): StoreState {
    const { commit, log, space, schemaVersion } = this.#parts
    return {
      engine: 'sqlite',
      schemaVersion,
      isWritable: commit.isOpen && space.isRoomLeft() && !log.isTooLong,
      commitWaitMs: commit.waitMs,
      commitCount: commit.commitCount,
      committedEventCount: commit.committedEventCount,
      logBytes: log.bytes,
      diskFreeBytes: space.freeBytes(),
    }
  }

  #submit<Result>(write: (transaction: WriteTransaction) => Result): Promise<Result> {
    return this.#parts.commit.submit({ urgency: 'soon', eventCount: 0, byteCount: 0, write })
  }
}

/** Empty pages go back to the disk; at leisure those beyond a tenth, since new rows use the rest. */
function giveBack(engine: SqliteEngine, isRoomLeft: boolean): void {
  const freeCount = engine.number('PRAGMA freelist_count')
  const keptCount = isRoomLeft ? engine.number('PRAGMA page_count') / 10 : 0
  const pageCount = Math.min(freeCount - keptCount, pagesPerTidy[isRoomLeft ? 'usual' : 'urgent'])
  if (pageCount >= 1) engine.exec(`PRAGMA incremental_vacuum(${Math.floor(pageCount)})`)
}

/** Puts together the old hours of the next subscriptions; answers the last one, null at the end. */
function compactCounters(
  { engine }: WriteTransaction,
  keptFrom: number,
  after: number,
): number | null {
  const last = engine.number(
    `SELECT max(subscription) FROM (SELECT DISTINCT subscription FROM counter
      WHERE subscription > ? ORDER BY subscription LIMIT ${subscriptionsPerSlice})`,
    after,
  )
  if (last === 0) return null
  const old = 'subscription > ?1 AND subscription <= ?2 AND hour > 0 AND hour < ?3'
  const sums = ledgerColumns.map((column) => `sum(${column})`).join(', ')
  const adds = ledgerColumns.map((column) => `${column} = ${column} + excluded.${column}`)
  engine.run(
    `INSERT INTO counter (subscription, hour, ${ledgerColumns.join(', ')})
    SELECT subscription, 0, ${sums} FROM counter WHERE ${old} GROUP BY subscription
    ON CONFLICT DO UPDATE SET ${adds.join(', ')}`,
    after,
    last,
    keptFrom,
  )
  engine.run(`DELETE FROM counter WHERE ${old}`, after, last, keptFrom)
  return last
}
