/**
 * A failing SuperOffice endpoint is served one delivery at a time, and the one in its cycle holds
 * the line (ruling R1). What was under way when the first one failed is not part of it.
 */
import type { SeenRequest } from '../happenings.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'line-held'

export function lineHeld(stage: Stage): Checker {
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'request-sent') judge(happening.request, stage)
    },
  }
}

function judge(request: SeenRequest, stage: Stage): void {
  if (request.dialect !== 'superoffice') return
  const line = stage.lines.of(request.key.subscriptionNumber)
  if (line.failingSinceOrder === null) return
  const about = `request #${request.id} to failing subscription ${request.key.subscriptionNumber}`
  for (const other of stage.deliveries.inFlight) {
    const isSame = other.key.subscriptionNumber === request.key.subscriptionNumber
    if (isSame && other !== request && line.isInLine(other)) {
      broken(guarantee, `${about} is sent while #${other.id} is under way`)
    }
  }
  const { holder } = line
  if (holder === null || holder.name === request.name) return
  const { ended, quarantined } = stage.deliveries
  if (ended.has(holder.name) || quarantined.has(holder.name)) return
  broken(guarantee, `${about} is sent before ${holder.name} has finished its cycle`)
}
