/** Mistakes about the order of keys and the rates of subscriptions. */
import type { Ports, Store } from '../../../src/ports/ports.ts'
import { replaceMethods } from '../intercept.ts'
import type { PlantedBug } from './planted-bug.ts'

export const limitBugs: readonly PlantedBug[] = [
  {
    name: 'keys-forgotten-on-acceptance',
    foundBy: 2,
    breaks: ['key-order'],
    plant: (ports) =>
      withStore(ports, ({ events }) => ({
        events: replaceMethods(events, {
          append: (request) =>
            events.append({ ...request, event: { ...request.event, orderKey: null } }),
        }),
      })),
  },
  {
    name: 'keys-claimed-like-any-other',
    foundBy: 3,
    breaks: ['key-order'],
    plant: (ports) =>
      withStore(ports, ({ deliveries, orderKeys }) => ({
        orderKeys: replaceMethods(orderKeys, {
          claimAlong: async (request) => {
            const all = await deliveries.claimDue({ ...request, order: 'accepted', limit: 1_000 })
            const rows = all.filter(
              ({ delivery: { position, attemptCount } }) =>
                position > request.afterPosition && attemptCount === 0,
            )
            const lookedTo = rows.at(-1)?.delivery.position ?? request.afterPosition
            return { rows, lookedTo, isAtEnd: true }
          },
        }),
      })),
  },
  {
    name: 'next-of-a-key-forgotten',
    foundBy: 8,
    breaks: ['nothing-lost', 'fair-share'],
    plant: (ports) =>
      withStore(ports, ({ orderKeys }) => ({
        orderKeys: replaceMethods(orderKeys, { claimFirst: () => Promise.resolve([]) }),
      })),
  },
  {
    name: 'rate-forgotten-on-restart',
    foundBy: 8,
    breaks: ['rate-kept'],
    plant: (ports) =>
      withStore(ports, ({ subscriptions }) => ({
        subscriptions: replaceMethods(subscriptions, {
          load: async (tenantKey) => {
            const loaded = await subscriptions.load(tenantKey)
            const unlimited = loaded.subscriptions.map(({ config, ...subscription }) => {
              const { rateLimit: _forgotten, ...rest } = config
              return { ...subscription, config: rest }
            })
            return { ...loaded, subscriptions: unlimited }
          },
        }),
      })),
  },
]

function withStore(ports: Ports, replace: (store: Store) => Partial<Store>): Ports {
  return { ...ports, store: { ...ports.store, ...replace(ports.store) } }
}
