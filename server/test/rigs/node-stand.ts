/**
 * What the proofs with several nodes stand on: three real nodes, a real PostgreSQL behind a proxy, a
 * receiver that counts and a steady load. Each event that was accepted has to reach each
 * subscription, and every arrival is looked at once for a repeat.
 */
import { fairShare } from '../../src/domain/shard.ts'
import type { Ledger } from '../../src/ports/history.ts'
import type { PostgresServer } from '../world/postgres-server.ts'
import { until } from '../world/until.ts'
import { type Arrival, CountingReceiver } from './counting-receiver.ts'
import { type ClusterOptions, NodeCluster } from './node-cluster.ts'
import { register, untilDrained } from './rig-load.ts'
import { SteadyLoad } from './steady-load.ts'

export interface StandOptions extends ClusterOptions {
  readonly eventsPerSecond: number
}

export interface Summary {
  readonly accepted: number
  readonly stored: number
  readonly deliveries: number
  /** Events that were accepted and did not reach each subscription. */
  readonly lost: number
  /** Keys under which two events were made. */
  readonly twins: number
  readonly exitCodes: readonly (number | null)[]
  readonly ledger: Pick<Ledger, 'delivered' | 'open' | 'exhausted' | 'unaccountedCount'>
}

const subscriptionCount = 6
const nodeNames = ['one', 'two', 'three'] as const
const arrivalMs = 120_000

export class NodeStand {
  readonly cluster: NodeCluster
  readonly receiver: CountingReceiver
  readonly paths: readonly string[]
  readonly load: SteadyLoad
  readonly #seen = new Set<string>()
  #lookedAt = 0

  private constructor(parts: {
    readonly cluster: NodeCluster
    readonly receiver: CountingReceiver
    readonly paths: readonly string[]
    readonly load: SteadyLoad
  }) {
    this.cluster = parts.cluster
    this.receiver = parts.receiver
    this.paths = parts.paths
    this.load = parts.load
  }

  static async open(server: PostgresServer, options: StandOptions): Promise<NodeStand> {
    const cluster = await NodeCluster.on(server, options)
    const receiver = await CountingReceiver.start()
    const [first, ...others] = nodeNames
    const { url } = await cluster.start(first)
    await Promise.all(others.map((name) => cluster.start(name)))
    const paths = await register(url, receiver.url, subscriptionCount)
    const load = new SteadyLoad(cluster.urls, options.eventsPerSecond)
    return new NodeStand({ cluster, receiver, paths, load })
  }

  /** Arrivals since the last call that came a second time or more often, by `keyOf`. */
  takeRepeats(): string[] {
    const repeats: string[] = []
    const { arrivals } = this.receiver
    for (; this.#lookedAt < arrivals.length; this.#lookedAt += 1) {
      const key = keyOf(arrivals[this.#lookedAt]!)
      if (this.#seen.has(key)) repeats.push(key)
      else this.#seen.add(key)
    }
    return repeats
  }

  /** Resolves once every subscription got an event that was accepted after the instant. */
  async servedSince(sinceMs: number, boundMs: number): Promise<void> {
    const unserved = new Set(this.paths)
    let next = this.receiver.arrivals.length
    const areServed = (): boolean => {
      const { arrivals } = this.receiver
      for (; next < arrivals.length; next += 1) {
        const { path, eventId } = arrivals[next]!
        if (this.#isNew(eventId, sinceMs)) unserved.delete(path)
      }
      return unserved.size === 0
    }
    await this.receiver.until(areServed, boundMs, 'a new event at every subscription')
  }

  /** Resolves once every node has its share of the shards. */
  shared(): Promise<void> {
    const { cluster } = this
    const shareMax = fairShare(cluster.names.length)
    return until(async () => {
      const shares = await cluster.ask(
        'SELECT count(*)::integer AS count FROM shard WHERE number >= 0 AND node IS NOT NULL GROUP BY node',
      )
      return (
        shares.length === cluster.names.length &&
        shares.every(({ count }) => Number(count) <= shareMax)
      )
    })
  }

  /** Resolves once every event that was accepted so far has reached every subscription. */
  async allArrived(): Promise<void> {
    const left = [...this.load.accepted.keys()].flatMap((id) =>
      this.paths.map((path) => ({ path, id })),
    )
    const isEmpty = (): boolean => {
      // One that is missing answers for all: the rest is looked at once it is there.
      while (left.length > 0 && this.receiver.has(left.at(-1)!.path, left.at(-1)!.id)) left.pop()
      return left.length === 0
    }
    await this.receiver.until(isEmpty, arrivalMs, 'every accepted event at every subscription')
  }

  /** Ends the load and the nodes in good order, and reads the books. */
  async finish(): Promise<Summary> {
    const { cluster, load, receiver, paths } = this
    await load.stop()
    // What is missing then is counted as lost.
    await this.allArrived().catch(() => undefined)
    await untilDrained(cluster.urls[0]!)
    const exitCodes = await cluster.end('SIGTERM')
    const [row] = await cluster.ask('SELECT count(*)::integer AS count FROM event')
    const { delivered, open, exhausted, unaccountedCount } = await cluster.recount()
    const lost = [...load.accepted.keys()].filter((id) =>
      paths.some((path) => !receiver.has(path, id)),
    )
    return {
      accepted: load.accepted.size,
      stored: Number(row!['count']),
      deliveries: receiver.arrivals.length,
      lost: lost.length,
      twins: load.twins.length,
      exitCodes,
      ledger: { delivered, open, exhausted, unaccountedCount },
    }
  }

  async close(): Promise<void> {
    this.load.cutOff()
    await this.cluster.close()
    await this.receiver.close()
  }

  #isNew(eventId: string, sinceMs: number): boolean {
    // One that arrives before its answer was read was accepted just now.
    return (this.load.accepted.get(eventId) ?? Infinity) > sinceMs
  }
}

export const keyOf = ({ path, eventId }: Pick<Arrival, 'path' | 'eventId'>): string =>
  `${path} ${eventId}`
