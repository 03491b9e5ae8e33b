/**
 * The shared store as one node has it: every write over its lane, every read and heartbeat over its
 * link, as PostgreSQL's adapters do it. What they may repeat is repeated, what they do in several
 * statements is done in several.
 */
import type { NodeBeat, NodeStore, NodeView } from '../../../src/ports/node-store.ts'
import { HistoryBusy } from '../../../src/ports/history.ts'
import type { Store } from '../../../src/ports/ports.ts'
import type { StoreState } from '../../../src/ports/store-upkeep.ts'
import { intercept } from '../intercept.ts'
import type { NodeClock } from './node-clock.ts'
import { commitWaitMsMax, NodeLane } from './node-lane.ts'
import type { NodeLink } from './node-link.ts'
import type { SharedDatabase } from './shared-database.ts'
import type { NodeRow } from './shared-nodes.ts'

export interface NodeStoreParts {
  readonly database: SharedDatabase
  readonly link: NodeLink
  readonly clock: NodeClock
  readonly onFatal: (error: Error) => void
  /** Somebody keeps house in the store. */
  readonly housekeeping: () => void
}

export interface OpenedNode {
  readonly store: Store & { readonly nodes: NodeStore }
  readonly lane: NodeLane
  readonly number: number
  readonly fence: number
}

type Read = <Answer>(act: () => Promise<Answer>) => Promise<Answer>

const readMsMax = 30_000
const beatMsMax = 5_000

/** Begins a process under the name; rejects while the store is away. */
export async function openNode(name: string, parts: NodeStoreParts): Promise<OpenedNode> {
  const { database, link, clock, onFatal } = parts
  const open = (): Promise<NodeRow> => Promise.resolve({ ...database.nodes.open(name) })
  const row = await link.ask(open, readMsMax)
  const { number, fence } = row
  const mark = { node: number, fence }
  const lane = new NodeLane({
    ...{ database, link, clock, onFatal, mark },
    commitNumber: row.commitNumber,
  })
  const read = reader(link, readMsMax)
  const { store } = database
  return {
    lane,
    number,
    fence,
    store: {
      events: events(lane, { number, database, read }),
      deliveries: deliveries(lane, { number, database, read }),
      orderKeys: intercept(store.orderKeys, (_method, perform) =>
        read(() => perform() as Promise<unknown>),
      ),
      subscriptions: subscriptions(lane, { database, read }),
      tenants: intercept(store.tenants, (method, perform) =>
        /^(create|revoke|note)/.test(method)
          ? lane.submit({ run: () => perform() as Promise<unknown>, recall: (result) => result })
          : read(() => perform() as Promise<unknown>),
      ),
      announcements: intercept(store.announcements, (method, perform) =>
        method === 'end'
          ? lane.submit({ run: () => perform() as Promise<unknown>, recall: () => undefined })
          : read(() => perform() as Promise<unknown>),
      ),
      alerts: intercept(store.alerts, (method, perform) =>
        /^(list|find)$/.test(method)
          ? read(() => perform() as Promise<unknown>)
          : lane.submit({ run: () => perform() as Promise<unknown>, recall: (result) => result }),
      ),
      history: intercept(store.history, (_method, perform) =>
        read(() => database.run(() => perform() as Promise<unknown>)),
      ),
      replays: intercept(store.replays, (method, perform) =>
        /^(create|change|note)/.test(method)
          ? lane.submit({ run: () => perform() as Promise<unknown>, recall: (result) => result })
          : read(() => database.run(() => perform() as Promise<unknown>)),
      ),
      scripts: intercept(store.scripts, (method, perform) =>
        /^(put|remove)/.test(method)
          ? lane.submit({ run: () => perform() as Promise<unknown>, recall: (result) => result })
          : read(() => perform() as Promise<unknown>),
      ),
      records: intercept(store.records, (method, perform) =>
        method === 'write'
          ? lane.submit({ run: () => perform() as Promise<unknown>, recall: (result) => result })
          : read(() => perform() as Promise<unknown>),
      ),
      audit: intercept(store.audit, (method, perform) =>
        method === 'append'
          ? lane.submit({ run: () => perform() as Promise<unknown>, recall: (result) => result })
          : read(() => perform() as Promise<unknown>),
      ),
      upkeep: intercept(store.upkeep, (method, perform) => {
        if (method === 'state') return stateOf(perform() as StoreState, lane)
        return read(() => {
          parts.housekeeping()
          return database.run(() => perform() as Promise<unknown>)
        })
      }),
      nodes: nodeStore(lane, { ...mark, database, read: reader(link, beatMsMax) }),
      close: () => {
        lane.close()
        return Promise.resolve()
      },
    },
  }
}

/** A question that finds its connection gone is asked once more. */
function reader(link: NodeLink, limitMs: number): Read {
  return async (act) => {
    try {
      return await link.ask(act, limitMs)
    } catch {
      // Over a fresh connection.
    }
    try {
      return await link.ask(act, limitMs)
    } catch (error) {
      throw new HistoryBusy('the database is away', { cause: error })
    }
  }
}

interface Doors {
  readonly number: number
  readonly database: SharedDatabase
  readonly read: Read
}

function events(lane: NodeLane, { number, database, read }: Doors): Store['events'] {
  return {
    append(request) {
      if (lane.waitMs > commitWaitMsMax) return Promise.resolve({ kind: 'overloaded' })
      return lane.submit<Awaited<ReturnType<Store['events']['append']>>>({
        run: () => database.append(number, request),
        recall: (result) => result,
        refuse: () => ({ kind: 'overloaded' }),
      })
    },
    findRepeat: (tenantKey, claim) =>
      read(() => database.store.events.findRepeat(tenantKey, claim)),
  }
}

function deliveries(lane: NodeLane, { number, database, read }: Doors): Store['deliveries'] {
  const { deliveries: stored } = database.store
  return {
    recordOutcomes: (outcomes) =>
      lane.submit({ run: () => stored.recordOutcomes(outcomes), recall: 'again' }),
    keepWaiting: (request) =>
      lane.submit({ run: () => database.keepWaiting(number, request), recall: 'again' }),
    markSending: (request) =>
      lane.submit({ run: () => stored.markSending(request), recall: 'again' }),
    claimDue: (request) => read(() => stored.claimDue(request)),
    heads: () => read(() => stored.heads()),
    recover: () => lane.submit({ run: () => database.recover(number, true), recall: () => 0 }),
    startRuns: (request) =>
      lane.submit({ run: () => stored.startRuns(request), recall: (keys) => keys }),
    // They ended; who watches is not told which.
    closeWaiting: (request) =>
      lane.submit({ run: () => stored.closeWaiting(request), recall: () => [] }),
  }
}

function subscriptions(
  lane: NodeLane,
  { database, read }: Omit<Doors, 'number'>,
): Store['subscriptions'] {
  const { subscriptions: stored } = database.store
  return {
    // Versions first: a change in between only has its events matched once more.
    load: async (tenantKey) => {
      const versions = await read(() => stored.load(tenantKey))
      const rows = await read(() => stored.load(tenantKey))
      return { subscriptions: rows.subscriptions, configVersions: versions.configVersions }
    },
    configVersions: () => read(() => stored.configVersions()),
    find: (tenantKey, number) => read(() => stored.find(tenantKey, number)),
    versionAt: (tenantKey, number, seq) => read(() => stored.versionAt(tenantKey, number, seq)),
    findVersion: (tenantKey, number, version) =>
      read(() => stored.findVersion(tenantKey, number, version)),
    create: (request) =>
      lane.submit({ run: () => stored.create(request), recall: (changed) => changed }),
    change: (request) =>
      lane.submit({ run: () => stored.change(request), recall: (changed) => changed }),
    endRelease: (tenantKey, number, sinceMs) =>
      lane.submit({
        run: () => stored.endRelease(tenantKey, number, sinceMs),
        recall: () => undefined,
      }),
  }
}

function nodeStore(
  lane: NodeLane,
  { database, read, node, fence }: Omit<Doors, 'number'> & { node: number; fence: number },
): NodeStore {
  const { nodes } = database
  const statement = <Answer>(act: () => Answer): Promise<Answer> =>
    read(() => Promise.resolve(act()))
  return {
    number: node,
    async beat(request: NodeBeat): Promise<NodeView | null> {
      const beatCount = await statement(() => nodes.renew(node, fence, request.roles))
      if (beatCount === null) return null
      if (request.give.length > 0) await statement(() => nodes.give(node, request.give))
      await statement(() => nodes.take(node, fence, request))
      return statement(() => nodes.see(node))
    },
    fence: ({ number, beatCount }) => statement(() => nodes.fence(number, beatCount, node)),
    async recover(number) {
      const recoveredCount = await lane.submit({
        run: () => database.recover(number, false),
        recall: () => 0,
      })
      const note = (): Promise<void> => Promise.resolve(nodes.noteRecovered(number))
      await lane.submit({ run: note, recall: () => undefined })
      return recoveredCount
    },
    leave: () => statement(() => nodes.leave(node, fence)),
  }
}

function stateOf(state: StoreState, lane: NodeLane): StoreState {
  return { ...state, engine: 'simulated', commitWaitMs: lane.waitMs }
}
