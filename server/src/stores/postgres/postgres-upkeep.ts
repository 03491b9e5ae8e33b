/**
 * What the store does by itself, on a connection of its own: folding, dropping days, making days
 * ahead; and what it tells of its state. Several processes may do it at once: each step counts once.
 */
import type { Clock } from '../../ports/clock.ts'
import type { StoreState, StoreUpkeep } from '../../ports/store-upkeep.ts'
import { makeDays } from './days.ts'
import { dropOldDay, dropOthers, hasEvents, isFolded, oldDays } from './drop-history.ts'
import { foldHistory } from './fold-history.ts'
import type { HorizonWatch } from './horizon.ts'
import { hourMs, ledgerColumns } from './ledger-part.ts'
import type { PostgresClient } from './postgres-client.ts'
import type { Reader } from './read-pool.ts'
import type { WriteLane } from './write-lane.ts'

export interface UpkeepParts {
  readonly lane: WriteLane
  readonly reader: Reader
  /** Runs the statements that make and drop tables, over a connection made for it. */
  readonly withClient: <Result>(run: (client: PostgresClient) => Promise<Result>) => Promise<Result>
  readonly horizon: HorizonWatch
  readonly clock: Clock
  readonly schemaVersion: number
}

/** Counters are kept by the hour for so long, then as one total. */
const hoursKept = 48
/** A table that has grown so much since it was last looked at is looked at before its time. */
const grownBy = 4
const grownBytesMin = 1024 * 1024

export class PostgresUpkeep implements StoreUpkeep {
  readonly #parts: UpkeepParts
  #commitCount = 0
  #compactedHour = 0
  #waitingBytes = grownBytesMin

  constructor(parts: UpkeepParts) {
    this.#parts = parts
  }

  async fold(): Promise<void> {
    const { reader, horizon } = this.#parts
    this.#commitCount += await foldHistory(reader, await horizon.reached())
    await this.#watchGrowth()
  }

  async dropBefore(acceptedBeforeMs: number): Promise<boolean> {
    const { reader, lane, clock, withClient } = this.#parts
    const nowMs = clock.nowMs()
    for (const day of await oldDays(reader, acceptedBeforeMs)) {
      if (day === lane.day.number) {
        if (!(await hasEvents(reader, day))) continue
        // It stands still with nothing but old events: the next event begins another one.
        await lane.beginDay(nowMs)
        this.#commitCount += 1
        await this.fold()
      }
      if (!(await isFolded(reader, day))) continue
      if (await withClient((client) => dropOldDay(client, day))) {
        this.#commitCount += 1
        return true
      }
    }
    return dropOthers(reader, { acceptedBeforeMs, nowMs })
  }

  async tidy(): Promise<void> {
    const { reader, clock, lane, withClient } = this.#parts
    await withClient((client) => makeDays(client, lane.day.number))
    const hour = Math.floor(clock.nowMs() / hourMs)
    if (hour === this.#compactedHour) return
    await compactCounters(reader, hour - hoursKept)
    this.#compactedHour = hour
  }

  state(): StoreState {
    const { lane, schemaVersion } = this.#parts
    return {
      engine: 'postgres',
      schemaVersion,
      isWritable: lane.isOpen && !lane.isAway && !lane.isDiskFull,
      commitWaitMs: lane.waitMs,
      commitCount: lane.commitCount + this.#commitCount,
      committedEventCount: lane.committedEventCount,
      logBytes: 0,
      diskFreeBytes: null,
    }
  }

  /** Plans that were made for a few waiting rows would walk through millions. */
  async #watchGrowth(): Promise<void> {
    const { reader } = this.#parts
    const [row] = await reader.query<{ bytes: number }>(
      "SELECT pg_relation_size('waiting') AS bytes",
    )
    const { bytes } = row!
    if (bytes < this.#waitingBytes * grownBy) return
    await reader.plan('ANALYZE waiting')
    this.#waitingBytes = bytes
  }
}

async function compactCounters(reader: Reader, keptFrom: number): Promise<void> {
  const sums = ledgerColumns.map((column) => `sum(${column})::bigint AS ${column}`)
  const adds = ledgerColumns.map((column) => `${column} = counter.${column} + excluded.${column}`)
  await reader.query(
    `WITH old AS (
      DELETE FROM counter WHERE hour > 0 AND hour < $1 RETURNING *
    ) INSERT INTO counter (subscription, hour, ${ledgerColumns.join(', ')})
    SELECT subscription, 0, ${sums.join(', ')} FROM old GROUP BY subscription ORDER BY subscription
    ON CONFLICT (subscription, hour) DO UPDATE SET ${adds.join(', ')}`,
    [keptFrom],
  )
}
