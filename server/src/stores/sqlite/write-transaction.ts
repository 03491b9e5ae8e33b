/**
 * The transaction that the requests of one commit write into. The health of a subscription is
 * written once, the last one wins. After an error nothing of it is on disk and nothing of it is in
 * memory.
 */
import type { CommitProbe } from '../store-options.ts'
import type { RowInsert } from '../sql/row-insert.ts'
import type { AcceptOrder } from './accept-order.ts'
import { faultKind } from './engine-fault.ts'
import { readMark, writeMeta } from './meta.ts'
import type { SqliteEngine } from './sqlite-engine.ts'
import { type ChangedHealth, writeHealth } from './write-health.ts'

export type TransactionResult =
  | { readonly kind: 'committed' }
  /** Nothing of it happened, and it may be run again. */
  | { readonly kind: 'failed'; readonly error: unknown }

export class WriteTransaction {
  readonly engine: SqliteEngine
  readonly order: AcceptOrder
  readonly #healths = new Map<number, ChangedHealth>()
  readonly #undo: (() => void)[] = []
  readonly #probe: CommitProbe | null
  #commitMark: number
  #eventCount = 0
  /** First numbers used: whether they are on disk tells whether the commit went through. */
  #witnessSeq = 0
  #witnessAttempt = 0

  constructor(engine: SqliteEngine, order: AcceptOrder, probe: CommitProbe | null) {
    this.engine = engine
    this.order = order
    this.#probe = probe
    this.#commitMark = readMark(engine, 'commit')
  }

  /** Events of the last commit. */
  get eventCount(): number {
    return this.#eventCount
  }

  /** Runs `writeAll` in one transaction. Throws its error, after a rollback. */
  run(writeAll: (transaction: WriteTransaction) => void): TransactionResult {
    this.engine.run('BEGIN IMMEDIATE')
    try {
      this.#begin()
      writeAll(this)
      this.writeHealths()
      this.order.reserve()
      this.#markCommit()
    } catch (error) {
      this.#rollback()
      throw error
    }
    return this.#commit()
  }

  addEvent(seq: number, row: RowInsert): void {
    if (this.#witnessSeq === 0) this.#witnessSeq = seq
    this.#eventCount += 1
    this.engine.run(row.sql, ...row.values)
  }

  addAttempt(number: number, row: RowInsert): void {
    if (this.#witnessAttempt === 0) this.#witnessAttempt = number
    this.engine.run(row.sql, ...row.values)
  }

  /** False when the delivery had ended before; then its row stays as it is. */
  addDelivery(row: RowInsert): boolean {
    return this.engine.run(row.sql, ...row.values) > 0
  }

  /** A row that is there already stays as it is. */
  addWaiting(row: RowInsert): void {
    this.engine.run(row.sql, ...row.values)
  }

  /** Writes the healths that have gathered, so that a read of subscriptions sees them. */
  writeHealths(): void {
    for (const [subscription, changed] of this.#healths) writeHealth(this, subscription, changed)
    this.#healths.clear()
  }

  setHealth(subscription: number, { health, status, stateSinceMs }: ChangedHealth): void {
    const before = this.#healths.get(subscription)
    this.#healths.set(subscription, {
      health: health ?? before?.health ?? null,
      status: status ?? before?.status ?? null,
      // A later one follows from the state that an earlier one makes.
      stateSinceMs: before === undefined ? stateSinceMs : before.stateSinceMs,
    })
  }

  /** What memory has to take back should the transaction not happen. */
  onRollback(undo: () => void): void {
    this.#undo.push(undo)
  }

  #begin(): void {
    this.#healths.clear()
    this.#undo.length = 0
    this.#eventCount = 0
    this.#witnessSeq = 0
    this.#witnessAttempt = 0
  }

  /** Without an event or an attempt that would tell, a mark tells whether the commit happened. */
  #markCommit(): void {
    if (this.#witnessSeq > 0 || this.#witnessAttempt > 0) return
    this.#commitMark += 1
    writeMeta(this.engine, 'commit', this.#commitMark)
  }

  #commit(): TransactionResult {
    try {
      this.#probe?.beforeCommit()
      this.engine.run('COMMIT')
      this.#probe?.afterCommit()
    } catch (error) {
      if (this.engine.database.isTransaction) {
        this.#rollback()
        return { kind: 'failed', error }
      }
      if (faultKind(error) === 'fatal') throw error
      if (!this.#wentThrough()) {
        this.#rollback()
        return { kind: 'failed', error }
      }
    }
    return { kind: 'committed' }
  }

  #wentThrough(): boolean {
    if (this.#witnessSeq > 0) {
      return this.engine.number('SELECT count(*) FROM event WHERE seq = ?', this.#witnessSeq) > 0
    }
    if (this.#witnessAttempt > 0) {
      const sql = 'SELECT count(*) FROM attempt WHERE number = ?'
      return this.engine.number(sql, this.#witnessAttempt) > 0
    }
    return readMark(this.engine, 'commit') === this.#commitMark
  }

  #rollback(): void {
    if (this.engine.database.isTransaction) this.engine.run('ROLLBACK')
    for (const undo of this.#undo.toReversed()) undo()
    this.#undo.length = 0
    this.order.forgetReserved()
  }
}
