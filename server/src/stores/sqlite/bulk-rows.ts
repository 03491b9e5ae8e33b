/**
 * Rows of one table on their way into the commit under way, written many to a statement: calling
 * SQLite once a row costs as much again as the row. In a careful batch each row is written alone,
 * and the caller learns whether it was new.
 */
import type { SqliteEngine, SqlValue } from './sqlite-engine.ts'

export interface RowInsert {
  /** The statement up to and without VALUES. */
  readonly head: string
  /** What stands after the values. */
  readonly tail: string
  readonly columnCount: number
}

/** Rows a statement, widest first; the last has to be 1. */
const widths = [32, 8, 1] as const

export class BulkRows {
  readonly #engine: SqliteEngine
  readonly #columnCount: number
  readonly #statements: readonly string[]
  #values: SqlValue[] = []
  #isCareful = false

  constructor(engine: SqliteEngine, insert: RowInsert) {
    this.#engine = engine
    this.#columnCount = insert.columnCount
    const row = `(${Array(insert.columnCount).fill('?').join(',')})`
    this.#statements = widths.map((width) => {
      const rows = Array(width).fill(row).join(',')
      return `${insert.head} VALUES ${rows} ${insert.tail}`
    })
  }

  begin(isCareful: boolean): void {
    this.#values.length = 0
    this.#isCareful = isCareful
  }

  /** False only in a careful batch, when the row was there already. */
  add(values: readonly SqlValue[]): boolean {
    if (this.#isCareful) return this.#engine.run(this.#statements.at(-1)!, ...values) > 0
    for (const value of values) this.#values.push(value)
    return true
  }

  /** Writes what has gathered; false when a row of it was there already. */
  flush(): boolean {
    const values = this.#values
    let isNew = true
    let at = 0
    for (const [index, width] of widths.entries()) {
      const step = width * this.#columnCount
      for (; values.length - at >= step; at += step) {
        const changed = this.#engine.run(this.#statements[index]!, ...values.slice(at, at + step))
        if (changed < width) isNew = false
      }
    }
    values.length = 0
    return isNew
  }
}
