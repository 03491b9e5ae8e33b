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

/** Whether all nodes tell the same time: none is wrong from the start, set, or halted meanwhile. */
export function areClocksRight({ scenario }: Pick<NodesStage, 'scenario'>): boolean {
  const { hasWrongClocks, troubles } = scenario.plan
  return (
    !hasWrongClocks && !troubles.some((trouble) => 'how' in trouble && trouble.how === 'frozen')
  )
}
