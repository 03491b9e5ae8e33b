/** Each event goes to ten endpoints at once: one durable acceptance, ten deliveries. */
import { posthorn } from '../contenders/posthorn.ts'
import { allContenders, measureLoad, runRounds } from './rounds.ts'
import type { Scenario } from './scenario.ts'

const fanOut = 10

export const fanOutTen: Scenario = {
  name: 'fan-out-10',
  question: 'How many deliveries a second, when every event goes to ten endpoints?',
  isQuick: true,
  async run(bench) {
    const { rows, gates } = await runRounds(bench, {
      scenario: 'fan-out-10',
      contenders: bench.isQuick ? [posthorn] : allContenders,
      rounds: Math.min(bench.rounds, 2),
      endpointCount: fanOut,
      isFanOut: true,
      measure: async (stand, notes) => ({
        'closed loop': await measureLoad(
          stand,
          { fanOut, typeCount: 16, rate: 0, warmMs: bench.warmMs },
          notes,
        ),
      }),
    })
    return { rows, gates, remarks: [] }
  },
}
