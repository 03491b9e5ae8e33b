/** What a healed world still has to do: asked of the store, as the product itself would ask. */
import type { SimulatedProcess } from '../world/simulated-world.ts'
import type { Stage } from './stage.ts'

/** When the next delivery is due (epoch milliseconds, 0: now); null when nothing is left to do. */
export async function nextDueAtMs({ world, deliveries }: Stage): Promise<number | null> {
  const { process } = world
  if (process?.pipeline == null || deliveries.inFlight.size > 0) return 0
  const { inFlightCount, queuedCount } = process.pipeline.state()
  if (inFlightCount + queuedCount > 0) return 0
  if ((await process.store.replays.openReplays()).length > 0) return 0
  let nextAtMs = Infinity
  for (const { subscriptionNumber, dueAtMs } of await process.store.deliveries.heads()) {
    const subscription = process.pipeline.subscriptions.find(subscriptionNumber)
    // Behind one that waits, others of its key are due and have to wait for it.
    const isOrdered = subscription?.config.ordering !== undefined
    const [waiting] = await process.store.deliveries.claimDue({
      subscriptionNumber,
      nowMs: Number.MAX_SAFE_INTEGER,
      limit: 1,
      order: 'due',
      dueFromMs: isOrdered && !(await hasFirsts(process, subscriptionNumber)) ? 1 : 0,
      held: new Set(),
    })
    // What was set aside stays; it is shown, and nothing sends it by itself.
    if (waiting === undefined) continue
    const ownDueAtMs = isOrdered ? waiting.delivery.dueAtMs : dueAtMs
    nextAtMs = Math.min(nextAtMs, Math.max(ownDueAtMs, subscription?.health.restUntilMs ?? 0))
  }
  return nextAtMs === Infinity ? null : nextAtMs
}

/** Whether something that was not tried yet may go. */
async function hasFirsts({ store, ports }: SimulatedProcess, subscriptionNumber: number) {
  const { rows } = await store.orderKeys.claimAlong({
    ...{ subscriptionNumber, nowMs: ports.clock.nowMs(), afterPosition: 0 },
    ...{ limit: 1, lookedAtMax: 10_000, includesTried: false, held: new Set() },
  })
  return rows.length > 0
}
