/** What the checkers of several nodes share beyond a stage of one process. */
import type { Stage } from '../stage.ts'
import type { NodeTimes } from './node-times.ts'
import type { NodeWorld } from './node-world.ts'
import type { NodesScenario } from './nodes-plan.ts'

export interface NodesStage extends Stage {
  readonly scenario: NodesScenario
  readonly world: NodeWorld
  readonly times: NodeTimes
}
