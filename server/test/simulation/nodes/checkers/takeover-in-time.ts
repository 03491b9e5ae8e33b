/**
 * What a dead or silent node owned is somebody else's within the lease and five seconds, if only one
 * worker was there and within reach all the while.
 */
import { broken, type Checker } from '../../checkers/checker.ts'
import { lease } from '../node-world.ts'
import type { NodesStage } from '../nodes-stage.ts'

const guarantee = 'takeover-in-time'
const withinMs = lease.leaseMs + 5_000

export function takeoverInTime(stage: NodesStage): Checker {
  const { world, times, scenario } = stage
  const fences = new Map<number, { readonly node: number; readonly fence: number }>()

  const look = (number: number, sinceMs: number, isSilent: () => boolean): void => {
    const place = fences.get(number)
    // What is lost now and then may be just the heartbeats.
    if (place === undefined || scenario.plan.lossShare > 0) return
    world.clock.after(withinMs, () => {
      const { fence, state } = world.database.nodes.row(place.node)
      const isTaken = fence !== place.fence || state !== 'lives'
      const ownedCount = world.database.nodes.shardsOf(place.node).length
      if (isTaken || ownedCount === 0 || !isSilent()) return
      const untilMs = world.clock.monotonicMs()
      if (times.wasAway(sinceMs - lease.heartbeatMs, untilMs)) return
      const witness = world.processes.find(
        (one) =>
          one.number !== number &&
          !one.isStopping &&
          one.roles.includes('worker') &&
          times.runsSinceMs(one.number) < sinceMs &&
          !times.wasImpaired(one.number, sinceMs - lease.heartbeatMs, untilMs),
      )
      if (witness === undefined) return
      const about = `process ${number} is silent since ${sinceMs} and owns ${ownedCount} shards`
      broken(guarantee, `${about}, though process ${witness.number} was there`)
    })
  }
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'process-runs') {
        const { number, nodeNumber, fence } = world.processes.find(
          (one) => one.number === happening.process,
        )!
        fences.set(number, { node: nodeNumber, fence })
      } else if (happening.kind === 'process-ended') {
        look(happening.process, happening.atMs, () => true)
      } else if (happening.kind === 'node' && happening.what === 'stands-still') {
        const { process: number, atMs } = happening
        const process = world.processes.find((one) => one.number === number)
        let hasWoken = false
        world.clock.after(withinMs - 1, () => {
          hasWoken = process?.clock.stoodStillSinceMs !== atMs
        })
        look(number, atMs, () => !hasWoken)
      }
    },
  }
}
