/**
 * What is capped for an origin is shared among the nodes that send: each has its part, at least one,
 * and all together have no more than the cap where it is large enough. Judged once nobody has come
 * or gone for longer than an attempt may take, from its turn on.
 */
import { broken, type Checker } from '../../checkers/checker.ts'
import { hasSilence } from '../nodes-plan.ts'
import type { NodesStage } from '../nodes-stage.ts'

const guarantee = 'cap-shared'
/** After a silent cut a commit that goes before an attempt may take half a minute longer. */
const settledMs = { usual: 25_000, afterSilence: 60_000 } as const

export function capShared(stage: NodesStage): Checker {
  const { world, deliveries, times, scenario, changes } = stage
  const waitMs = settledMs[hasSilence(scenario.plan) ? 'afterSilence' : 'usual']
  return {
    guarantee,
    see(happening) {
      if (happening.kind !== 'request-sent' || !times.noneSince(happening.atMs - waitMs)) return
      const sinceMs = happening.atMs - waitMs
      // It may be on its way under the cap of the origin from before.
      if (changes.some(({ kind, askedAtMs }) => kind === 'move' && askedAtMs > sinceMs)) return
      const { origin, process } = happening.request
      const { perOrigin } = scenario.queues
      const { rows } = world.database.nodes
      const workerCount = rows.filter(
        ({ state, roles }) => state === 'lives' && roles.includes('worker'),
      ).length
      const share = Math.max(1, Math.floor(perOrigin / workerCount))
      const underWay = [...deliveries.inFlight].filter((one) => one.origin === origin)
      const ofProcess = underWay.filter((one) => one.process === process).length
      if (ofProcess > share) {
        broken(guarantee, `process ${process} has ${ofProcess} to ${origin}, its share is ${share}`)
      }
      if (underWay.length > Math.max(perOrigin, workerCount)) {
        broken(guarantee, `${underWay.length} are under way to ${origin}, the cap is ${perOrigin}`)
      }
    },
  }
}
