/** Several processes on one PostgreSQL database keep the promises of the node store. */
import { MovableClock, testRandom } from '../../../test/contract/fresh-store.ts'
import { nodeStoreContract } from '../../../test/contract/node-store-contract.ts'
import { postgresServer } from '../../../test/world/postgres-server.ts'
import { openPostgresStore, type PostgresStore } from './open-postgres-store.ts'

nodeStoreContract('PostgreSQL', async () => {
  const server = await postgresServer()
  const url = await server.freshDatabase()
  const clock = new MovableClock()
  const opened = new Set<PostgresStore>()
  return {
    clock,
    async open(nodeName, onFatal = () => undefined) {
      const store = await openPostgresStore(url, {
        clock,
        random: testRandom,
        encryptionKey: new Uint8Array(32).fill(5),
        onFatal,
        nodeName,
      })
      opened.add(store)
      return store
    },
    async abandon(store) {
      opened.delete(store as PostgresStore)
      await (store as PostgresStore).abandon()
    },
    async close() {
      for (const store of opened) await store.close()
      await server.drop(url)
    },
  }
})
