/**
 * What was changed on one node holds on the others: nothing is sent any more to a subscription that
 * was paused or deleted a while ago, by whichever node owns it.
 */
import { broken, type Checker } from '../../checkers/checker.ts'
import type { ChangeAsk, Happening } from '../../happenings.ts'
import type { NodesStage } from '../nodes-stage.ts'

const guarantee = 'change-followed'
/** A lease less a heartbeat, in which a node may send that hears nothing, and some. */
const withinMs = 12_000

interface Stop {
  readonly change: ChangeAsk
  readonly atMs: number
}

export function changeFollowed(stage: NodesStage): Checker {
  const stops = new Map<number, Stop>()
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'change-asked' && happening.change.kind === 'resume') {
        stops.delete(happening.change.number ?? 0)
      } else if (happening.kind === 'change-answered') {
        noteStop(happening, stops)
      } else if (happening.kind === 'request-sent') {
        const { key, id } = happening.request
        const stop = stops.get(key.subscriptionNumber)
        if (stop === undefined || stage.scenario.plan.lossShare > 0) return
        const sinceMs = happening.atMs - stop.atMs
        if (sinceMs <= withinMs) return
        const { kind } = stop.change
        broken(guarantee, `request #${id} is sent ${sinceMs} ms after a ${kind} was answered`)
      }
    },
  }
}

function noteStop(
  { change, atMs }: Happening & { readonly kind: 'change-answered' },
  stops: Map<number, Stop>,
): void {
  if (change.answer !== 'done' || change.number === null) return
  if (change.kind === 'pause' || change.kind === 'delete')
    stops.set(change.number, { change, atMs })
}
