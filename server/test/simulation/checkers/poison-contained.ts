/**
 * An event that kills the process whenever it is sent is set aside: after three crashes in a row it
 * runs alone, and after the next it is not sent any more.
 */
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'poison-contained'

/** Crashes that one delivery may cause: the first, three more in a row, and one lost in between. */
const sentMax = 6

export function poisonContained(stage: Stage): Checker {
  return {
    guarantee,
    see(happening) {
      const { poisonToken } = stage.scenario
      if (happening.kind !== 'request-sent' || poisonToken === null) return
      const { request } = happening
      if (request.token !== poisonToken || request.number > 1) return
      const sent = stage.deliveries.ofName(request.name).filter((one) => one.fate === 'lost')
      if (sent.length > sentMax) {
        broken(guarantee, `${request.name} has killed ${sent.length} processes and is sent again`)
      }
    },
  }
}
