/** Whether healed nodes still have something to do: asked of all of them and of the store. */
import type { NodesStage } from './nodes-stage.ts'

export async function hasWorkLeft({ world, deliveries }: NodesStage): Promise<boolean> {
  if (deliveries.inFlight.size > 0) return true
  for (const { pipeline, lane } of world.processes) {
    if (pipeline === null || lane?.isIdle !== true) return true
    const { inFlightCount, queuedCount } = pipeline.state()
    if (inFlightCount + queuedCount > 0) return true
  }
  const { store, nodes } = world.database
  if (nodes.owners.includes(null)) return true
  if ((await store.replays.openReplays()).length > 0) return true
  for (const { subscriptionNumber } of await store.deliveries.heads()) {
    const waiting = await store.deliveries.claimDue({
      ...{ subscriptionNumber, nowMs: Number.MAX_SAFE_INTEGER, limit: 1, order: 'due' },
      held: new Set(),
    })
    // What was set aside stays; it is shown, and nothing sends it by itself.
    if (waiting.length > 0) return true
  }
  return false
}
