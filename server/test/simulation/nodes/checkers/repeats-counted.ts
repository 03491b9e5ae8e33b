/**
 * An attempt is made twice only for want of knowing: it was under way, or not on record yet, when
 * its process died or its place was taken. There are no more repeats than such attempts.
 */
import { broken, type Checker } from '../../checkers/checker.ts'
import type { SeenRequest } from '../../happenings.ts'
import type { NodesStage } from '../nodes-stage.ts'

const guarantee = 'repeats-counted'

export function repeatsCounted(stage: NodesStage): Checker {
  const { deliveries } = stage
  /** Attempts that may be repeated. */
  const lost = new Set<SeenRequest>()
  let repeatCount = 0

  /** What the process had under way, or has not put on record, may be repeated. */
  const lose = (process: number): void => {
    for (const requests of deliveries.byName.values()) {
      for (const request of requests) {
        const isOpen = request.state === null && request.fate !== 'uncounted'
        if (request.process === process && isOpen) lost.add(request)
      }
    }
  }
  const judge = (request: SeenRequest): void => {
    const before = deliveries
      .ofName(request.name)
      .filter((one) => one.id < request.id && one.number === request.number)
    if (before.every(({ fate }) => fate === 'uncounted')) return
    repeatCount += 1
    const isExcused = before.some((one) => lost.has(one))
    const about = `attempt ${request.number} of ${request.name}`
    if (!isExcused) broken(guarantee, `${about} is made again in #${request.id}`)
    if (repeatCount > lost.size) {
      broken(guarantee, `${repeatCount} repeats for ${lost.size} attempts that were lost sight of`)
    }
  }
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'place-taken') lose(happening.process)
      else if (happening.kind === 'process-ended') lose(happening.process)
      else if (happening.kind === 'request-sent') judge(happening.request)
    },
  }
}
