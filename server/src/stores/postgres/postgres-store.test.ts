/** The PostgreSQL store keeps every promise of its ports. */
import { alertStoreContract } from '../../../test/contract/alert-store-contract.ts'
import { announcementStoreContract } from '../../../test/contract/announcement-store-contract.ts'
import { deliveryStoreContract } from '../../../test/contract/delivery-store-contract.ts'
import { eventStoreContract } from '../../../test/contract/event-store-contract.ts'
import { type FreshStore, MovableClock, testRandom } from '../../../test/contract/fresh-store.ts'
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
import { postgresServer } from '../../../test/world/postgres-server.ts'
import { openPostgresStore } from './open-postgres-store.ts'

const engine = 'PostgreSQL'

eventStoreContract(engine, openDatabase)
deliveryStoreContract(engine, openDatabase)
orderKeyStoreContract(engine, openDatabase)
announcementStoreContract(engine, openDatabase)
alertStoreContract(engine, openDatabase)
subscriptionStoreContract(engine, openDatabase)
tenantStoreContract(engine, openDatabase)
historyContract(engine, openDatabase)
replayStoreContract(engine, openDatabase)
replayStepsContract(engine, openDatabase)
scriptStoreContract(engine, openDatabase)
recordStoreContract(engine, openDatabase)
auditStoreContract(engine, openDatabase)
storeUpkeepContract(engine, openDatabase)
randomOperationsContract(engine, openDatabase, 20)

async function openDatabase(): Promise<FreshStore> {
  const server = await postgresServer()
  const url = await server.freshDatabase()
  const clock = new MovableClock()
  const open = () =>
    openPostgresStore(url, {
      clock,
      random: testRandom,
      encryptionKey: new Uint8Array(32).fill(5),
      onFatal(error) {
        throw error
      },
    })
  let store = await open()
  return {
    clock,
    get store() {
      return store
    },
    flush: () => store.flush(),
    async reopen() {
      await store.close()
      store = await open()
    },
    async crash() {
      await store.abandon()
      store = await open()
    },
    async close() {
      await store.close()
      await server.drop(url)
    },
  }
}
