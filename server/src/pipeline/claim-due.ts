/**
 * What did not fit into memory, what is due again and what a crash left behind is claimed here
 * from the store, in the order that the lane's mode asks for. A claim changes nothing in the
 * store; a crash after it finds the same rows again.
 */
import type { Ports } from '../ports/ports.ts'
import { heldName } from '../ports/delivery-store.ts'
import type { DeliveryQueues } from './delivery-queues.ts'
import type { Lane } from './lane.ts'

/** Rows a claim asks for: enough to amortise it, few enough to stay in memory for a moment only. */
const rowsPerClaim = { open: 128, release: 32, line: 1, probe: 1 } as const

/** Claims for one lane and hands what is due to the queues; a store that fails is asked again. */
export async function claimDue(
  lane: Lane,
  queues: DeliveryQueues,
  ports: Pick<Ports, 'store' | 'clock' | 'observer'>,
): Promise<void> {
  const { mode } = lane
  if (mode === 'closed') {
    queues.claimed(lane, [], 0)
    return
  }
  const limit = rowsPerClaim[mode]
  // The head of a line and what is released keep the order of acceptance; the rest goes by time.
  const order = mode === 'line' || mode === 'release' ? 'accepted' : 'due'
  const held = new Set([...lane.held].map((item) => heldName(item.delivery)))
  try {
    const rows = await ports.store.deliveries.claimDue({
      subscriptionNumber: lane.number,
      // Beyond now, so that the first row that is not due yet says when to come back.
      nowMs: Number.MAX_SAFE_INTEGER,
      limit,
      order,
      held,
    })
    const nowMs = ports.clock.nowMs()
    const isDue = (dueAtMs: number): boolean => mode === 'release' || dueAtMs <= nowMs
    const due = rows.filter(({ delivery }) => isDue(delivery.dueAtMs))
    const later = rows.find(({ delivery }) => !isDue(delivery.dueAtMs))
    const moreAtMs = rows.length < limit ? Infinity : 0
    queues.claimed(lane, due, later?.delivery.dueAtMs ?? moreAtMs)
  } catch (error) {
    ports.observer.observe({ kind: 'fault', where: 'claim-due', error })
    queues.claimFailed(lane)
  }
  queues.pump()
}
