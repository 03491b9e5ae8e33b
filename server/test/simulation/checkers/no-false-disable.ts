/**
 * A subscription is disabled when it has to be and never otherwise: after nine counted failures in
 * a row in its line (SuperOffice), five days of failing (general), or a 410; and then at once.
 */
import type { SubscriptionStatus } from '../../../src/domain/subscription.ts'
import { disablingFailureCount } from '../documented-rules.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'no-false-disable'
const failingTooLongMs = 5 * 24 * 3_600_000

export function noFalseDisable(stage: Stage): Checker {
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'fact' && happening.fact.kind === 'subscription-status') {
        const { subscriptionNumber, status } = happening.fact
        // A change of configuration tells an old state once more.
        const isNew = status.sinceMs === stage.world.clock.nowMs()
        if (status.state === 'disabled' && isNew) judgeDisabled(subscriptionNumber, status, stage)
      }
      if (happening.kind === 'request-sent') {
        judgeActive(happening.request.key.subscriptionNumber, happening.request.id, stage)
      }
    },
  }
}

function judgeDisabled(number: number, status: SubscriptionStatus, stage: Stage): void {
  const line = stage.lines.of(number)
  const about = `subscription ${number} is disabled (${status.reason})`
  switch (status.reason) {
    case 'too-many-failures':
      if (line.consecutiveCount >= disablingFailureCount) return
      return broken(guarantee, `${about} after ${line.consecutiveCount} failures in its line`)
    case 'gone':
      if (line.last?.status === 410) return
      return broken(guarantee, `${about}, and its endpoint did not answer 410`)
    case 'failing-too-long': {
      const forMs = stage.world.clock.monotonicMs() - (line.failingSinceMs ?? Infinity)
      if (forMs >= failingTooLongMs) return
      return broken(guarantee, `${about} after ${forMs / 1_000} s of failing`)
    }
    default:
      broken(guarantee, `${about} for no reason that is known`)
  }
}

/** What is sent goes to a subscription that had not to be disabled before. */
function judgeActive(number: number, requestId: number, stage: Stage): void {
  const line = stage.lines.of(number)
  const isSuperOffice = stage.subscriptions.byNumber.get(number)?.dialect === 'superoffice'
  if (isSuperOffice && line.consecutiveCount >= disablingFailureCount) {
    const count = `${line.consecutiveCount} failures in a row`
    broken(guarantee, `request #${requestId} is sent to subscription ${number} after ${count}`)
  }
  if (line.last?.status === 410) {
    broken(guarantee, `request #${requestId} is sent to subscription ${number}, which is gone`)
  }
}
