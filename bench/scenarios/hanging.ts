/**
 * One of 16 endpoints takes every request and never answers. What do the other fifteen notice?
 * Compared are runs with and without, in turns; counted are the fifteen alone.
 */
import { bullmq } from '../contenders/bullmq.ts'
import type { Contender } from '../contenders/contender.ts'
import { pgBoss } from '../contenders/pg-boss.ts'
import { posthorn } from '../contenders/posthorn.ts'
import type { Bench } from '../harness/bench.ts'
import { startLoad, type Figures, type Stand } from '../harness/load.ts'
import { findRow, runRounds } from './rounds.ts'
import { atLeast, atMost, makeRow, type Row, type Scenario } from './scenario.ts'

const endpointCount = 16
const hanging = 0
const healthyShare = (endpointCount - 1) / endpointCount

export const oneHanging: Scenario = {
  name: 'hanging',
  question: 'Does one endpoint that never answers slow down the other fifteen?',
  isQuick: true,
  async run(bench) {
    const rounds = Math.min(bench.rounds, 2)
    const rows: Row[] = []
    for (const contender of bench.isQuick ? [posthorn] : [posthorn, bullmq, pgBoss]) {
      const isOurs = contender.name === 'posthorn'
      rows.push(...(await compare(bench, contender, isOurs ? rounds : 1)))
    }
    const figure = (variant: string, read: (figures: Figures) => number | undefined) => {
      const row = findRow(rows, 'posthorn', variant)
      return (row && read(row.figures)) ?? Number.NaN
    }
    const rate = (variant: string) => figure(variant, (figures) => figures.deliveriesPerSecond)
    const slowest = (variant: string) => figure(variant, (figures) => figures.deliveredP99Ms)
    return {
      rows,
      gates: [
        atLeast('healthy rate kept', (rate('hanging') / rate('healthy')) * 100, 95, ' %'),
        atMost(
          'healthy delivered p99, half load',
          slowest('hanging, half load') / slowest('healthy, half load'),
          1.5,
          ' ×',
        ),
      ],
      remarks: ['the healthy fifteen alone are counted, in the runs without a hanging one too'],
    }
  },
}

async function compare(bench: Bench, contender: Contender, rounds: number): Promise<Row[]> {
  const rows: Row[] = []
  // Half load is the same rate with and without, half of what is done undisturbed.
  let rate = contender.name === 'posthorn' ? bench.closedRate : undefined
  const variants = new Map<string, Figures[]>()
  for (let round = 0; round < rounds; round += 1) {
    for (const hangs of [false, true]) {
      const found = await runRounds(bench, {
        scenario: `hanging-${hangs ? 'with' : 'without'}`,
        contenders: [contender],
        rounds: 1,
        endpointCount,
        async measure(stand) {
          const name = hangs ? 'hanging' : 'healthy'
          const closed = await measureOne(stand, { hangs, rate: 0 })
          if (contender.name !== 'posthorn') return { [name]: closed }
          rate ??= closed.eventsPerSecond
          const open = await measureOne(stand, { hangs, rate: rate / 2 })
          return { [name]: closed, [`${name}, half load`]: open }
        },
      })
      for (const row of found.rows) {
        variants.set(row.variant, [...(variants.get(row.variant) ?? []), ...row.rounds])
      }
    }
  }
  for (const [variant, figures] of variants) rows.push(makeRow(contender.name, variant, figures))
  return rows
}

async function measureOne(
  stand: Stand,
  { hangs, rate }: { readonly hangs: boolean; readonly rate: number },
): Promise<Figures> {
  const { bench, receiver } = stand
  if (hangs) receiver.page.setMode(hanging, 'hang')
  const load = await startLoad(stand, {
    rate,
    fanOut: 1,
    typeCount: endpointCount,
    ...(hangs ? { uncounted: hanging } : {}),
  })
  const figures = await load.measure(rate === 0 ? bench.warmMs : 500, bench.measureMs)
  await load.stop()
  return hangs ? figures : onlyHealthy(figures)
}

/** Types take turns, so each endpoint has the same share. */
function onlyHealthy(figures: Figures): Figures {
  return { ...figures, deliveriesPerSecond: figures.deliveriesPerSecond * healthyShare }
}
