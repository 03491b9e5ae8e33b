/**
 * The file that is copied from: held under its lock, so that no process writes it meanwhile, and
 * only read. Everything that could keep a copy from being a store is looked for here, before
 * anything is written: another program's file, a schema of another version, a key that does not
 * open what is sealed in it.
 */
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Random } from '../../ports/random.ts'
import { SealedValues } from '../sql/sealed-values.ts'
import { type AlertRow, toAlert } from '../sql/alert-rows.ts'
import { type AnnouncementRow, toAnnouncement } from '../sql/announcement-rows.ts'
import { toConfig } from '../sql/subscription-rows.ts'
import { lockFile } from '../sqlite/file-lock.ts'
import { readMark, readMeta } from '../sqlite/meta.ts'
import { newestSchema } from '../sqlite/migrate.ts'
import { openReader, refuseForeignFile, type SqliteEngine } from '../sqlite/sqlite-engine.ts'
import { asRefusal, refuseLostFile } from '../sqlite/store-file.ts'
import { defaultStoreLimits, StoreRefused } from '../store-options.ts'
import type { DatedEvents } from './accept-days.ts'

export interface SourceOptions {
  readonly random: Random
  /** Asked for once the file is locked. */
  readonly encryptionKey: () => Uint8Array
}

export interface SourceFile {
  readonly engine: SqliteEngine
  readonly path: string
  readonly epoch: string
  readonly canary: Uint8Array
  /** Changes with every commit: the same text, the same contents. */
  readonly state: string
  close(): void
}

/** Opens and locks the file. Throws `StoreRefused`. */
export function openSource(place: string, options: SourceOptions): SourceFile {
  const path = resolve(place)
  refuseMissing(path)
  const lock = lockFile(path, defaultStoreLimits.lockWaitMs)
  let engine: SqliteEngine | null = null
  try {
    engine = openReader(path)
    const opened = readContents(engine, path, options)
    const reader = engine
    return {
      ...opened,
      engine,
      path,
      close() {
        reader.close()
        lock.release()
      },
    }
  } catch (error) {
    engine?.close()
    lock.release()
    throw asRefusal(error, path)
  }
}

function refuseMissing(path: string): void {
  refuseLostFile(path)
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) {
    throw new StoreRefused(`${path} is not there: name the file of the store that is to be copied`)
  }
  if (!found.isFile()) throw new StoreRefused(`${path} is no file, and a store in SQLite is one`)
  if (found.size === 0) throw new StoreRefused(`${path} is empty: there is nothing to copy`)
}

function readContents(engine: SqliteEngine, path: string, options: SourceOptions) {
  refuseForeignFile(engine, path)
  const schema = engine.number('PRAGMA user_version')
  if (schema !== newestSchema()) {
    throw new StoreRefused(
      `${path} has schema ${schema}, and a copy is made of schema ${newestSchema()}: start and ` +
        'stop the service once on it with this version, or copy with the version that wrote it',
    )
  }
  // One moment of the file, whatever else might read or write it.
  engine.run('BEGIN')
  const canary = readMeta(engine, 'canary')
  const epoch = readMeta(engine, 'epoch')
  if (!(canary instanceof Uint8Array) || typeof epoch !== 'string') {
    throw new StoreRefused(`${path} was never opened by the service: there is nothing to copy`)
  }
  const sealedValues = new SealedValues(options.encryptionKey(), options.random)
  try {
    sealedValues.open(canary, 'meta/canary')
    openAll(engine, sealedValues)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StoreRefused(`${path} does not open with this encryption key: ${reason}`)
  }
  return { canary, epoch, state: stateOf(engine) }
}

interface SealedRow {
  readonly tenant_key: number
  readonly number: number
  readonly version: number
  readonly settings: string
  readonly sealed: Uint8Array
}

/** Every sealed value once: what does not open here would be missed when it is needed there. */
function openAll(engine: SqliteEngine, sealedValues: SealedValues): void {
  const rows = engine.each<SealedRow>(
    `SELECT tenant_key, number, subscription_version.version, settings, sealed
    FROM subscription_version JOIN subscription USING (number) WHERE sealed IS NOT NULL`,
  )
  for (const { settings, sealed, tenant_key: tenantKey, number, version } of rows) {
    toConfig({ settings, sealed }, { tenantKey, number, version }, sealedValues)
  }
  const announcements = engine.each<AnnouncementRow>('SELECT * FROM announcement')
  for (const row of announcements) toAnnouncement(row, sealedValues)
  for (const row of engine.each<AlertRow>('SELECT * FROM alert')) toAlert(row, [], sealedValues)
}

/** Every commit writes an event, an attempt or the mark `commit`. */
function stateOf(engine: SqliteEngine): string {
  const marks = (
    [
      'commit',
      'seq_ceiling',
      'attempt_ceiling',
      'settled_seq',
      'folded_seq',
      'folded_attempt',
    ] as const
  ).map((name) => readMark(engine, name))
  const newest = ['SELECT max(seq) FROM event', 'SELECT max(number) FROM attempt']
  return [...marks, ...newest.map((sql) => engine.number(sql))].join('.')
}

interface DateRow {
  readonly date: number
  readonly first_seq: number
  readonly last_seq: number
  readonly began_at_ms: number
}

const minuteMs = 60_000
const minutesPerDay = 1_440

/** The calendar days of the file's events, by the folded minutes and the unfolded tail. */
export function datesOf(engine: SqliteEngine): readonly DatedEvents[] {
  const folded = engine.all<DateRow>(
    `SELECT minute / ${minutesPerDay} AS date, min(first_seq) AS first_seq,
      max(last_seq) AS last_seq, min(minute) * ${minuteMs} AS began_at_ms
    FROM event_span GROUP BY 1`,
  )
  const tail = engine.all<DateRow>(
    `SELECT accepted_at_ms / ${minutesPerDay * minuteMs} AS date, min(seq) AS first_seq,
      max(seq) AS last_seq, min(accepted_at_ms) AS began_at_ms
    FROM event WHERE seq > ? GROUP BY 1`,
    readMark(engine, 'folded_seq'),
  )
  const dates = Map.groupBy([...folded, ...tail], (row) => row.date)
  return [...dates.values()].map((rows) => ({
    firstSeq: Math.min(...rows.map((row) => row.first_seq)),
    lastSeq: Math.max(...rows.map((row) => row.last_seq)),
    beganAtMs: Math.min(...rows.map((row) => row.began_at_ms)),
  }))
}
