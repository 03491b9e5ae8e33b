/**
 * A receiver gets a delivery a second time only when a crash took what was in flight: once a success
 * is on record, or its process lives, that run is never sent again.
 */
import type { SeenRequest } from '../happenings.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'duplicates-bounded'

export function duplicatesBounded(stage: Stage): Checker {
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'request-sent') judge(happening.request, stage)
    },
  }
}

function judge(request: SeenRequest, stage: Stage): void {
  for (const before of stage.deliveries.ofName(request.name)) {
    if (before.id >= request.id || !before.isSuccess || before.repliedAtMs === null) continue
    const about = `${request.name} was delivered by request #${before.id}`
    if (before.process === request.process) {
      broken(guarantee, `${about} and is sent again by the same process in #${request.id}`)
    }
    // On disk, whether or not its process lived to tell anybody.
    if (before.state === 'delivered') {
      broken(guarantee, `${about}, which is on record, and is sent again in #${request.id}`)
    }
  }
}
