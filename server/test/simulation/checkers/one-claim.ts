/** The same delivery is never under way twice at a time in one process. */
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'one-claim'

export function oneClaim(stage: Stage): Checker {
  return {
    guarantee,
    see(happening) {
      if (happening.kind !== 'request-sent') return
      const { request } = happening
      for (const other of stage.deliveries.inFlight) {
        if (other !== request && other.name === request.name) {
          broken(guarantee, `${request.name} is under way in #${other.id} and #${request.id}`)
        }
      }
    },
  }
}
