/** pg-boss on a PostgreSQL of its own. */
import type { Contender } from './contender.ts'
import { startPostgres } from './postgres.ts'
import { startRivalApp } from './rival-app.ts'

/** Two fetches of 64 side by side: the best of 1 to 5 on two cores; see README.md. */
const concurrency = 128

export const pgBoss: Contender = {
  name: 'pg-boss',
  async start(bench, setup) {
    const database = await startPostgres(bench, setup.folder)
    return startRivalApp(setup, {
      app: 'pg-boss-app.ts',
      database,
      socket: setup.folder,
      concurrency,
      processCount: 1,
    })
  },
}
