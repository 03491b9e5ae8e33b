/**
 * A console's list queries run beside the load: newest deliveries, newest events, failures only.
 * One process, phases with and without queries in turns.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { startPosthorn, type RunningPosthorn } from '../contenders/posthorn.ts'
import { startLoad, type Figures } from '../harness/load.ts'
import { median } from '../harness/median.ts'
import { withStand } from '../harness/stand.ts'
import { makeRow, type Scenario } from './scenario.ts'

const endpointCount = 16
const paths = [
  '/v1/tenants/bench/deliveries?limit=50',
  '/v1/tenants/bench/events?limit=50',
  '/v1/tenants/bench/deliveries?state=exhausted&limit=50',
]
/** Between two queries of the one who looks: about what a live page asks for. */
const pauseMs = 50

export const listsBeside: Scenario = {
  name: 'lists',
  question: 'What do list queries of a console cost the deliveries, and how fast are they?',
  isQuick: false,
  run: (bench) =>
    withStand(bench, { name: 'lists', endpointCount, start: startPosthorn }, async (stand) => {
      const load = await startLoad(stand, { rate: 0, fanOut: 1, typeCount: endpointCount })
      await load.measure(bench.warmMs, 100)
      const without: Figures[] = []
      const beside: Figures[] = []
      const queryMs: number[] = []
      for (let round = 0; round < bench.rounds; round += 1) {
        without.push(await load.measure(200, bench.measureMs))
        const queries = askOnAndOn(stand.contender)
        beside.push(await load.measure(200, bench.measureMs))
        queryMs.push(...(await queries.end()))
      }
      await load.stop()
      const rows = [makeRow('posthorn', 'alone', without), makeRow('posthorn', 'queries', beside)]
      const rate = (row: number) => rows[row]?.figures.deliveriesPerSecond ?? Number.NaN
      const sorted = queryMs.toSorted((a, b) => a - b)
      const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN
      return {
        rows,
        gates: [],
        remarks: [
          `${queryMs.length} queries: p50 ${median(queryMs).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; ` +
            `rate beside them ${((rate(1) / rate(0)) * 100).toFixed(0)} %`,
        ],
      }
    }),
}

/** Asks one query after the other until told to end; at most 10,000. */
function askOnAndOn(contender: RunningPosthorn): { end(): Promise<readonly number[]> } {
  const tookMs: number[] = []
  let isOver = false
  const asking = (async () => {
    for (let index = 0; index < 10_000 && !isOver; index += 1) {
      const startedMs = performance.now()
      await contender.get(paths[index % paths.length] ?? '')
      tookMs.push(performance.now() - startedMs)
      await sleep(pauseMs)
    }
  })()
  return {
    async end() {
      isOver = true
      await asking
      return tookMs
    },
  }
}
