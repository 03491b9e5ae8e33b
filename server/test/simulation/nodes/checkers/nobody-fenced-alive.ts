/**
 * A node is taken for dead only after a whole lease of silence, and only if it was dead, stood still
 * or was cut off by itself: an outage of the store silences everybody and ends nobody.
 */
import { broken, type Checker } from '../../checkers/checker.ts'
import type { Happening } from '../../happenings.ts'
import { lease } from '../node-world.ts'
import type { NodesStage } from '../nodes-stage.ts'

const guarantee = 'nobody-fenced-alive'
const inOutage = 'outage-takes-nothing'

export function nobodyFencedAlive(stage: NodesStage): Checker {
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'place-taken') judge(happening, stage)
    },
  }
}

function judge(
  { process: number, taking, atMs }: Happening & { readonly kind: 'place-taken' },
  { world, times }: NodesStage,
): void {
  const { by, silentMs } = taking
  if (by === null) return
  const about = `process ${number} was fenced by node ${by} after ${silentMs} ms of silence`
  if (silentMs < lease.leaseMs) broken(guarantee, about)
  const process = world.processes.find((one) => one.number === number)
  if (process === undefined || process.pipeline === null || process.isStopping) return
  const sinceMs = atMs - silentMs
  if (times.wasImpaired(number, sinceMs, atMs)) return
  if (times.wasAway(sinceMs, atMs)) broken(inOutage, `${about}, because the store was away`)
  broken(guarantee, `${about}, alive and within reach`)
}
