/** The SQLite store keeps every promise of its ports, in a file and in memory. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { alertStoreContract } from '../../../test/contract/alert-store-contract.ts'
import { announcementStoreContract } from '../../../test/contract/announcement-store-contract.ts'
import { deliveryStoreContract } from '../../../test/contract/delivery-store-contract.ts'
import { eventStoreContract } from '../../../test/contract/event-store-contract.ts'
import {
  type FreshStore,
  MovableClock,
  type OpenFresh,
  testRandom,
} from '../../../test/contract/fresh-store.ts'
import { historyContract } from '../../../test/contract/history-contract.ts'
import { orderKeyStoreContract } from '../../../test/contract/order-key-store-contract.ts'
import { randomOperationsContract } from '../../../test/contract/random-operations-contract.ts'
import { auditStoreContract } from '../../../test/contract/audit-store-contract.ts'
import { recordStoreContract } from '../../../test/contract/record-store-contract.ts'
import { replayStepsContract } from '../../../test/contract/replay-steps-contract.ts'
import { replayStoreContract } from '../../../test/contract/replay-store-contract.ts'
import { scriptStoreContract } from '../../../test/contract/script-store-contract.ts'
import { storeUpkeepContract } from '../../../test/contract/store-upkeep-contract.ts'
import { subscriptionStoreContract } from '../../../test/contract/subscription-store-contract.ts'
import { tenantStoreContract } from '../../../test/contract/tenant-store-contract.ts'
import type { StoreOptions } from '../store-options.ts'
import { openOn, openSqliteStore, type SqliteStore } from './open-sqlite-store.ts'
import { openWriter, SqliteEngine } from './sqlite-engine.ts'

for (const [engine, open, runCount] of [
  ['a SQLite file', openFile, 10],
  ['SQLite in memory', openMemory, 80],
] as const satisfies readonly (readonly [string, OpenFresh, number])[]) {
  eventStoreContract(engine, open)
  deliveryStoreContract(engine, open)
  orderKeyStoreContract(engine, open)
  announcementStoreContract(engine, open)
  alertStoreContract(engine, open)
  subscriptionStoreContract(engine, open)
  tenantStoreContract(engine, open)
  historyContract(engine, open)
  replayStoreContract(engine, open)
  replayStepsContract(engine, open)
  scriptStoreContract(engine, open)
  recordStoreContract(engine, open)
  auditStoreContract(engine, open)
  storeUpkeepContract(engine, open)
  randomOperationsContract(engine, open, runCount)
}

function options(clock: MovableClock): StoreOptions {
  return {
    clock,
    random: testRandom,
    encryptionKey: new Uint8Array(32).fill(5),
    limits: { ballastBytes: 0 },
    onFatal(error) {
      throw error
    },
  }
}

async function openFile(): Promise<FreshStore> {
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-store-'))
  const path = join(directory, 'posthorn.db')
  const clock = new MovableClock()
  let store = openSqliteStore(path, options(clock))
  return {
    clock,
    get store() {
      return store
    },
    flush: () => store.flush(),
    async reopen() {
      await store.close()
      store = openSqliteStore(path, options(clock))
    },
    crash() {
      store.abandon()
      store = openSqliteStore(path, options(clock))
      return Promise.resolve()
    },
    async close() {
      await store.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** What was committed goes from one database in memory to the next as SQLite's own image of it. */
async function openMemory(): Promise<FreshStore> {
  const clock = new MovableClock()
  let engine = openWriter(':memory:')
  let store: SqliteStore = openOn(engine, ':memory:', options(clock))
  const goOn = (image: Uint8Array): void => {
    engine = openWriter(':memory:')
    engine.database.deserialize(image)
    store = openOn(new SqliteEngine(engine.database), ':memory:', options(clock))
  }
  return {
    clock,
    get store() {
      return store
    },
    flush: () => store.flush(),
    async reopen() {
      store.flush()
      const image = engine.database.serialize()
      await store.close()
      goOn(image)
    },
    crash() {
      const image = engine.database.serialize()
      store.abandon()
      goOn(image)
      return Promise.resolve()
    },
    close: () => store.close(),
  }
}
