/** What a run of the simulation is told: its seed, and for how long and with what it runs. */
import type { PlantedBug } from './planted-bugs/planted-bug.ts'
import type { Stage } from './stage.ts'
import type { Checker } from './checkers/checker.ts'

export interface SimulationOptions {
  readonly seed: number
  readonly bug: PlantedBug | null
  readonly checkers: (stage: Stage) => readonly Checker[]
  /** Told every happening as a line. */
  readonly onLine?: (line: string) => void
}
