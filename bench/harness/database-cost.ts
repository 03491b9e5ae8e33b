/**
 * What a PostgreSQL server did between two looks at it: processor time of its processes, the log
 * (WAL) that it wrote, statements, rows, and how much the database grew; each for an event.
 *
 * Every statement of the store is a transaction of its own, so commits are statements. A backend
 * tells its counters late, at most 10 s after it fell idle: look when it has been quiet for longer.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { postgresFolder } from './tools.ts'

export interface DatabaseCost {
  readonly name: string
  readonly eventCount: number
  readonly eventsPerSecond: number
  /** Microseconds of processor time of all processes of the server, user and system. */
  readonly serverCpuUs: number
  /** The same by kind of process; `ended` are those that came and went, such as vacuum's. */
  readonly serverCpuUsByKind: Readonly<Record<string, number>>
  /** Of the single process that took most: it cannot take more than one core. */
  readonly busiestCpuUs: number
  readonly statements: number
  readonly logBytes: number
  readonly rowsInserted: number
  readonly rowsUpdated: number
  readonly rowsDeleted: number
  /** Tables and indexes, as files. */
  readonly databaseBytes: number
}

export interface DatabaseLook {
  /** Microseconds by process, `ended` for those that are gone. */
  readonly cpuUs: ReadonlyMap<string, number>
  readonly statements: number
  readonly logBytes: number
  readonly inserted: number
  readonly updated: number
  readonly deleted: number
  readonly bytes: number
}

/** How long after the last statement all counters are told. */
export const countersLateMs = 11_000

const tickUs = 10_000

/** `pid` is the server's first process, `folder` that of its socket. */
export function lookAtDatabase(pid: number, folder: string): DatabaseLook {
  const answer = execFileSync(
    join(postgresFolder() ?? '', 'psql'),
    ['-XAt', '-F', ' ', '-h', folder, '-U', 'bench', '-d', 'postgres', '-c', question],
    { encoding: 'utf8' },
  )
  const [statements = 0, inserted = 0, updated = 0, deleted = 0, logBytes = 0, bytes = 0] = answer
    .trim()
    .split(' ')
    .map(Number)
  return { cpuUs: readCpu(pid), statements, inserted, updated, deleted, logBytes, bytes }
}

const question = `SELECT xact_commit, tup_inserted, tup_updated, tup_deleted,
  pg_current_wal_insert_lsn() - '0/0', pg_database_size(datname)
  FROM pg_stat_database WHERE datname = current_database()`

/** What lies between two looks, for each of so many events. */
export function costBetween(
  before: DatabaseLook,
  after: DatabaseLook,
  run: { readonly name: string; readonly eventCount: number; readonly eventsPerSecond: number },
): DatabaseCost {
  const per = (amount: number) => Math.round((amount / run.eventCount) * 100) / 100
  const spent = [...after.cpuUs].map(
    ([name, us]) => [name, Math.max(0, us - (before.cpuUs.get(name) ?? 0))] as const,
  )
  const kinds = Map.groupBy(spent, ([name]) => name.split(' ').slice(1).join(' '))
  const sum = (parts: readonly (readonly [string, number])[]) =>
    parts.reduce((total, [, us]) => total + us, 0)
  const running = spent.filter(([name]) => !name.endsWith(' ended'))
  return {
    ...run,
    eventsPerSecond: Math.round(run.eventsPerSecond),
    serverCpuUs: per(sum(spent)),
    serverCpuUsByKind: Object.fromEntries(
      [...kinds].map(([kind, parts]) => [kind, per(sum(parts))]),
    ),
    busiestCpuUs: per(Math.max(...running.map(([, us]) => us))),
    statements: per(after.statements - before.statements),
    logBytes: per(after.logBytes - before.logBytes),
    rowsInserted: per(after.inserted - before.inserted),
    rowsUpdated: per(after.updated - before.updated),
    rowsDeleted: per(after.deleted - before.deleted),
    databaseBytes: per(after.bytes - before.bytes),
  }
}

function readCpu(postmaster: number): Map<string, number> {
  const found = new Map<string, number>()
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const fields = readStat(entry)
    const isPostmaster = Number(entry) === postmaster
    if (!isPostmaster && Number(fields[1]) !== postmaster) continue
    found.set(`${entry} ${isPostmaster ? 'postmaster' : kindOf(entry)}`, ticks(fields, 11))
    if (isPostmaster) found.set(`${entry} ended`, ticks(fields, 13))
  }
  return found
}

/** User and system time in µs, of the process itself (11) or of its children that ended (13). */
function ticks(fields: readonly string[], at: number): number {
  return (Number(fields[at] ?? 0) + Number(fields[at + 1] ?? 0)) * tickUs
}

/** The server writes into each process's title what it does: `postgres: walwriter`. */
function kindOf(pid: string): string {
  const title = readProc(`${pid}/cmdline`).replaceAll('\0', ' ').trim()
  const name = /^postgres: ([a-z ]+?) *$/.exec(title)?.[1]
  return name ?? 'backends'
}

function readStat(pid: string): string[] {
  const stat = readProc(`${pid}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** It may have ended since it was listed. */
function readProc(name: string): string {
  try {
    return readFileSync(`/proc/${name}`, 'utf8')
  } catch {
    return ''
  }
}
