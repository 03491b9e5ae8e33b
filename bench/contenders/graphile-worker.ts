/** graphile-worker on a PostgreSQL of its own. */
import type { Contender } from './contender.ts'
import { startPostgres } from './postgres.ts'
import { startRivalApp } from './rival-app.ts'

/** What its page on performance takes, and the best of 16 to 128 on two cores; see README.md. */
const concurrency = 24

export const graphileWorker: Contender = {
  name: 'graphile-worker',
  async start(bench, setup) {
    const database = await startPostgres(bench, setup.folder)
    return startRivalApp(setup, {
      app: 'graphile-worker-app.ts',
      database,
      socket: setup.folder,
      concurrency,
      processCount: 1,
    })
  },
}
