/**
 * Runs contenders in turns (A B C, A B C, …), each time afresh, so that whatever drifts on the
 * machine meets all of them alike, and gathers what each showed.
 */
import { bullmq } from '../contenders/bullmq.ts'
import type { Contender } from '../contenders/contender.ts'
import { pgBoss } from '../contenders/pg-boss.ts'
import { posthorn } from '../contenders/posthorn.ts'
import type { Bench } from '../harness/bench.ts'
import {
  startLoad,
  type Drained,
  type Figures,
  type LoadOptions,
  type Stand,
} from '../harness/load.ts'
import { withStand } from '../harness/stand.ts'
import { makeRow, type Gate, type Row } from './scenario.ts'

export const allContenders: readonly Contender[] = [posthorn, bullmq, pgBoss]

export interface RoundsOptions {
  readonly scenario: string
  readonly contenders: readonly Contender[]
  readonly rounds: number
  readonly endpointCount: number
  readonly isFanOut?: boolean
  readonly isTls?: boolean
  /** Measures one fresh contender; the names become the variants of its rows. */
  measure(stand: Stand, notes: Notes): Promise<Readonly<Record<string, Figures>>>
  /** Called before each round. */
  beforeRound?(): void
}

/** What must hold in every run for its figures to count at all. */
export interface Notes {
  drained(drained: Drained): void
}

export async function runRounds(
  bench: Bench,
  options: RoundsOptions,
): Promise<{ rows: readonly Row[]; gates: readonly Gate[] }> {
  const found = new Map<string, Figures[]>()
  const incomplete: string[] = []
  const wanted = bench.contenderNames
  const contenders = options.contenders.filter(
    ({ name }) => wanted.length === 0 || wanted.includes(name),
  )
  for (let round = 1; round <= options.rounds; round += 1) {
    options.beforeRound?.()
    for (const contender of contenders) {
      const name = `${options.scenario}-${contender.name}-${round}`
      const measured = await withStand(
        bench,
        {
          name,
          endpointCount: options.endpointCount,
          ...(options.isFanOut === undefined ? {} : { isFanOut: options.isFanOut }),
          ...(options.isTls === undefined ? {} : { isTls: options.isTls }),
          start: (setup) => contender.start(bench, setup),
        },
        (stand) =>
          options.measure(stand, {
            drained: ({ acceptedCount, deliveredCount, isComplete }) => {
              if (isComplete) return
              incomplete.push(`${name}: ${deliveredCount} of ${acceptedCount}`)
            },
          }),
      )
      for (const [variant, figures] of Object.entries(measured)) {
        const key = `${contender.name} ${variant}`
        found.set(key, [...(found.get(key) ?? []), figures])
        bench.log(`${name} ${variant}: ${Math.round(figures.deliveriesPerSecond)} deliveries/s`)
      }
    }
  }
  const rows = [...found].map(([key, rounds]) => {
    const [contender = '', ...variant] = key.split(' ')
    return makeRow(contender, variant.join(' '), rounds)
  })
  return { rows, gates: [completeness(incomplete)] }
}

/** Without this, a contender could be fast by forgetting. */
function completeness(incomplete: readonly string[]): Gate {
  return {
    name: 'all that was accepted was delivered once and recorded',
    wanted: 'every run',
    measured: incomplete.length === 0 ? 'every run' : incomplete.join('; '),
    isMet: incomplete.length === 0,
  }
}

/** One load from start to drained store. */
export async function measureLoad(
  stand: Stand,
  options: LoadOptions & { readonly warmMs: number },
  notes: Notes,
): Promise<Figures> {
  const load = await startLoad(stand, options)
  try {
    const figures = await load.measure(options.warmMs, stand.bench.measureMs)
    notes.drained(await load.drain())
    return figures
  } finally {
    await load.stop()
  }
}

export function findRow(rows: readonly Row[], contender: string, variant: string): Row | undefined {
  return rows.find((row) => row.contender === contender && row.variant === variant)
}
