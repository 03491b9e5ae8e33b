/**
 * No attempt is made before its time: SuperOffice's 1 s and 4 s within a cycle and the rests of its
 * line, the general schedule within its jitter, what a receiver asked for by `Retry-After`, and the
 * pause after a reply that asks for less. Waits from before a reactivation are not made up.
 */
import { leastWaitMs, slowDownMs } from '../documented-rules.ts'
import type { SeenRequest } from '../happenings.ts'
import type { Stage } from '../stage.ts'
import { makingAsks } from '../who-wants-what.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'no-early-retry'
const slowDownStatuses: ReadonlySet<number | null> = new Set([429, 502, 503, 504])

export function noEarlyRetry(stage: Stage): Checker {
  return {
    guarantee,
    see(happening) {
      if (happening.kind !== 'request-sent') return
      judgeFirst(happening.request, stage)
      judgeWait(happening.request, stage)
      if (happening.request.dialect === 'superoffice') judgeRest(happening.request, stage)
      else judgeSlowDown(happening.request, stage)
    },
  }
}

/** An event that was handed over for later is sent no sooner. */
function judgeFirst(request: SeenRequest, stage: Stage): void {
  const { deliverAfterMs } = stage.scenario.events[request.token - 1]!
  if (deliverAfterMs === null || request.key.run > 0) return
  const askedAtMs = Math.min(...makingAsks(stage, request.token).map((ask) => ask.askedAtMs))
  if (request.sentAtMs < askedAtMs + deliverAfterMs) {
    broken(guarantee, `request #${request.id} is sent before its event was to be delivered`)
  }
}

function judgeWait(request: SeenRequest, stage: Stage): void {
  const before = stage.deliveries.ofName(request.name).findLast((one) => one.id < request.id)
  if (before?.repliedAtMs == null || before.number !== request.number - 1) return
  if (isMadeUp(request, before.repliedAtMs)) return
  const delaysMs = stage.subscriptions.byNumber.get(request.key.subscriptionNumber)?.delaysMs ?? []
  const waitMs = leastWaitMs(request.dialect, delaysMs[before.number - 1] ?? 0)
  const askedMs = request.dialect === 'superoffice' ? 0 : before.retryAfterMs
  const waitedMs = request.sentAtMs - before.repliedAtMs
  if (waitedMs < Math.max(waitMs, askedMs)) {
    const least = `${Math.max(waitMs, askedMs)} ms`
    broken(
      guarantee,
      `request #${request.id} waited ${waitedMs} ms after #${before.id}, not ${least}`,
    )
  }
}

function judgeRest(request: SeenRequest, stage: Stage): void {
  const line = stage.lines.of(request.key.subscriptionNumber)
  if (line.failingSinceOrder === null || request.sentAtMs >= line.restUntilMs) return
  const earlyMs = line.restUntilMs - request.sentAtMs
  broken(guarantee, `request #${request.id} is sent ${earlyMs} ms before its line has rested`)
}

function judgeSlowDown(request: SeenRequest, stage: Stage): void {
  const { last } = stage.lines.of(request.key.subscriptionNumber)
  if (last?.repliedAtMs == null || !slowDownStatuses.has(last.status)) return
  if (isMadeUp(request, last.repliedAtMs)) return
  const waitedMs = request.sentAtMs - last.repliedAtMs
  if (waitedMs < slowDownMs) {
    const asked = `${waitedMs} ms after a reply ${last.status} to #${last.id}`
    broken(guarantee, `request #${request.id} is sent ${asked}, which asked for less`)
  }
}

/** The subscription was brought back since. */
function isMadeUp(request: SeenRequest, repliedAtMs: number): boolean {
  return request.releasingSinceMs !== null && request.releasingSinceMs >= repliedAtMs
}
