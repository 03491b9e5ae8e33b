/**
 * Each event goes to one of 16 endpoints. Closed loop: the most that a contender carries from
 * acceptance to record. Then open loop at half of that: how long accepting and delivering take
 * when nobody is overloaded.
 */
import type { Figures } from '../harness/load.ts'
import { median } from '../harness/median.ts'
import { measureLimit } from './physical-limit.ts'
import { allContenders, findRow, measureLoad, runRounds } from './rounds.ts'
import { atLeast, atMost, type Gate, type Row, type Scenario } from './scenario.ts'

const endpointCount = 16

export const fanOutOne: Scenario = {
  name: 'fan-out-1',
  question: 'How many events a second are accepted, delivered to one endpoint each, and recorded?',
  isQuick: true,
  async run(bench) {
    const limits: number[] = []
    for (let round = 0; round < bench.rounds; round += 1) limits.push(await measureLimit(bench))
    const { rows, gates } = await runRounds(bench, {
      scenario: 'fan-out-1',
      contenders: allContenders,
      rounds: bench.rounds,
      endpointCount,
      async measure(stand, notes): Promise<Record<string, Figures>> {
        const shape = { fanOut: 1, typeCount: endpointCount }
        const closed = await measureLoad(stand, { ...shape, rate: 0, warmMs: bench.warmMs }, notes)
        const rate = closed.eventsPerSecond / 2
        const open = await measureLoad(stand, { ...shape, rate, warmMs: 500 }, notes)
        return { 'closed loop': closed, 'half load': open }
      },
    })
    const limit = median(limits) / 2
    bench.closedRate = findRow(rows, 'posthorn', 'closed loop')?.figures.eventsPerSecond
    return {
      rows,
      gates: [...gates, ...makeGates(rows, limit)],
      remarks: [
        `physical limit: ${Math.round(median(limits))} exchanges/s by wrk, so ${Math.round(limit)} events/s at most`,
      ],
    }
  },
}

function makeGates(rows: readonly Row[], limit: number): Gate[] {
  const rate = (contender: string) =>
    findRow(rows, contender, 'closed loop')?.figures.deliveriesPerSecond ?? Number.NaN
  const half = findRow(rows, 'posthorn', 'half load')?.figures.acceptP50Ms ?? Number.NaN
  return [
    atLeast('deliveries/s against BullMQ', rate('posthorn') / rate('bullmq'), 4, ' ×'),
    atLeast('deliveries/s against pg-boss', rate('posthorn') / rate('pg-boss'), 2.5, ' ×'),
    atLeast('share of the physical limit', (rate('posthorn') / limit) * 100, 25, ' %'),
    atMost('accept p50 at half load', half, 1.5, ' ms'),
  ]
}
