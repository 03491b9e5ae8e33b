/**
 * Ends what waits for a deleted subscription as `cancelled`, in slices: deleting changes one row,
 * never the backlog, and this follows behind. It learns which subscriptions to sweep from the
 * store, so a crash in between forgets nothing.
 */
import type { Ports } from '../ports/ports.ts'
import type { SubscriptionIndex } from '../pipeline/subscription-index.ts'
import type { WaitingHead } from '../ports/delivery-store.ts'
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
      const unknown = heads.filter((head) => subscriptions.find(head.subscriptionNumber) === null)
      const gone = await deletedOf(unknown, ports.store)
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

/**
 * A subscription that memory does not know is deleted: the index holds all others. Of several nodes
 * another may have made it a moment ago, so the store is asked, after it has named its rows.
 */
async function deletedOf(
  unknown: readonly WaitingHead[],
  { nodes, subscriptions }: Ports['store'],
): Promise<readonly WaitingHead[]> {
  if (nodes === undefined || unknown.length === 0) return unknown
  const present = new Set(
    (await subscriptions.load(null)).subscriptions.map(({ number }) => number),
  )
  return unknown.filter((head) => !present.has(head.subscriptionNumber))
}
