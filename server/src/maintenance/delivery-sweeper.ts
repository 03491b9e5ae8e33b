/**
 * Ends what waits for a deleted subscription as `cancelled`, in slices: deleting changes one row,
 * never the backlog, and this follows behind. It learns which subscriptions to sweep from the
 * store, so a crash in between forgets nothing.
 */
import type { Ports } from '../ports/ports.ts'
import type { SubscriptionIndex } from '../pipeline/subscription-index.ts'
import type { Agent } from './maintainer.ts'

const rowsPerSlice = 500
const slicesPerTurn = 20

export function createDeliverySweeper(
  ports: Pick<Ports, 'store' | 'clock' | 'observer'>,
  subscriptions: SubscriptionIndex,
): Agent {
  return {
    name: 'delivery-sweeper',
    everyMs: 2_000,
    async run() {
      const heads = await ports.store.deliveries.heads()
      // A subscription that memory does not know is deleted: the index holds all others.
      const gone = heads.filter((head) => subscriptions.find(head.subscriptionNumber) === null)
      let slicesLeft = slicesPerTurn
      for (const { subscriptionNumber } of gone) {
        for (; slicesLeft > 0; slicesLeft -= 1) {
          const ended = await ports.store.deliveries.closeWaiting({
            state: 'cancelled',
            subscriptionNumber,
            limit: rowsPerSlice,
            nowMs: ports.clock.nowMs(),
          })
          for (const key of ended) {
            ports.observer.observe({ kind: 'delivery-ended', key, state: 'cancelled' })
          }
          if (ended.length < rowsPerSlice) break
        }
      }
    },
  }
}
