/**
 * Compares what is in the database with the file, every row of every table: page by page a hash over
 * the text of its rows, made from what either side holds. What is left over behind the last page is
 * found too.
 */
import { createHash } from 'node:crypto'
import type { PostgresClient } from '../postgres/postgres-client.ts'
import type { AcceptDay } from './accept-days.ts'
import { comparedSql, comparedText, type CopiedColumn, keyText, sqlType } from './copied-column.ts'
import type { CopiedTable } from './copied-tables.ts'
import {
  keyColumns,
  type PageKey,
  type PageSource,
  readPage,
  type SourcePage,
} from './read-pages.ts'

export interface ComparedTable {
  readonly name: string
  readonly sourceCount: number
  readonly targetCount: number
  /** Pages whose rows are not the same. */
  readonly differingPages: number
}

export interface CompareParts extends PageSource {
  readonly client: PostgresClient
  readonly days: readonly AcceptDay[]
  readonly onPage: (comparedCount: number) => void
}

interface PageHash {
  readonly count: number
  readonly hash: string | null
}

export async function compareTable(
  parts: CompareParts,
  table: CopiedTable,
): Promise<ComparedTable> {
  let after: PageKey | null = null
  let sourceCount = 0
  let targetCount = 0
  let differingPages = 0
  for (;;) {
    const page: SourcePage | null = readPage(parts, table, after)
    // The database reads its page while this side hashes its own.
    const asked: Promise<PageHash> = askTarget(parts, table, { after, to: page?.lastKey ?? null })
    asked.catch(() => undefined)
    const hash = page === null ? null : hashOf(table, page, parts.days)
    const found = await asked
    targetCount += found.count
    if (found.count !== (page?.rowCount ?? 0) || found.hash !== hash) differingPages += 1
    if (page === null) break
    sourceCount += page.rowCount
    parts.onPage(sourceCount)
    after = page.lastKey
  }
  return { name: table.name, sourceCount, targetCount, differingPages }
}

const between = '\x1f'
const ofRows = '\n'

function hashOf(table: CopiedTable, page: SourcePage, days: readonly AcceptDay[]): string {
  const hash = createHash('sha256')
  for (let row = 0; row < page.rowCount; row += 1) {
    const texts = table.columns.map((column, index) =>
      comparedText(column, page.columns[index]![row]!, days),
    )
    hash.update((row === 0 ? '' : ofRows) + texts.join(between))
  }
  return hash.digest('hex')
}

/** Both ends by their keys; null: from the beginning, or to the end. */
async function askTarget(
  { client, days }: CompareParts,
  table: CopiedTable,
  range: { readonly after: PageKey | null; readonly to: PageKey | null },
): Promise<PageHash> {
  const parameters: string[] = []
  const columns = keyColumns(table).map((index) => table.columns[index]!)
  const bind = (column: CopiedColumn, value: PageKey[number]): string =>
    `$${parameters.push(keyText(column, value, days))}::text::${sqlType(column)}`
  const bound = (key: PageKey | null, sign: '>' | '<='): string => {
    if (key === null) return 'true'
    const values = columns.map((column, index) => bind(column, key[index]!))
    // The first column alone as well: by it the days that are not asked for are left out.
    return `(${table.key.join(', ')}) ${sign} (${values.join(', ')})
      AND ${table.key[0]} ${sign === '>' ? '>=' : '<='} ${values[0]}`
  }
  const text = table.columns.map(comparedSql).join(`, E'\\x1f', `)
  const [row] = await client.plan<PageHash>(
    `SELECT count(*) AS count, encode(sha256(convert_to(
      string_agg(concat(${text}), E'\\n' ORDER BY ${table.key.join(', ')}), 'UTF8')), 'hex') AS hash
    FROM ${table.name} WHERE ${bound(range.after, '>')} AND ${bound(range.to, '<=')}`,
    parameters,
  )
  return row!
}
