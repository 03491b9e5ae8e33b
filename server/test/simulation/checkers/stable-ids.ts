/**
 * `webhook-id` is the event's id in every attempt. A SuperOffice EventId is the same within a cycle,
 * in header and body, and new in every further cycle and run; an attempt that is repeated has the
 * same bytes.
 */
import type { SeenRequest } from '../happenings.ts'
import { attemptsPerCycle } from '../documented-rules.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'stable-ids'

export function stableIds(stage: Stage): Checker {
  const cycleOfGuid = new Map<string, string>()
  const guidOfCycle = new Map<string, string>()
  return {
    guarantee,
    see(happening) {
      if (happening.kind !== 'request-sent') return
      const { request } = happening
      const about = `request #${request.id}`
      if (request.headers.get('webhook-id') !== request.key.eventId) {
        broken(guarantee, `${about} of ${request.key.eventId} carries another webhook-id`)
      }
      judgeBytes(request, stage)
      if (request.dialect !== 'superoffice') return
      const guid = guidOf(request)
      const cycle = `${request.name} cycle ${Math.floor((request.number - 1) / attemptsPerCycle)}`
      const known = guidOfCycle.get(cycle)
      if (known !== undefined && known !== guid) {
        broken(guarantee, `${about}: ${cycle} had another EventId before`)
      }
      const other = cycleOfGuid.get(guid)
      if (other !== undefined && other !== cycle) {
        broken(guarantee, `${about}: ${cycle} has the EventId of ${other}`)
      }
      guidOfCycle.set(cycle, guid)
      cycleOfGuid.set(guid, cycle)
    },
  }
}

function guidOf(request: SeenRequest): string {
  const guid = request.headers.get('x-superoffice-eventid')
  const { EventId } = JSON.parse(Buffer.from(request.body).toString()) as { EventId?: string }
  if (guid === undefined || guid !== EventId) {
    broken(
      guarantee,
      `request #${request.id}: EventId is ${guid} in the header, ${EventId} in the body`,
    )
  }
  return guid
}

function judgeBytes(request: SeenRequest, stage: Stage): void {
  const before = stage.deliveries
    .ofName(request.name)
    .findLast((one) => one.id < request.id && one.number === request.number)
  if (before === undefined || before.subscriptionVersion !== request.subscriptionVersion) return
  if (Buffer.compare(before.body, request.body) !== 0) {
    broken(guarantee, `requests #${before.id} and #${request.id} are one attempt with two bodies`)
  }
}
