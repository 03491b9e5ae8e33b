/**
 * Opens the store in one SQLite file: lock, schema, key, and the ports over one writing
 * connection. In memory there is no lock, no disk and no reading thread; all else is the same.
 */
import { chmodSync, closeSync, openSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Store } from '../../ports/ports.ts'
import type { StoreRefusal } from '../check-room.ts'
import { SealedValues } from '../sql/sealed-values.ts'
import {
  defaultStoreLimits,
  type LogSync,
  type StoreLimits,
  type StoreOpening,
  type StoreOptions,
  StoreRefused,
} from '../store-options.ts'
import { AcceptOrder } from './accept-order.ts'
import { type DiskSpace, endlessSpace, FileSpace } from './disk-space.ts'
import { type FileLock, lockFile } from './file-lock.ts'
import { GroupCommit } from './group-commit.ts'
import { type HistoryReader, runHeavyRead } from './heavy-reads.ts'
import { openLogSync } from './log-sync.ts'
import { readMeta, writeMeta } from './meta.ts'
import { migrate } from './migrate.ts'
import { openWriter, type SqliteEngine } from './sqlite-engine.ts'
import { SqliteAuditStore } from './sqlite-audit-store.ts'
import { SqliteAlertStore } from './sqlite-alert-store.ts'
import { SqliteAnnouncementStore } from './sqlite-announcement-store.ts'
import { SqliteDeliveryStore } from './sqlite-delivery-store.ts'
import { SqliteEventStore } from './sqlite-event-store.ts'
import { SqliteHistory } from './sqlite-history.ts'
import { SqliteRecordStore } from './sqlite-record-store.ts'
import { SqliteOrderKeyStore } from './sqlite-order-key-store.ts'
import { SqliteReplayStore } from './sqlite-replay-store.ts'
import { SqliteScriptStore } from './sqlite-script-store.ts'
import { SqliteSubscriptionStore } from './sqlite-subscription-store.ts'
import { loadDirectory, SqliteTenantStore } from './sqlite-tenant-store.ts'
import { SqliteUpkeep } from './sqlite-upkeep.ts'
import { asRefusal, isNewFile, prepareFolder, refuseLostFile } from './store-file.ts'
import { TenantDirectory } from './tenant-directory.ts'
import { ThreadReader } from './thread-reader.ts'
import { WriteAheadLog } from './tidy-log.ts'
import { WriteTransaction } from './write-transaction.ts'

/** A store that tests and the simulator may also end the hard way. */
export interface SqliteStore extends Store {
  /** Commits what waits, now. */
  flush(): void
  /** As a crash: what is not committed is forgotten, nothing is finished; the lock is let go. */
  abandon(): void
}

/** Opens the file at `place`, making it if it is not there; `:memory:` for none. */
export function openSqliteStore(place: string, options: StoreOpening): SqliteStore {
  if (place === ':memory:') return openOn(openWriter(place), place, withKey(options, true))
  const path = resolve(place)
  const limits = { ...defaultStoreLimits, ...options.limits }
  prepareFolder(path)
  const lock = lockFile(path, limits.lockWaitMs)
  try {
    refuseLostFile(path)
    const opening = withKey(options, isNewFile(path))
    // Before SQLite opens it: the log beside it gets the permissions that the file has then.
    closeSync(openSync(path, 'a', 0o600))
    chmodSync(path, 0o600)
    const engine = openWriter(path)
    return openOn(engine, path, opening, lock)
  } catch (error) {
    lock.release()
    throw asRefusal(error, path)
  }
}

function withKey(options: StoreOpening, isNewStore: boolean): StoreOptions {
  const { encryptionKey: given } = options
  return { ...options, encryptionKey: typeof given === 'function' ? given(isNewStore) : given }
}

/** Opens the store on a connection that is there; with an in-memory one a crash can be played. */
export function openOn(
  engine: SqliteEngine,
  path: string,
  options: StoreOptions,
  lock: FileLock | null = null,
): SqliteStore {
  try {
    return compose(engine, path, options, lock)
  } catch (error) {
    engine.close()
    throw error
  }
}

function compose(
  engine: SqliteEngine,
  path: string,
  options: StoreOptions,
  lock: FileLock | null,
): SqliteStore {
  const { clock } = options
  const { schemaVersion, sealedValues, epoch, directory } = openContents(engine, path, options)
  const isFile = path !== ':memory:'
  const reader = isFile ? new ThreadReader(path, epoch) : ownReader(engine, epoch, options)
  const recounter = isFile ? new ThreadReader(path, epoch, false) : reader
  const readers = [reader, recounter]
  const order = new AcceptOrder(engine)
  const logSync = isFile ? openLogSync(path) : (options.logSync ?? null)
  const writing = { engine, path, options, order, readers, logSync }
  const { commit, log, space, refusal } = openWriting(writing)
  const written = { engine, commit, refusal }
  const end = (): void => {
    logSync?.close()
    engine.close()
    lock?.release()
  }
  return {
    events: new SqliteEventStore({ ...written, directory, clock }),
    deliveries: new SqliteDeliveryStore({ ...written, directory, sealedValues, clock }),
    orderKeys: new SqliteOrderKeyStore({ engine, commit, directory }),
    subscriptions: new SqliteSubscriptionStore({ ...written, directory, sealedValues }),
    tenants: new SqliteTenantStore({ ...written, directory, sealedValues }),
    history: new SqliteHistory(engine, reader, recounter),
    replays: new SqliteReplayStore({ ...written, reader }),
    scripts: new SqliteScriptStore(written),
    records: new SqliteRecordStore({ ...written, sealedValues }),
    audit: new SqliteAuditStore({ engine, commit }),
    alerts: new SqliteAlertStore({ engine, commit, sealedValues }),
    announcements: new SqliteAnnouncementStore({ engine, commit, sealedValues }),
    upkeep: new SqliteUpkeep({ engine, commit, log, space, clock, schemaVersion }),
    flush: () => commit.flush(),
    abandon() {
      commit.close(new Error('the store was abandoned'))
      for (const one of readers) void one.close()
      end()
    },
    async close() {
      commit.flush()
      // After a fault of the disk nothing more is written; the ceilings on disk are good as they are.
      const isSound = commit.isOpen
      commit.close(new Error('the store was closed'))
      for (const one of readers) await one.close()
      if (isSound) sealOrder(engine, order)
      end()
    },
  }
}

/** What is in the database before anything runs: schema, key, epoch, tenants. */
function openContents(engine: SqliteEngine, path: string, options: StoreOptions) {
  const schemaVersion = migrate(engine, path)
  const sealedValues = new SealedValues(options.encryptionKey, options.random)
  checkKey(engine, sealedValues, path)
  const directory = new TenantDirectory()
  loadDirectory(engine, directory)
  return { schemaVersion, sealedValues, epoch: epochOf(engine, options), directory }
}

interface WritingParts {
  readonly engine: SqliteEngine
  readonly path: string
  readonly options: StoreOptions
  readonly order: AcceptOrder
  readonly readers: readonly HistoryReader[]
  readonly logSync: LogSync | null
}

/** The group commit with what bounds it: the disk, the log, the time that writes wait. */
function openWriting({ engine, path, options, order, readers, logSync }: WritingParts) {
  const { clock, probe } = options
  const limits: StoreLimits = { ...defaultStoreLimits, ...options.limits }
  const isFile = path !== ':memory:'
  const onFatal = (error: unknown): void => {
    commit.close(error)
    options.onFatal(error)
  }
  const space: DiskSpace = isFile
    ? new FileSpace(path, { clock, limits, onGone: onFatal })
    : endlessSpace
  const onFull = (): void => space.noteFull()
  const cancelReaders = (): void => readers.forEach((reader) => reader.cancel())
  const log = new WriteAheadLog({ engine, limits, cancelReaders, onFull, onFatal })
  const commit = new GroupCommit({
    clock,
    transaction: new WriteTransaction(engine, order, probe ?? null),
    logSync,
    afterTurn: isFile ? setImmediate : undefined,
    commitWaitMsMax: limits.commitWaitMsMax,
    onCommit: () => log.noteCommit(),
    onFull,
    onFatal,
  })
  const refusal: StoreRefusal = () => {
    if (!space.isRoomLeft() || commit.isDiskFull) return 'disk-full'
    return log.isTooLong || commit.waitMs > limits.commitWaitMsMax ? 'overloaded' : null
  }
  return { commit, log, space, refusal }
}

/** A sealed word tells whether this is the key that the store was made with. */
function checkKey(engine: SqliteEngine, sealedValues: SealedValues, path: string): void {
  const canary = readMeta(engine, 'canary')
  if (canary === undefined) {
    writeMeta(engine, 'canary', sealedValues.seal('posthorn', 'meta/canary'))
    return
  }
  try {
    sealedValues.open(canary as Uint8Array, 'meta/canary')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StoreRefused(`${path} does not open with this encryption key: ${reason}`)
  }
}

function epochOf(engine: SqliteEngine, options: StoreOptions): string {
  const found = readMeta(engine, 'epoch')
  if (typeof found === 'string') return found
  const epoch = Buffer.from(options.random.bytes(6)).toString('hex')
  writeMeta(engine, 'epoch', epoch)
  return epoch
}

/** In memory nobody else can see the database, so heavy reads run here as well. */
function ownReader(engine: SqliteEngine, epoch: string, options: StoreOptions): HistoryReader {
  const { clock } = options
  const context = {
    engine,
    epoch,
    nowMs: () => clock.monotonicMs(),
    isCancelled: () => false,
  }
  return {
    // An async function, so that what a query throws is a rejection.
    read: async (name, request) => runHeavyRead(context, name, request),
    cancel: () => undefined,
    close: () => Promise.resolve(),
  }
}

function sealOrder(engine: SqliteEngine, order: AcceptOrder): void {
  engine.run('BEGIN IMMEDIATE')
  order.seal()
  engine.run('COMMIT')
}
