/** Mistakes about what other nodes did: not looked for, not followed, not taken over. */
import type { DeliveryStore } from '../../../../src/ports/delivery-store.ts'
import type { Ports } from '../../../../src/ports/ports.ts'
import { replaceMethods } from '../../intercept.ts'
import type { NodesBug } from '../planted-bug-of-nodes.ts'

export const followBugs: readonly NodesBug[] = [
  {
    name: 'wake-up-is-all-there-is',
    foundBy: 2,
    breaks: ['found-in-time', 'nothing-lost'],
    plant: (ports) => {
      let isFirst = true
      return withDeliveries(ports, (deliveries) => ({
        heads: () => {
          if (!isFirst) return Promise.resolve([])
          isFirst = false
          return deliveries.heads()
        },
      }))
    },
  },
  {
    name: 'new-owner-begins-at-the-newest-row',
    foundBy: 2,
    breaks: ['nothing-lost', 'found-in-time'],
    plant: (ports) => {
      /** Of each subscription, the first row that counts for this process. */
      const cursors = new Map<number, number>()
      return withDeliveries(ports, (deliveries) => ({
        claimDue: async (request) => {
          const rows = await deliveries.claimDue(request)
          const { subscriptionNumber } = request
          const last = rows.at(-1)?.delivery.eventSeq
          if (last !== undefined && !cursors.has(subscriptionNumber)) {
            cursors.set(subscriptionNumber, last)
          }
          const cursor = cursors.get(subscriptionNumber) ?? 0
          return rows.filter(({ delivery }) => delivery.eventSeq >= cursor)
        },
      }))
    },
  },
  {
    name: 'changes-of-others-not-followed',
    foundBy: 2,
    breaks: ['change-followed'],
    plant: (ports) => {
      const { subscriptions } = ports.store
      let first: ReturnType<typeof subscriptions.configVersions> | null = null
      const planted = replaceMethods(subscriptions, {
        configVersions: () => (first ??= subscriptions.configVersions()),
      })
      return { ...ports, store: { ...ports.store, subscriptions: planted } }
    },
  },
  {
    name: 'match-of-before-a-change-stored',
    foundBy: 1,
    breaks: ['nothing-lost', 'no-phantom', 'stopped-skips'],
    plant: (ports) => {
      const { events, subscriptions } = ports.store
      const planted = replaceMethods(events, {
        append: async (request) => {
          const versions = await subscriptions.configVersions()
          const configVersion = versions.get(request.event.tenantKey) ?? request.configVersion
          return events.append({ ...request, configVersion })
        },
      })
      return { ...ports, store: { ...ports.store, events: planted } }
    },
  },
]

function withDeliveries(
  ports: Ports,
  replace: (deliveries: DeliveryStore) => Partial<DeliveryStore>,
): Ports {
  const { deliveries } = ports.store
  const planted = replaceMethods(deliveries, replace(deliveries))
  return { ...ports, store: { ...ports.store, deliveries: planted } }
}
