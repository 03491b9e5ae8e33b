/**
 * A failing endpoint is served one delivery at a time, whoever owns its subscription, and with
 * SuperOffice the one in its cycle holds the line (ruling R1) for the next owner as well, once that
 * is on disk.
 */
import { broken, type Checker } from '../../checkers/checker.ts'
import { attemptsPerCycle } from '../../documented-rules.ts'
import type { SeenRequest } from '../../happenings.ts'
import type { NodesStage } from '../nodes-stage.ts'

const guarantee = 'line-held'

export function lineHeldByNodes(stage: NodesStage): Checker {
  const { world, deliveries } = stage
  const holders = new Map<number, SeenRequest>()
  const judge = (request: SeenRequest): void => {
    const number = request.key.subscriptionNumber
    const about = `request #${request.id} to failing subscription ${number}`
    for (const other of deliveries.inFlight) {
      if (other === request || !other.isSick || other.key.subscriptionNumber !== number) continue
      const owner = world.processes.find((one) => one.number === other.process)
      if (owner !== undefined && world.mayWrite(owner)) {
        broken(guarantee, `${about} is sent while #${other.id} is under way`)
      }
    }
    const holder = holders.get(number)
    if (holder === undefined || holder.name === request.name) return
    if (deliveries.ended.has(holder.name) || deliveries.quarantined.has(holder.name)) return
    broken(guarantee, `${about} is sent before ${holder.name} has finished its cycle`)
  }
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'request-sent') {
        if (happening.request.isSick) judge(happening.request)
      } else if (happening.kind === 'outcome-written') {
        const { request } = happening
        const isInCycle = request.state === 'pending' && request.number % attemptsPerCycle !== 0
        if (request.dialect !== 'superoffice') return
        if (request.isSick && isInCycle) holders.set(request.key.subscriptionNumber, request)
        else holders.delete(request.key.subscriptionNumber)
      } else if (happening.kind === 'change-asked') {
        holders.delete(happening.change.number ?? 0)
      }
    },
  }
}
