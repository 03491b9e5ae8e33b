/**
 * A run has at most nine attempts (SuperOffice) or ten (the general schedule, or what the owner set
 * in its place), numbered one after the other. A number is sent a second time only after a crash,
 * or when the attempt before was our own fault and did not count. What keeps the order of its key and
 * must not be skipped is never given up.
 */
import type { SeenRequest } from '../happenings.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'
import { isKeyed } from './key-order.ts'

const guarantee = 'attempts-bounded'

export function attemptsBounded(stage: Stage): Checker {
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'request-sent') judge(happening.request, stage)
    },
  }
}

function judge(request: SeenRequest, stage: Stage): void {
  const about = `request #${request.id}, attempt ${request.number} of ${request.name}`
  const seen = stage.subscriptions.byNumber.get(request.key.subscriptionNumber)
  const isBlocking = seen?.limits.ordering?.onExhausted === 'block' && isKeyed(request, stage)
  const allowed = isBlocking ? Infinity : (seen?.delaysMs.length ?? Infinity) + 1
  if (request.number > allowed) broken(guarantee, `${about}: ${allowed} are allowed`)
  const before = stage.deliveries.ofName(request.name).findLast((one) => one.id < request.id)
  if (before === undefined) {
    if (request.number !== 1) broken(guarantee, `${about} is its first`)
    return
  }
  if (request.number === before.number + 1) return
  if (request.number !== before.number) {
    broken(guarantee, `${about} follows attempt ${before.number}`)
  }
  const isRepeatAllowed = before.fate === 'uncounted' || before.process !== request.process
  if (!isRepeatAllowed) broken(guarantee, `${about} is sent again, though no crash lost it`)
}
