/** Mistakes about who lives, who owns what and who keeps house. */
import { fairShare } from '../../../../src/domain/shard.ts'
import type { Clock } from '../../../../src/ports/clock.ts'
import type { NodeBeat, NodeStore, NodeView } from '../../../../src/ports/node-store.ts'
import type { Ports } from '../../../../src/ports/ports.ts'
import { replaceMethods } from '../../intercept.ts'
import { lease } from '../node-world.ts'
import type { NodesBug } from '../planted-bug-of-nodes.ts'

export const membershipBugs: readonly NodesBug[] = [
  {
    name: 'silence-judged-by-the-wall-clock',
    foundBy: 1,
    breaks: ['nobody-fenced-alive'],
    plant: (ports, { store }) => withNodes(ports, (nodes) => stamping(nodes, ports.clock, store)),
  },
  {
    name: 'cut-off-node-goes-on',
    foundBy: 26,
    breaks: ['one-claim', 'one-maintainer'],
    plant: (ports) => withNodes(ports, (nodes) => believing(nodes, ports.clock, {})),
  },
  {
    name: 'takeover-during-an-outage',
    foundBy: 41,
    breaks: ['outage-takes-nothing'],
    plant: (ports) =>
      withNodes(ports, (nodes) =>
        believing(nodes, ports.clock, { shards: [], isMaintainer: false }),
      ),
  },
  {
    name: 'dead-node-never-replaced',
    foundBy: 2,
    breaks: ['takeover-in-time', 'nothing-lost'],
    plant: (ports) => withNodes(ports, () => ({ fence: () => Promise.resolve(false) })),
  },
  {
    name: 'shard-given-away-undrained',
    foundBy: 48,
    breaks: ['one-claim', 'repeats-counted'],
    plant: (ports) => withNodes(ports, giveAtOnce),
  },
  {
    name: 'two-maintainers',
    foundBy: 1,
    breaks: ['one-maintainer'],
    plant: (ports) =>
      withViews(ports, (view, { roles }) => ({
        ...view,
        isMaintainer: roles.includes('maintenance'),
      })),
  },
  {
    name: 'cap-not-divided',
    foundBy: 8,
    breaks: ['cap-shared'],
    queues: (settings, { plan }) => ({
      ...settings,
      perOrigin: settings.perOrigin * plan.nodes.length,
    }),
  },
]

function withNodes(ports: Ports, replace: (nodes: NodeStore) => Partial<NodeStore>): Ports {
  const { nodes } = ports.store
  if (nodes === undefined) throw new Error('a node has a node store')
  return { ...ports, store: { ...ports.store, nodes: replaceMethods(nodes, replace(nodes)) } }
}

function withViews(ports: Ports, change: (view: NodeView, request: NodeBeat) => NodeView): Ports {
  return withNodes(ports, (nodes) => ({
    beat: async (request) => {
      const view = await nodes.beat(request)
      return view === null ? null : change(view, request)
    },
  }))
}

const patienceMs = 2_000
const againMs = 200

/** Goes by what it heard last while the store is away, and fences as soon as that is back. */
function believing(
  nodes: NodeStore,
  clock: Clock,
  meanwhile: Partial<NodeView>,
): Partial<NodeStore> {
  let last: NodeView | null = null
  const remembered = (): NodeView | null => (last === null ? null : { ...last, ...meanwhile })
  const wait = (forMs: number) => new Promise<void>((resolve) => clock.after(forMs, resolve))
  return {
    beat: async (request) => {
      const heard = nodes.beat(request).then(
        (view) => {
          last = view
          return view
        },
        () => remembered(),
      )
      return Promise.race([heard, wait(patienceMs).then(remembered)])
    },
    fence: async (peer) => {
      for (;;) {
        try {
          return await nodes.fence(peer)
        } catch {
          await wait(againMs)
        }
      }
    },
  }
}

/** What is more than its share goes at once, whatever of it is in memory. */
function giveAtOnce(nodes: NodeStore): Partial<NodeStore> {
  let tooMany: readonly number[] = []
  return {
    beat: async (request) => {
      const view = await nodes.beat({ ...request, give: [...request.give, ...tooMany] })
      const workers = view?.peers.filter(({ roles }) => roles.includes('worker')) ?? []
      tooMany = view?.shards.slice(fairShare(workers.length)) ?? []
      return view
    },
  }
}

/** By the store, of each node: when it last beat, by its own wall clock. */
const stamps = new WeakMap<object, Map<number, number>>()

/** Takes for dead whose stamp is a lease behind its own clock. */
function stamping(nodes: NodeStore, clock: Clock, store: object): Partial<NodeStore> {
  const stamped = stamps.get(store) ?? new Map<number, number>()
  stamps.set(store, stamped)
  return {
    beat: async (request) => {
      const view = await nodes.beat(request)
      stamped.set(nodes.number, clock.nowMs())
      for (const peer of view?.peers ?? []) {
        const stampMs = stamped.get(peer.number)
        const isSilent = stampMs !== undefined && clock.nowMs() - stampMs > lease.leaseMs
        if (peer.number !== nodes.number && isSilent) await nodes.fence(peer)
      }
      return view
    },
  }
}
