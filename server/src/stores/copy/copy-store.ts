/**
 * Copies a whole store from a SQLite file into an empty PostgreSQL database: looks at both sides
 * before it writes, copies table by table, and compares every row before the database may be used.
 * The file is only read. Killed at any moment, the same call goes on where it stopped; until it has
 * ended well, no node starts on the database.
 */
import type { Random } from '../../ports/random.ts'
import { faultKind } from '../postgres/engine-fault.ts'
import { parsePlace } from '../postgres/postgres-place.ts'
import { StoreRefused } from '../store-options.ts'
import { readMark } from '../sqlite/meta.ts'
import { asRefusal } from '../sqlite/store-file.ts'
import { cursorIn, planDays } from './accept-days.ts'
import { type ComparedBooks, compareBooks } from './compare-counts.ts'
import { type ComparedTable, compareTable } from './compare-tables.ts'
import { copiedTables } from './copied-tables.ts'
import { copyTable } from './copy-table.ts'
import { usualPageRows } from './read-pages.ts'
import { datesOf, openSource, type SourceFile } from './source-file.ts'
import { settleCopy, unfoldBegun } from './settle-copy.ts'
import { type CopyOf, TargetDatabase, type TotalOfTable } from './target-database.ts'

/** What messages call the URL of the database. */
export const targetUrl = 'the URL of the target'

export interface CopyRequest {
  /** Path of the file. */
  readonly from: string
  /** URL of the database. */
  readonly to: string
  readonly random: Random
  /** Asked for once the file is locked. */
  readonly encryptionKey: () => Uint8Array
  readonly onStep: (step: CopyStep) => void
  /** For tests: rows of a page. */
  readonly pageRows?: number
}

/** What is under way: `done` of `total` rows of a table, both in the present phase. */
export interface CopyStep {
  readonly phase: 'looking' | 'copying' | 'settling' | 'comparing'
  readonly table: string
  readonly doneCount: number
  readonly totalCount: number
}

export type CopyResult =
  /** An earlier call did it all; nothing was done. */
  | { readonly kind: 'copied-before' }
  | { readonly kind: 'equal' | 'different'; readonly report: CopyReport }

export interface CopyReport {
  readonly tables: readonly ComparedTable[]
  readonly books: ComparedBooks
}

/** Rejects with `StoreRefused` for what an operator can mend; what is copied by then stays. */
export async function copyStore(request: CopyRequest): Promise<CopyResult> {
  const target = new TargetDatabase(parsePlace(request.to, targetUrl))
  try {
    const source = openSource(request.from, request)
    try {
      return await copyInto(target, source, request)
    } catch (error) {
      throw refusalOf(asRefusal(error, source.path), target)
    } finally {
      source.close()
    }
  } finally {
    await target.close()
  }
}

async function copyInto(
  target: TargetDatabase,
  source: SourceFile,
  request: CopyRequest,
): Promise<CopyResult> {
  const { engine } = source
  const { onStep, pageRows = usualPageRows } = request
  const state = await target.look(source)
  if (state.kind === 'copied') return { kind: 'copied-before' }
  const { days } = state.kind === 'begun' ? state.copy : await begin(target, source, onStep)
  await target.prepareDays(days)
  const totals = await target.progress()
  const rows = { engine, pageRows, days }
  for (const table of copiedTables) {
    const progress = totalOf(totals, table.name)
    const onPage = stepsOf(onStep, 'copying', progress)
    onPage(progress.doneCount)
    await copyTable({ ...rows, client: target.client, onPage }, table, progress)
  }
  onStep({ phase: 'settling', table: '', doneCount: 0, totalCount: 1 })
  await settleCopy(engine, target.reader, days)
  const tables: ComparedTable[] = []
  for (const table of copiedTables) {
    const total = totalOf(totals, table.name)
    const onPage = stepsOf(onStep, 'comparing', total)
    onPage(0)
    const compared = await compareTable({ ...rows, client: target.reader, onPage }, table)
    // Counted by themselves: a delivery that waits without its event, which no page has, shows here.
    tables.push({ ...compared, sourceCount: total.totalCount })
  }
  const report = { tables, books: await compareBooks(engine, target.reader, source.epoch) }
  if (!isEqual(report)) return { kind: 'different', report }
  await target.finish(unfoldBegun(engine))
  return { kind: 'equal', report }
}

function stepsOf(
  onStep: CopyRequest['onStep'],
  phase: CopyStep['phase'],
  { name, totalCount }: TotalOfTable,
): (doneCount: number) => void {
  return (doneCount) => onStep({ phase, table: name, doneCount, totalCount })
}

/** Counts and plans; the first write is the mark of an unfinished copy. */
async function begin(
  target: TargetDatabase,
  source: SourceFile,
  onStep: CopyRequest['onStep'],
): Promise<CopyOf> {
  const { engine } = source
  const days = planDays(datesOf(engine), readMark(engine, 'seq_ceiling'))
  const totals = new Map<string, number>()
  for (const { name } of copiedTables) {
    onStep({ phase: 'looking', table: name, doneCount: 0, totalCount: 1 })
    totals.set(name, engine.number(`SELECT count(*) FROM ${name}`))
  }
  const settledPlace = cursorIn(days, readMark(engine, 'settled_seq'))
  return target.begin(source, { days, totals, settledPlace })
}

function isEqual({ tables, books }: CopyReport): boolean {
  const { recount, ledger, isSourceBalanced, tenants } = books
  const counts = [...recount, ...(isSourceBalanced ? ledger : [])]
  return (
    tables.every((one) => one.differingPages === 0 && one.sourceCount === one.targetCount) &&
    [...counts, ...tenants.flatMap((one) => one.counts)].every((one) => one.source === one.target)
  )
}

function totalOf(totals: readonly TotalOfTable[], name: string): TotalOfTable {
  const found = totals.find((one) => one.name === name)
  if (found === undefined) {
    throw new StoreRefused(
      'the unfinished copy was begun by another version: go on with that one, or drop the ' +
        'database and copy into a new one',
    )
  }
  return found
}

const goesOn = 'the same command then goes on where it stopped'

/** What the database did in the middle, as one sentence. */
function refusalOf(error: unknown, { name }: TargetDatabase): unknown {
  if (error instanceof StoreRefused || !(error instanceof Error)) return error
  const refused = (why: string): StoreRefused =>
    new StoreRefused(`${name} ${why}`, { cause: error })
  switch (faultKind(error)) {
    case 'away':
      return refused(`went away in the middle (${error.message}): bring it back; ${goesOn}`)
    case 'again':
      return refused(`did not take a write (${error.message}): try again; ${goesOn}`)
    case 'full':
      return refused(`has no room left on its disk: make room; ${goesOn}`)
    case 'overtaken':
      return refused('is being copied into by another process: let that one end')
    case 'request':
      return error
  }
}
