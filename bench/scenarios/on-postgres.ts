/** The same work with the store in PostgreSQL, beside queues that live in PostgreSQL as well. */
import { graphileWorker } from '../contenders/graphile-worker.ts'
import { pgBoss } from '../contenders/pg-boss.ts'
import { posthornOnPostgres } from '../contenders/posthorn.ts'
import { findRow, measureLoad, runRounds } from './rounds.ts'
import { atLeast, type Scenario } from './scenario.ts'

const endpointCount = 16

export const onPostgres: Scenario = {
  name: 'postgres',
  question: 'How many events a second does one process carry whose store is PostgreSQL?',
  isQuick: false,
  async run(bench) {
    const { rows, gates } = await runRounds(bench, {
      scenario: 'postgres',
      contenders: [posthornOnPostgres, pgBoss, graphileWorker],
      rounds: Math.min(bench.rounds, 2),
      endpointCount,
      measure: async (stand, notes) => ({
        'closed loop': await measureLoad(
          stand,
          { fanOut: 1, typeCount: endpointCount, rate: 0, warmMs: bench.warmMs },
          notes,
        ),
      }),
    })
    const rate = (contender: string) =>
      findRow(rows, contender, 'closed loop')?.figures.deliveriesPerSecond ?? Number.NaN
    const against = (rival: string) => rate('posthorn-on-postgresql') / rate(rival)
    const ratios = [
      atLeast('against pg-boss', against('pg-boss'), 2, ' ×'),
      atLeast('against graphile-worker', against('graphile-worker'), 3, ' ×'),
    ]
    return { rows, gates: [...gates, ...ratios], remarks: [] }
  },
}
