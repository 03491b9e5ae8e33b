/** The shared store of the simulation keeps the promises of the node store, as PostgreSQL's does. */
import { MovableClock, testRandom } from '../../contract/fresh-store.ts'
import { nodeStoreContract } from '../../contract/node-store-contract.ts'
import { SeededRandom } from '../../world/seeded-random.ts'
import { SimulatedClock } from '../../world/simulated-clock.ts'
import { NodeClock } from './node-clock.ts'
import { NodeLink } from './node-link.ts'
import { openNode } from './node-store.ts'
import { SharedDatabase } from './shared-database.ts'

nodeStoreContract('the simulated shared store', () => {
  const clock = new MovableClock()
  const world = new SimulatedClock()
  const random = new SeededRandom(1)
  let isOver = false
  // Time passes as long as anybody may be waiting for it.
  const pass = async (): Promise<void> => {
    while (!isOver) await world.run(10)
  }
  const passing = pass()
  const database = new SharedDatabase({
    clock,
    random: testRandom,
    encryptionKey: new Uint8Array(32).fill(5),
    flaws: {},
    placeTaken: () => undefined,
    fencedCommit: () => undefined,
  })
  const lives = new Map<object, { isOver: boolean }>()
  return Promise.resolve({
    clock,
    async open(name, onFatal = () => undefined) {
      const life = { isOver: false }
      const nodeClock = new NodeClock(world, life, 0)
      const link = new NodeLink({ clock: world, nodeClock, random, life, lossShare: 0 })
      const { store } = await openNode(name, {
        ...{ database, link, clock: nodeClock, onFatal },
        housekeeping: () => undefined,
      })
      lives.set(store, life)
      return store
    },
    abandon(store) {
      lives.get(store)!.isOver = true
      return Promise.resolve()
    },
    async close() {
      isOver = true
      await passing
      database.close()
    },
  })
})
