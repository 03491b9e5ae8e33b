/**
 * What was parked goes out in the order of acceptance, and where the dialect promises that order
 * (SuperOffice, ruling R3) one at a time; elsewhere the rate alone bounds it.
 * What is tried again, is to go out later, or went behind the others after a spent cycle, is out of that order.
 */
import { attemptsPerCycle } from '../documented-rules.ts'
import type { SeenRequest } from '../happenings.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'release-in-order'

export function releaseInOrder(stage: Stage): Checker {
  /** Of each release, the last in order that went out. */
  const newest = new Map<string, SeenRequest>()
  return {
    guarantee,
    see(happening) {
      if (happening.kind !== 'request-sent' || !happening.request.isReleasing) return
      const { request } = happening
      if (request.dialect === 'superoffice') judgeOne(request, stage)
      const { releasingSinceMs, key, number, dialect } = request
      // Of its keys, each for itself.
      const seen = stage.subscriptions.byNumber.get(key.subscriptionNumber)
      if (seen?.limits.ordering !== undefined) return
      const isScheduled = stage.scenario.events[request.token - 1]?.deliverAfterMs !== null
      const isMoved = isScheduled || number > (dialect === 'superoffice' ? attemptsPerCycle : 1)
      if (releasingSinceMs === null || key.run > 0 || isMoved) return
      if (wasUnderWay(request, releasingSinceMs, stage)) return
      if (!stage.troubles.noneSince(releasingSinceMs)) return
      const release = `${key.subscriptionNumber} since ${releasingSinceMs}`
      const before = newest.get(release)
      if (before !== undefined && before.eventSeq > request.eventSeq) {
        broken(guarantee, `request #${request.id} is released after #${before.id}, accepted later`)
      }
      newest.set(release, request)
    },
  }
}

function judgeOne(request: SeenRequest, stage: Stage): void {
  for (const other of stage.deliveries.inFlight) {
    const isSame = other.key.subscriptionNumber === request.key.subscriptionNumber
    if (isSame && other !== request && other.isReleasing) {
      broken(guarantee, `request #${request.id} is released while #${other.id} is under way`)
    }
  }
}

/** It was sent in this release before, or its fate was open when the release began. */
function wasUnderWay(request: SeenRequest, sinceMs: number, stage: Stage): boolean {
  return stage.deliveries
    .ofName(request.name)
    .some(
      (one) =>
        one.id < request.id &&
        (one.sentAtMs >= sinceMs || one.repliedAtMs === null || one.repliedAtMs >= sinceMs),
    )
}
