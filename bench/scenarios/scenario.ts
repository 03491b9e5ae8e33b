/** A scenario asks one question of the contenders and answers with rows, gates and remarks. */
import type { Bench } from '../harness/bench.ts'
import type { DatabaseCost } from '../harness/database-cost.ts'
import type { Figures } from '../harness/load.ts'
import { medianFigures } from '../harness/median.ts'

export interface Scenario {
  readonly name: string
  readonly question: string
  /** Part of `--quick` too. */
  readonly isQuick: boolean
  /** Run only where it is named. */
  readonly isByNameOnly?: true
  run(bench: Bench): Promise<ScenarioResult>
}

export interface ScenarioResult {
  readonly rows: readonly Row[]
  readonly gates: readonly Gate[]
  /** Figures of their own kind, one line each. */
  readonly remarks: readonly string[]
  /** What the database did for an event, for the record. */
  readonly costs?: readonly DatabaseCost[]
}

export interface Row {
  readonly contender: string
  /** What differs from the other rows of the same contender, such as `half load`. */
  readonly variant: string
  /** Medians over the rounds. */
  readonly figures: Figures
  /** Each round, for the record. */
  readonly rounds: readonly Figures[]
}

export interface Gate {
  readonly name: string
  readonly wanted: string
  readonly measured: string
  readonly isMet: boolean
}

export function makeRow(contender: string, variant: string, rounds: readonly Figures[]): Row {
  return { contender, variant, figures: medianFigures(rounds), rounds }
}

/** A gate that wants at least so much. Not a number is a miss. */
export function atLeast(name: string, measured: number, wanted: number, unit = ''): Gate {
  return gate(name, `≥ ${wanted}${unit}`, measured, { unit, isMet: measured >= wanted })
}

/** A gate that wants at most so much. Not a number is a miss. */
export function atMost(name: string, measured: number, wanted: number, unit = ''): Gate {
  return gate(name, `≤ ${wanted}${unit}`, measured, { unit, isMet: measured <= wanted })
}

function gate(
  name: string,
  wanted: string,
  measured: number,
  verdict: { readonly unit: string; readonly isMet: boolean },
): Gate {
  return {
    name,
    wanted,
    measured: `${Number.isInteger(measured) ? measured : measured.toFixed(2)}${verdict.unit}`,
    isMet: verdict.isMet,
  }
}
