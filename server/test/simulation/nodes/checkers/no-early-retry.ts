/**
 * No attempt is made before its time, whoever makes it, where the clocks of all nodes agree. Waits
 * from before a reactivation are not made up.
 */
import { broken, type Checker } from '../../checkers/checker.ts'
import { leastWaitMs } from '../../documented-rules.ts'
import type { SeenRequest } from '../../happenings.ts'
import type { NodesStage } from '../nodes-stage.ts'

const guarantee = 'no-early-retry'

export function noEarlyRetryOfNodes(stage: NodesStage): Checker {
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'request-sent') judge(happening.request, stage)
    },
  }
}

function judge(request: SeenRequest, { deliveries, subscriptions }: NodesStage): void {
  const before = deliveries.ofName(request.name).findLast((one) => one.id < request.id)
  if (before?.repliedAtMs == null || before.number !== request.number - 1) return
  const isMadeUp =
    request.releasingSinceMs !== null && request.releasingSinceMs >= before.repliedAtMs
  if (isMadeUp) return
  const delaysMs = subscriptions.byNumber.get(request.key.subscriptionNumber)?.delaysMs ?? []
  const waitMs = leastWaitMs(request.dialect, delaysMs[before.number - 1] ?? 0)
  const askedMs = request.dialect === 'superoffice' ? 0 : before.retryAfterMs
  const waitedMs = request.sentAtMs - before.repliedAtMs
  if (waitedMs >= Math.max(waitMs, askedMs)) return
  broken(guarantee, `request #${request.id} came ${waitedMs} ms after #${before.id}, too soon`)
}
