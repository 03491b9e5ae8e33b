/**
 * Copies one table, page by page. A page and the place behind it are one statement, which ends
 * itself when the place is not where it was left: so a copy that was killed goes on with the next
 * page, and no page is there twice. The next page is read while one is being written.
 */
import type { PostgresClient, SqlParameter } from '../postgres/postgres-client.ts'
import type { AcceptDay } from './accept-days.ts'
import { columnArray, sqlType, storedSql } from './copied-column.ts'
import type { CopiedTable } from './copied-tables.ts'
import { type PageSource, readKey, readPage, type SourcePage, writeKey } from './read-pages.ts'

export interface TableProgress {
  /** The key behind which it goes on; empty at its beginning. */
  readonly place: string
  readonly doneCount: number
  readonly isDone: boolean
}

export interface CopyTableParts extends PageSource {
  readonly client: PostgresClient
  readonly days: readonly AcceptDay[]
  /** Told after each page that is on disk. */
  readonly onPage: (doneCount: number) => void
}

/** Resolves once all rows are on disk and noted as such. */
export async function copyTable(
  parts: CopyTableParts,
  table: CopiedTable,
  progress: TableProgress,
): Promise<void> {
  if (progress.isDone) return
  let { place, doneCount } = progress
  let written: Promise<void> | null = null
  for (;;) {
    const page = readPage(parts, table, place === '' ? null : readKey(place))
    const statement = page === null ? null : pageStatement(table, page, parts.days)
    if (written !== null) {
      await written
      parts.onPage(doneCount)
    }
    if (page === null || statement === null) break
    const next = writeKey(page.lastKey)
    const { rowCount } = page
    written = write(parts, statement, { table: table.name, from: place, to: next, rowCount })
    // It is awaited with the next page, whose reading may fail before.
    written.catch(() => undefined)
    place = next
    doneCount += rowCount
  }
  await parts.client.query('UPDATE store_copy SET is_done = true WHERE name = $1', [table.name])
}

interface PageStatement {
  readonly insert: string
  readonly parameters: readonly SqlParameter[]
}

function pageStatement(
  table: CopiedTable,
  page: SourcePage,
  days: readonly AcceptDay[],
): PageStatement {
  const { columns, added = {}, hasGivenKey } = table
  const names = columns.map((column) => column.name)
  const arrays = columns.map((column, index) => `$${index + 1}::${sqlType(column)}[]`)
  const values = [...columns.map(storedSql), ...Object.values(added)]
  return {
    insert: `INSERT INTO ${table.name} (${[...names, ...Object.keys(added)].join(', ')})
      ${hasGivenKey === true ? 'OVERRIDING SYSTEM VALUE' : ''}
      SELECT ${values.join(', ')} FROM unnest(${arrays.join(', ')}) AS given (${names.join(', ')})`,
    parameters: columns.map((column, index) => columnArray(column, page.columns[index]!, days)),
  }
}

interface Step {
  readonly table: string
  readonly from: string
  readonly to: string
  readonly rowCount: number
}

async function write(
  { client }: CopyTableParts,
  { insert, parameters }: PageStatement,
  { table, from, to, rowCount }: Step,
): Promise<void> {
  const count = parameters.length
  await client.plan(
    `WITH moved AS (
      UPDATE store_copy SET place = $${count + 1}, done_count = done_count + $${count + 2}
      WHERE name = $${count + 3} AND place = $${count + 4} RETURNING 1
    ), written AS (${insert}) SELECT 1 / count(*) AS is_next FROM moved`,
    [...parameters, to, rowCount, table, from],
  )
}
