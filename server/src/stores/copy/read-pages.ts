/** Reads a table of the file page by page along its key, so that memory holds one page at a time. */
import type { SqliteEngine, SqlValue } from '../sqlite/sqlite-engine.ts'
import type { SourceValue } from './copied-column.ts'
import type { CopiedTable } from './copied-tables.ts'

/** Rows of a page, as a rule: a commit of some tens of milliseconds. */
export const usualPageRows = 4_000
/** Of texts and bytes in a page; twice as much goes over the wire. */
const bytesPerPage = 2 * 1024 * 1024

export type PageKey = readonly SourceValue[]

export interface SourcePage {
  /** Of each column its values. */
  readonly columns: readonly (readonly SourceValue[])[]
  readonly rowCount: number
  /** The key of its last row. */
  readonly lastKey: PageKey
}

export interface PageSource {
  readonly engine: SqliteEngine
  readonly pageRows: number
}

/** The next page behind the key; null at the end. */
export function readPage(
  source: PageSource,
  table: CopiedTable,
  after: PageKey | null,
): SourcePage | null {
  const columns: SourceValue[][] = table.columns.map(() => [])
  let bytes = 0
  for (const row of rowsBehind(source, table, after)) {
    for (let index = 0; index < columns.length; index += 1) {
      const value = row[index]!
      columns[index]!.push(value)
      if (typeof value === 'object') bytes += value?.byteLength ?? 0
      else if (typeof value === 'string') bytes += value.length
    }
    if (bytes >= bytesPerPage) break
  }
  const rowCount = columns[0]!.length
  if (rowCount === 0) return null
  const lastKey = keyColumns(table).map((index) => columns[index]!.at(-1)!)
  return { columns, rowCount, lastKey }
}

/** Where the columns of the key stand among the columns. */
export function keyColumns({ key, columns }: CopiedTable): readonly number[] {
  return key.map((name) => columns.findIndex((column) => column.name === name))
}

function rowsBehind(
  { engine, pageRows }: PageSource,
  table: CopiedTable,
  after: PageKey | null,
): Iterable<SourceValue[]> {
  const names = table.columns.map((column) => column.from ?? column.name)
  const key = table.key.join(', ')
  const behind = after === null ? '' : `WHERE (${key}) > (${after.map(() => '?').join(', ')})`
  const statement = engine.prepare(
    `SELECT ${names.join(', ')} FROM ${table.from ?? table.name} ${behind}
    ORDER BY ${key} LIMIT ${pageRows}`,
  )
  statement.setReturnArrays(true)
  const rows: Iterable<unknown> = statement.iterate(...((after ?? []) as SqlValue[]))
  return rows as Iterable<SourceValue[]>
}

/** A key as text that can be kept. */
export function writeKey(key: PageKey): string {
  return JSON.stringify(
    key.map((value) =>
      value instanceof Uint8Array ? { hex: Buffer.from(value).toString('hex') } : value,
    ),
  )
}

export function readKey(text: string): PageKey {
  const values = JSON.parse(text) as (number | string | null | { hex: string })[]
  return values.map((value) =>
    typeof value === 'object' && value !== null
      ? Uint8Array.from(Buffer.from(value.hex, 'hex'))
      : value,
  )
}
