/**
 * Nothing is delivered that was not accepted: what goes out was handed in, was not refused, and is
 * sent only to subscriptions that wanted it when it was accepted.
 */
import type { SeenRequest } from '../happenings.ts'
import type { Stage } from '../stage.ts'
import { makingAsks, wantingOf, wasPaused } from '../who-wants-what.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'no-phantom'

export function noPhantom(stage: Stage): Checker {
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'request-sent') judge(happening.request, stage)
    },
  }
}

function judge(request: SeenRequest, stage: Stage): void {
  const { token, key } = request
  const about = `request #${request.id} of token ${token} to subscription ${key.subscriptionNumber}`
  const asks = makingAsks(stage, token)
  if (asks.length === 0) broken(guarantee, `${about}: its event was never handed in, or refused`)
  const isKnown = asks.some(
    (ask) => ask.answer?.kind === 'accepted' && ask.answer.id === key.eventId,
  )
  const isUnanswered = asks.some((ask) => ask.answer === null)
  if (!isKnown && !isUnanswered) {
    broken(guarantee, `${about}: ${key.eventId} is not the event that was accepted`)
  }
  const seen = stage.subscriptions.byNumber.get(key.subscriptionNumber)
  if (seen === undefined || key.run > 0) return
  const isUnwanted = wantingOf(stage, seen, token) === 'unwanted'
  if (isUnwanted && !wasPaused(stage, seen, token)) {
    broken(guarantee, `${about}, which did not want it`)
  }
}
