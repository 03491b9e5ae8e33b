/** One node at a time keeps house: no two that are awake believe that it is theirs to do. */
import { broken, type Checker } from '../../checkers/checker.ts'
import { isUnaware } from '../node-world.ts'
import type { NodesStage } from '../nodes-stage.ts'

const guarantee = 'one-maintainer'

export function oneMaintainer({ world }: NodesStage): Checker {
  return {
    guarantee,
    see(happening) {
      if (happening.kind !== 'node' || happening.what !== 'kept-house') return
      const nowMs = world.clock.monotonicMs()
      const keepers = world.processes.filter(
        (one) =>
          one.pipeline?.isMaintainer === true && !one.clock.isStanding && !isUnaware(one, nowMs),
      )
      if (keepers.length <= 1) return
      const numbers = keepers.map(({ number }) => number).join(' and ')
      broken(guarantee, `the processes ${numbers} both keep house`)
    },
  }
}
