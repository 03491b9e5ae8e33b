/** Mistakes about what waits: forgotten, taken too early, twice, or in the wrong order. */
import type { DeliveryStore } from '../../../src/ports/delivery-store.ts'
import type { Ports } from '../../../src/ports/ports.ts'
import { replaceMethods } from '../intercept.ts'
import type { PlantedBug } from './planted-bug.ts'

export const queueBugs: readonly PlantedBug[] = [
  {
    name: 'retries-forgotten-on-restart',
    foundBy: 85,
    breaks: ['nothing-lost', 'retry-on-time'],
    plant: (ports, clock) =>
      withDeliveries(ports, (deliveries) => ({
        heads: async () => {
          const heads = await deliveries.heads()
          return heads.filter((head) => head.dueAtMs <= clock.nowMs())
        },
      })),
  },
  {
    name: 'recovery-skipped',
    foundBy: 5,
    breaks: ['nothing-lost', 'ledger-balanced'],
    plant: (ports) => withDeliveries(ports, () => ({ recover: () => Promise.resolve(0) })),
  },
  {
    name: 'settled-mark-too-far',
    foundBy: 8,
    breaks: ['nothing-lost', 'ledger-balanced'],
    plant: (ports) =>
      withDeliveries(ports, (deliveries) => ({
        keepWaiting: (request) =>
          deliveries.keepWaiting({ ...request, settledSeq: request.settledSeq + 4 }),
      })),
  },
  {
    name: 'mark-written-and-rows-not',
    foundBy: 1,
    breaks: ['nothing-lost', 'ledger-balanced', 'one-claim', 'states-never-regress'],
    plant: (ports) =>
      withDeliveries(ports, (deliveries) => ({
        keepWaiting: (request) => deliveries.keepWaiting({ ...request, deliveries: [] }),
      })),
  },
  {
    name: 'due-time-ignored',
    foundBy: 1,
    breaks: ['no-early-retry'],
    plant: (ports) =>
      withDeliveries(ports, (deliveries) => ({
        claimDue: async (request) => {
          const rows = await deliveries.claimDue(request)
          return rows.map((row) => ({ ...row, delivery: { ...row.delivery, dueAtMs: 0 } }))
        },
      })),
  },
  {
    name: 'claim-ignores-what-is-held',
    foundBy: 1,
    breaks: ['one-claim', 'attempts-bounded', 'duplicates-bounded', 'states-never-regress'],
    plant: (ports) =>
      withDeliveries(ports, (deliveries) => ({
        claimDue: (request) => deliveries.claimDue({ ...request, held: new Set() }),
      })),
  },
  {
    name: 'release-out-of-order',
    foundBy: 3,
    breaks: ['release-in-order'],
    plant: (ports) =>
      withDeliveries(ports, (deliveries) => ({
        claimDue: async (request) => {
          const rows = await deliveries.claimDue(request)
          return request.order === 'accepted' ? rows.toReversed() : rows
        },
      })),
  },
  {
    name: 'crash-not-marked-before-sending',
    foundBy: 11,
    // The mark makes the row of what was in memory alone; memory lets go of what it takes for kept.
    breaks: ['poison-contained', 'ledger-balanced', 'nothing-lost'],
    plant: (ports) => withDeliveries(ports, () => ({ markSending: () => Promise.resolve() })),
  },
  {
    name: 'hanging-endpoints-share-one-pool',
    foundBy: 46,
    breaks: ['fair-share', 'retry-on-time'],
    queues: (settings) => ({ ...settings, perOrigin: 8, inAll: 3 }),
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
