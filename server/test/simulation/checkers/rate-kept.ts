/**
 * A subscription with a rate of its own gets no more than that, over any time, and one more on its
 * border; of several nodes one more whenever another begins to send.
 */
import type { SeenRequest } from '../happenings.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'rate-kept'
/** Lateness that may be made up for. */
const lateMs = 50
/** As many requests back as are looked at: a burst shows within them. */
const backCountMax = 40

export function rateKept(stage: Stage, isShared = false): Checker {
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'request-sent') judge(happening.request, stage, isShared)
    },
  }
}

function judge(request: SeenRequest, stage: Stage, isShared: boolean): void {
  const { subscriptionNumber } = request.key
  const perSecond =
    stage.subscriptions.byNumber.get(subscriptionNumber)?.limits.rateLimit?.perSecond
  if (perSecond === undefined) return
  const sent = stage.deliveries.ofSubscription(subscriptionNumber).slice(-backCountMax)
  let { process } = request
  let handOverCount = 0
  for (const [index, one] of sent.toReversed().entries()) {
    if (one.process !== process && isShared) handOverCount += 1
    ;({ process } = one)
    const overMs = request.sentAtMs - one.sentAtMs
    const most = ((overMs + lateMs) * perSecond) / 1_000 + 1 + handOverCount
    if (index + 1 <= most + 0.01) continue
    broken(
      guarantee,
      `request #${request.id} to ${subscriptionNumber} is the ${index + 1}. in ${overMs} ms`,
    )
  }
}
