/**
 * Each event goes to one of 64 hosts over TLS. The warm-up is twice as long as elsewhere, so that
 * first handshakes are over; what is measured is what lasts: records, and connections that come
 * and go.
 */
import { posthorn } from '../contenders/posthorn.ts'
import { allContenders, measureLoad, runRounds } from './rounds.ts'
import type { Scenario } from './scenario.ts'

const hostCount = 64

export const overTls: Scenario = {
  name: 'tls',
  question: 'How many deliveries a second over TLS, spread over 64 hosts?',
  isQuick: false,
  async run(bench) {
    const { rows, gates } = await runRounds(bench, {
      scenario: 'tls',
      contenders: bench.isQuick ? [posthorn] : allContenders,
      rounds: 1,
      endpointCount: hostCount,
      isTls: true,
      measure: async (stand, notes) => ({
        'closed loop': await measureLoad(
          stand,
          { fanOut: 1, typeCount: hostCount, rate: 0, warmMs: bench.warmMs * 2 },
          notes,
        ),
      }),
    })
    return {
      rows,
      gates,
      remarks: rows.map(
        ({ contender, figures }) =>
          `${contender}: ${figures.connectionCount} new connections while measured`,
      ),
    }
  },
}
