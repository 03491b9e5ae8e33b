/**
 * Where a subscription keeps the order of each key, of one key one delivery is under way at a time,
 * and none is sent while one that was accepted earlier is open: it waits to be tried again, was
 * in flight at a crash, or was not sent at all yet. Runs of what is sent again have places of their own.
 */
import type { SeenRequest } from '../happenings.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'key-order'

interface Known extends Pick<Stage, 'scenario' | 'deliveries' | 'subscriptions'> {
  /** Whether a process is still to be heard of: one that was fenced records nothing. */
  readonly counts: (process: number) => boolean
}

export function keyOrder(stage: Stage, counts: Known['counts'] = () => true): Checker {
  const known = { ...stage, counts }
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'request-sent') judge(happening.request, known)
    },
  }
}

/** Whether its event has a key and a place in its order: what was to go out later has none. */
export function isKeyed({ token }: SeenRequest, { scenario }: Pick<Stage, 'scenario'>): boolean {
  const planned = scenario.events[token - 1]
  return planned?.orderKey != null && planned.deliverAfterMs === null
}

function judge(request: SeenRequest, stage: Known): void {
  const { subscriptionNumber } = request.key
  const seen = stage.subscriptions.byNumber.get(subscriptionNumber)
  if (seen?.limits.ordering === undefined || !isKeyed(request, stage)) return
  const key = keyOf(request, stage)
  const about = `request #${request.id}, seq ${request.eventSeq} of key ${key},`
  for (const other of stage.deliveries.ofSubscription(subscriptionNumber)) {
    if (other === request || keyOf(other, stage) !== key || !isKeyed(other, stage)) continue
    if (isUnderWay(other, stage))
      broken(guarantee, `${about} is sent while #${other.id} is under way`)
    if (other.key.run > 0 || request.key.run > 0 || other.name === request.name) continue
    if (other.eventSeq < request.eventSeq && isOpen(other, stage)) {
      broken(guarantee, `${about} is sent while that of #${other.id} is open`)
    }
    if (other.eventSeq > request.eventSeq && isFirst(request, stage)) {
      broken(guarantee, `${about} is sent for the first time after #${other.id}, accepted later`)
    }
  }
}

function keyOf({ token }: SeenRequest, { scenario }: Known): string | null {
  return scenario.events[token - 1]?.orderKey ?? null
}

function isUnderWay(request: SeenRequest, { deliveries, counts }: Known): boolean {
  return deliveries.inFlight.has(request) && counts(request.process)
}

function isFirst(request: SeenRequest, { deliveries }: Known): boolean {
  return deliveries.ofName(request.name)[0] === request
}

/** Known to be: nothing that could have ended it has happened. */
function isOpen(other: SeenRequest, { deliveries, subscriptions }: Known): boolean {
  const { name, key } = other
  if (deliveries.ended.has(name) || deliveries.quarantined.has(name)) return false
  const last = deliveries.ofName(name).at(-1)
  if (last === undefined || (last.state !== null && last.state !== 'pending')) return false
  // Of its process nobody learned whether what came of it was written.
  if (last.state !== null || last.repliedAtMs === null) return true
  const delays = subscriptions.byNumber.get(key.subscriptionNumber)?.delaysMs.length ?? 0
  return !last.isSuccess && last.number <= delays
}
