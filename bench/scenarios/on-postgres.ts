/** The same work with the store in PostgreSQL, beside a queue that lives in PostgreSQL as well. */
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
      contenders: [posthornOnPostgres, pgBoss],
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
    const ratio = rate('posthorn-on-postgresql') / rate('pg-boss')
    return { rows, gates: [...gates, atLeast('against pg-boss', ratio, 2, ' ×')], remarks: [] }
  },
}
