/**
 * Several nodes over one shared store: real pipelines, dialects and agents, each with a clock, a way
 * to the store and a life of its own. Processes start, stop, die, stand still and are cut off; a
 * process that is told that another took its place ends itself.
 */
import { createKeyMaker } from '../../../src/dialects/standard-webhooks/key-maker.ts'
import { createIssuerKeyMaker } from '../../../src/dialects/tenant-status/issuer-key-maker.ts'
import type { NodeRole } from '../../../src/domain/lease.ts'
import { startMaintainer } from '../../../src/maintenance/maintainer.ts'
import { stopSending } from '../../../src/maintenance/stop-sending.ts'
import type { NodeSettings } from '../../../src/pipeline/membership.ts'
import type { QueueSettings } from '../../../src/pipeline/queue-parts.ts'
import { startPipeline } from '../../../src/pipeline/start-pipeline.ts'
import type { Fact } from '../../../src/ports/observer.ts'
import type { Ports } from '../../../src/ports/ports.ts'
import type { SeededRandom } from '../../world/seeded-random.ts'
import type { SimulatedClock } from '../../world/simulated-clock.ts'
import { type NetworkListener, SimulatedNetwork } from '../../world/simulated-network.ts'
import { simulatedAgents, simulatedDialects } from '../../world/simulated-parts.ts'
import { encryptionKey, type SimulatedProcess } from '../../world/simulated-world.ts'
import type { StageWorld } from '../stage.ts'
import { WakeUps } from './lossy-broker.ts'
import { NodeClock } from './node-clock.ts'
import type { NodeLane } from './node-lane.ts'
import { NodeLink } from './node-link.ts'
import type { NodesPlan, PlannedNode } from './nodes-plan.ts'
import { openNode } from './node-store.ts'
import { type CommitMark, SharedDatabase } from './shared-database.ts'
import type { PlaceTaken, StoreFlaws } from './shared-nodes.ts'

/** One run of the program as a node. */
export interface NodeProcess extends SimulatedProcess {
  readonly name: string
  readonly roles: readonly NodeRole[]
  readonly clock: NodeClock
  readonly link: NodeLink
  /** Null until the store has let it in. */
  lane: NodeLane | null
  nodeNumber: number
  fence: number
  /**
   * When it woke from a halt of its machine, or was replaced while it lived: it cannot know of that
   * before its next heartbeat, and goes on believing in its lease.
   */
  unawareSinceMs: number
}

/** What happens to nodes, as the world sees it. */
export type NodeTurn = 'died' | 'left' | 'ended-itself' | 'did-not-start'

export interface NodeWorldOptions {
  readonly clock: SimulatedClock
  readonly random: SeededRandom
  readonly queues: QueueSettings
  readonly retentionMs: number
  readonly plan: NodesPlan
  readonly flaws: StoreFlaws
  readonly settings: (settings: NodeSettings, process: NodeProcess) => NodeSettings
  readonly network: (process: NodeProcess) => NetworkListener
  readonly wrap: (ports: Ports, process: NodeProcess) => Ports
  readonly observe: (fact: Fact, process: NodeProcess) => void
  readonly housekeeping: (process: NodeProcess) => void
  readonly fencedCommit: (mark: CommitMark) => void
  readonly placeTaken: PlaceTaken
  readonly runs: (process: NodeProcess) => void
  readonly ended: (process: NodeProcess, turn: NodeTurn) => void
}

export class NodeWorld implements StageWorld {
  readonly clock: SimulatedClock
  readonly network: SimulatedNetwork
  readonly database: SharedDatabase
  /** All that live, in the order of their start. */
  readonly processes: NodeProcess[] = []
  readonly #options: NodeWorldOptions
  readonly #wakeUps: WakeUps
  readonly #doors: SeededRandom
  #processCount = 0
  #isHealed = false

  constructor(options: NodeWorldOptions) {
    const { clock, random, flaws, fencedCommit, placeTaken, plan } = options
    this.clock = clock
    this.#options = options
    this.network = new SimulatedNetwork(clock, random.fork('network'))
    this.#wakeUps = new WakeUps(clock, random.fork('wake-ups'), plan.broker)
    this.#doors = random.fork('doors')
    this.database = new SharedDatabase({
      ...{ clock, flaws, fencedCommit, placeTaken, encryptionKey },
      random: random.fork('store'),
    })
  }

  /** One that runs; what all of them know is in the store. */
  get process(): NodeProcess | null {
    return this.processes.find(isUp) ?? null
  }

  door(): NodeProcess | null {
    const doors = this.processes.filter((one) => isUp(one) && one.roles.includes('api'))
    return doors.length === 0 ? null : this.#doors.pick(doors)
  }

  /** The process that may write under the node's number, if it lives. */
  holderOf(nodeNumber: number): NodeProcess | undefined {
    return this.processes.find((one) => one.nodeNumber === nodeNumber && this.mayWrite(one))
  }

  /** Whether nobody has taken its place. */
  mayWrite(process: NodeProcess): boolean {
    if (process.nodeNumber === 0) return false
    return this.database.nodes.row(process.nodeNumber).fence === process.fence
  }

  begin(planned: PlannedNode): NodeProcess {
    this.#processCount += 1
    const process = this.#make(planned, this.#processCount)
    this.processes.push(process)
    this.#run(process, planned).catch(() => {
      // It could not load what it needs, so it ends; the next one tries again.
      this.end(process, 'did-not-start')
    })
    return process
  }

  /** The process is gone at this instant; what it has sent is on its way. */
  end(process: NodeProcess, turn: NodeTurn): void {
    if (process.life.isOver) return
    process.life.isOver = true
    this.processes.splice(this.processes.indexOf(process), 1)
    void process.ports.broker.close()
    this.#options.ended(process, turn)
  }

  async stop(process: NodeProcess, graceMs: number): Promise<void> {
    const { pipeline, maintainer, clock } = process
    if (pipeline === null || maintainer === null || process.isStopping) return
    process.isStopping = true
    await stopSending({ pipeline, maintainer, clock }, graceMs)
    await process.ports.store.close()
    this.end(process, 'left')
  }

  heal(): void {
    this.#isHealed = true
    for (const { link, clock } of this.processes) {
      link.heal()
      clock.wake()
    }
  }

  close(): void {
    for (const process of this.processes) process.life.isOver = true
    this.database.close()
  }

  #make(planned: PlannedNode, number: number): NodeProcess {
    const { clock, plan } = this.#options
    const random = this.#options.random.fork(`process ${number}`)
    const life = { isOver: false }
    const nodeClock = new NodeClock(clock, life, planned.wallOffsetMs)
    const link = new NodeLink({
      ...{ clock, nodeClock, life },
      random: random.fork('link'),
      lossShare: plan.lossShare,
    })
    if (this.#isHealed) link.heal()
    const process: NodeProcess = {
      ...{ number, life, link, clock: nodeClock, name: planned.name, roles: planned.roles },
      store: this.database.store,
      ports: this.#ports({ number, life, clock: nodeClock, link }, random),
      ...{ pipeline: null, maintainer: null, isStopping: false },
      ...{ lane: null, nodeNumber: 0, fence: 0, unawareSinceMs: -Infinity },
    }
    return process
  }

  async #run(process: NodeProcess, planned: PlannedNode): Promise<void> {
    const { database } = this
    const { link, clock } = process
    const opened = await openNode(planned.name, {
      ...{ database, link, clock },
      onFatal: () => this.end(process, 'ended-itself'),
      housekeeping: () => this.#options.housekeeping(process),
    })
    process.nodeNumber = opened.number
    process.fence = opened.fence
    process.lane = opened.lane
    const dispatcher = this.network.dispatcherOf(
      {
        get isOver() {
          return process.life.isOver
        },
        arrive: (run) => clock.arrive(run),
      },
      this.#options.network(process),
    )
    const bare = { ...process.ports, store: opened.store, dispatchers: () => dispatcher }
    const ports = this.#options.wrap(bare, process)
    Object.assign(process, { ports })
    const settings = this.#options.settings(
      { ...lease, roles: planned.roles, ended: () => this.end(process, 'ended-itself') },
      process,
    )
    const pipeline = await startPipeline(ports, this.#options.queues, settings)
    const agents = simulatedAgents(ports, pipeline, this.#options.retentionMs)
    process.maintainer = startMaintainer(agents, ports, () => pipeline.isMaintainer)
    process.pipeline = pipeline
    this.#options.runs(process)
  }

  #ports(
    { number, life, clock, link }: Pick<NodeProcess, 'number' | 'life' | 'clock' | 'link'>,
    random: SeededRandom,
  ): Ports {
    return {
      store: this.database.store,
      broker: this.#wakeUps.join(clock, link),
      dispatchers: () => {
        throw new Error('nothing is sent before the store is open')
      },
      dialects: simulatedDialects,
      keyMaker: createKeyMaker(random.fork('keys')),
      issuerKeyMaker: createIssuerKeyMaker(),
      observer: {
        observe: (fact) => {
          const process = this.processes.find((one) => one.number === number)
          if (!life.isOver && process !== undefined) this.#options.observe(fact, process)
        },
      },
      clock,
      random,
    }
  }
}

/** As `POSTHORN_LEASE_SECONDS` and `POSTHORN_HEARTBEAT_SECONDS` are by default. */
export const lease = { leaseMs: 10_000, heartbeatMs: 3_000 } as const

/** Runs, and is awake. */
export function isUp(process: NodeProcess): boolean {
  return process.pipeline !== null && !process.isStopping && !process.clock.isStanding
}

/** It believes in a lease that it cannot know to be over; its next heartbeat tells it. */
export function isUnaware(process: NodeProcess, nowMs: number): boolean {
  return nowMs - process.unawareSinceMs < lease.leaseMs
}
