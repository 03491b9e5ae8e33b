/**
 * One connection to SQLite with its prepared statements. It opens files the one way that keeps
 * law 1: a write-ahead log whose commits we sync ourselves (log-sync.ts), asserted. Rows come back as plain objects
 * whose shape the statement's author vouches for; nothing else in the stores casts.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { StoreRefused } from '../store-options.ts'

export type SqlValue = SQLInputValue

/** Written at offset 68 of the file ("PHRN"), so that another program's database is not taken. */
export const applicationId = 0x5048524e
/** Bytes a page: 8 KiB wrote a third more for small commits and was no faster. */
const pageBytes = 4_096
/** Spent standing still beside another writer (a shell, a backup) before it is tried again later. */
const busyWaitMs = 20
const cacheKibibytes = 64 * 1024
const readerCacheKibibytes = 16 * 1024
/** What the log keeps on disk after it was restarted. */
const logBytesKept = 64 * 1024 * 1024

export class SqliteEngine {
  readonly database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(database: DatabaseSync) {
    this.database = database
  }

  /** Runs text without values, several statements at once if need be. */
  exec(sql: string): void {
    this.database.exec(sql)
  }

  /** Rows changed. */
  run(sql: string, ...values: SqlValue[]): number {
    return Number(this.prepare(sql).run(...values).changes)
  }

  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined {
    return this.prepare(sql).get(...values) as Row | undefined
  }

  all<Row>(sql: string, ...values: SqlValue[]): Row[] {
    return this.prepare(sql).all(...values) as Row[]
  }

  /** Row by row; leave the loop only by its end, `break` or `return`, so that the read ends. */
  each<Row>(sql: string, ...values: SqlValue[]): IterableIterator<Row> {
    return this.prepare(sql).iterate(...values) as unknown as IterableIterator<Row>
  }

  /** The statement, prepared once a connection. */
  prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.database.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }

  /** One number of a statement that has one row of one column; 0 for NULL and for no row. */
  number(sql: string, ...values: SqlValue[]): number {
    const row = this.get<Record<string, number | null>>(sql, ...values)
    return row === undefined ? 0 : (Object.values(row)[0] ?? 0)
  }

  close(): void {
    this.#statements.clear()
    if (this.database.isOpen) this.database.close()
  }
}

/** Opens the writing connection and asserts how it writes. */
export function openWriter(path: string): SqliteEngine {
  const engine = new SqliteEngine(new DatabaseSync(path, { timeout: busyWaitMs }))
  const isFile = path !== ':memory:'
  try {
    refuseForeignFile(engine, path)
    engine.exec(`PRAGMA page_size = ${pageBytes}; PRAGMA auto_vacuum = INCREMENTAL;`)
    engine.exec(`PRAGMA journal_mode = ${isFile ? 'WAL' : 'MEMORY'}`)
    // NORMAL: SQLite syncs around its checkpoints, we after each commit, beside the loop.
    engine.exec('PRAGMA synchronous = NORMAL')
    // The log is checkpointed by tidy-log.ts; SQLite itself would do it in the middle of an accept.
    engine.exec(`PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = ${logBytesKept};
      PRAGMA cache_size = -${cacheKibibytes}; PRAGMA temp_store = MEMORY;`)
    if (isFile) assertDurable(engine)
  } catch (error) {
    engine.close()
    throw error
  }
  return engine
}

/** Opens a connection that can only read; for the thread that reads history. */
export function openReader(path: string): SqliteEngine {
  const engine = new SqliteEngine(new DatabaseSync(path, { readOnly: true, timeout: 1_000 }))
  engine.exec(`PRAGMA cache_size = -${readerCacheKibibytes}; PRAGMA temp_store = MEMORY;`)
  return engine
}

/** Throws unless a commit is one append to a log that we can sync (law 1). */
export function assertDurable(engine: SqliteEngine): void {
  const synchronous = engine.number('PRAGMA synchronous')
  const { journal_mode: journal } = engine.get<{ journal_mode: string }>('PRAGMA journal_mode')!
  if (synchronous !== 1 || journal !== 'wal') {
    throw new StoreRefused(
      `SQLite did not take the durable settings (synchronous ${synchronous}, journal ${journal}); ` +
        'the file system may not allow a write-ahead log: keep the store on a local disk',
    )
  }
}

/** Throws `StoreRefused` for what is no SQLite database, or that of another program. */
export function refuseForeignFile(engine: SqliteEngine, path: string): void {
  let tableCount: number
  try {
    tableCount = engine.number('SELECT count(*) FROM sqlite_schema')
  } catch (error) {
    throw new StoreRefused(
      `${path} is not a SQLite database or is damaged: move it away, or restore a backup`,
      { cause: error },
    )
  }
  const id = engine.number('PRAGMA application_id')
  if (tableCount > 0 && id !== applicationId) {
    throw new StoreRefused(`${path} is a database of another program: choose another path`)
  }
}
