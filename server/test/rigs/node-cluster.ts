/**
 * Several real nodes on one PostgreSQL database, reached through a proxy of the rig, so that the way
 * to the database can be taken away. A node keeps its name and its port over restarts.
 */
import type { Ledger } from '../../src/ports/history.ts'
import { openStore } from '../../src/stores/open-store.ts'
import { systemClock } from '../../src/system/system-clock.ts'
import { createSystemRandom } from '../../src/system/system-random.ts'
import type { PostgresServer } from '../world/postgres-server.ts'
import { TcpProxy } from '../world/tcp-proxy.ts'
import { encryptionKey, freePort, type ServiceProcess, startService } from './service-process.ts'

export interface ClusterOptions {
  readonly leaseSeconds: number
  readonly heartbeatSeconds: number
}

const readyMs = 60_000

export class NodeCluster {
  readonly server: PostgresServer
  readonly proxy: TcpProxy
  readonly database: string
  readonly options: ClusterOptions
  readonly #ports = new Map<string, number>()
  readonly #nodes = new Map<string, ServiceProcess>()
  #before = ''

  private constructor(parts: {
    readonly server: PostgresServer
    readonly proxy: TcpProxy
    readonly database: string
    readonly options: ClusterOptions
  }) {
    this.server = parts.server
    this.proxy = parts.proxy
    this.database = parts.database
    this.options = parts.options
  }

  /** On a database of its own; no node runs yet. */
  static async on(server: PostgresServer, options: ClusterOptions): Promise<NodeCluster> {
    const database = await server.emptyDatabase()
    const proxy = await TcpProxy.start(server.port)
    return new NodeCluster({ server, proxy, database, options })
  }

  /** Starts the node, or starts it again; resolves when it is ready. */
  async start(name: string, roles = 'api,worker,maintenance'): Promise<ServiceProcess> {
    const port = this.#ports.get(name) ?? (await freePort())
    this.#ports.set(name, port)
    this.#keepOutput(name)
    const node = startService({
      storePath: '',
      port,
      environment: {
        POSTHORN_STORE: this.proxy.through(this.database),
        POSTHORN_NODE: name,
        POSTHORN_ROLES: roles,
        POSTHORN_LEASE_SECONDS: String(this.options.leaseSeconds),
        POSTHORN_HEARTBEAT_SECONDS: String(this.options.heartbeatSeconds),
        POSTHORN_IN_FLIGHT_PER_ORIGIN: '100',
      },
    })
    this.#nodes.set(name, node)
    await node.ready(readyMs)
    return node
  }

  node(name: string): ServiceProcess {
    const node = this.#nodes.get(name)
    if (node === undefined) throw new Error(`no node "${name}"`)
    return node
  }

  get names(): readonly string[] {
    return [...this.#nodes.keys()]
  }

  get urls(): readonly string[] {
    return [...this.#nodes.values()].map(({ url }) => url)
  }

  /** Rows that the statement answers, over a way of its own. */
  ask(sql: string): Promise<readonly Record<string, unknown>[]> {
    return this.server.admin(sql, new URL(this.database).pathname.slice(1))
  }

  async end(signal: NodeJS.Signals): Promise<(number | null)[]> {
    return Promise.all([...this.#nodes.values()].map((node) => node.kill(signal)))
  }

  /** The ledger from the rows themselves; no node may run. */
  async recount(): Promise<Ledger> {
    const store = await openStore(this.database, {
      clock: systemClock,
      random: createSystemRandom(),
      encryptionKey,
      onFatal(error) {
        throw error
      },
    })
    try {
      return await store.history.ledger({ recount: true })
    } finally {
      await store.close()
    }
  }

  /** What every process said so far. */
  output(): string {
    return (
      this.#before + [...this.#nodes].map(([name, node]) => `${name}:\n${node.output()}`).join('')
    )
  }

  async close(): Promise<void> {
    await this.end('SIGKILL')
    await this.proxy.close()
    await this.server.drop(this.database)
  }

  #keepOutput(name: string): void {
    const said = this.#nodes.get(name)?.output() ?? ''
    if (said !== '') this.#before += `${name}, before:\n${said}`
  }
}
