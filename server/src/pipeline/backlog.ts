/** What memory holds of some subscriptions, as people ask for it. */
import type { Lane } from './lane.ts'

export interface Backlog {
  readonly queuedCount: number
  readonly inFlightCount: number
  readonly oldestQueuedMs: number
}

export function backlogOf(lanes: readonly Lane[], nowMs: number): Backlog {
  let [heldCount, inFlightCount, oldestAtMs] = [0, 0, nowMs]
  for (const lane of lanes) {
    heldCount += lane.held.size
    inFlightCount += lane.inFlightCount
    // The first of each lane is its oldest, or nearly.
    for (const { queuedAtMs } of lane.held) {
      oldestAtMs = Math.min(oldestAtMs, queuedAtMs)
      break
    }
  }
  return {
    inFlightCount,
    queuedCount: Math.max(0, heldCount - inFlightCount),
    oldestQueuedMs: nowMs - oldestAtMs,
  }
}
