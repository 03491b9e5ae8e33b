/**
 * A whole installation in a simulated world: the real pipeline, dialects, maintenance and store,
 * over a clock, a network and chance that a seed decides. Processes start, stop and die in it; a
 * process that dies leaves its files as they are at that instant, and the next one opens a copy of
 * them, as after kill -9.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInProcessBroker } from '../../src/brokers/in-process/in-process-broker.ts'
import { createStandardWebhooksDialect } from '../../src/dialects/standard-webhooks/dialect.ts'
import { createKeyMaker } from '../../src/dialects/standard-webhooks/key-maker.ts'
import { createSuperOfficeDialect } from '../../src/dialects/superoffice/dialect.ts'
import type { DialectName } from '../../src/domain/subscription.ts'
import { createDeliverySweeper } from '../../src/maintenance/delivery-sweeper.ts'
import { createHistoryCleaner } from '../../src/maintenance/history-cleaner.ts'
import { createHistoryFolder } from '../../src/maintenance/history-folder.ts'
import { type Maintainer, startMaintainer } from '../../src/maintenance/maintainer.ts'
import { createReplayRunner } from '../../src/maintenance/replay-runner.ts'
import { createSecretRetirer } from '../../src/maintenance/secret-retirer.ts'
import { createStoreTidier } from '../../src/maintenance/store-tidier.ts'
import type { QueueSettings } from '../../src/pipeline/delivery-queues.ts'
import type { Pipeline } from '../../src/pipeline/pipeline.ts'
import { startPipeline } from '../../src/pipeline/start-pipeline.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Dialect } from '../../src/ports/dialect.ts'
import type { Fact } from '../../src/ports/observer.ts'
import type { Ports, Store } from '../../src/ports/ports.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open-sqlite-store.ts'
import type { CommitProbe } from '../../src/stores/store-options.ts'
import { SeededRandom } from './seeded-random.ts'
import { clockOf, SimulatedClock } from './simulated-clock.ts'
import { type NetworkListener, SimulatedNetwork } from './simulated-network.ts'

export interface WorldOptions {
  readonly queues: QueueSettings
  readonly retentionMs: number
  readonly network: NetworkListener
  /** Told every fact of a process that is alive. */
  observe(fact: Fact, process: SimulatedProcess): void
  /** Puts faults, taps or planted bugs around what a process opened. */
  wrap(ports: Ports, process: SimulatedProcess): Ports
  probe(process: SimulatedProcess): CommitProbe | null
}

/** One run of the program, from its start to its end. */
export interface SimulatedProcess {
  readonly number: number
  readonly life: { isOver: boolean }
  readonly ports: Ports
  /** Null until it has started. */
  pipeline: Pipeline | null
  isStopping: boolean
}

type OpenProcess = SimulatedProcess & { ports: Ports; store: Store | null; maintainer: Maintainer | null }

export const encryptionKey = new Uint8Array(32).fill(7)

export class SimulatedWorld {
  readonly clock = new SimulatedClock()
  readonly random: SeededRandom
  readonly network: SimulatedNetwork
  readonly #options: WorldOptions
  readonly #folder = mkdtempSync(join(fastFolder(), 'posthorn-simulated-'))
  #current: OpenProcess | null = null
  #processCount = 0

  constructor(seed: string | number, options: WorldOptions) {
    this.random = new SeededRandom(seed)
    this.network = new SimulatedNetwork(this.clock, this.random.fork('network'))
    this.#options = options
  }

  /** The process that is alive; null between an end and the next start. */
  get process(): SimulatedProcess | null {
    return this.#current
  }

  /** Begins a process; it runs once `pipeline` is there, unless it dies on the way. */
  async start(): Promise<SimulatedProcess> {
    this.#processCount += 1
    const number = this.#processCount
    const life = { isOver: false }
    const clock = clockOf(this.clock, life)
    const random = this.random.fork(`process ${number}`)
    const begun: Omit<OpenProcess, 'ports'> = {
      number,
      life,
      pipeline: null,
      isStopping: false,
      store: null,
      maintainer: null,
    }
    const process = begun as OpenProcess
    this.#current = process
    const probe = this.#options.probe(process)
    process.store = await openSqliteStore(this.#path(number), {
      clock,
      random: random.fork('store'),
      encryptionKey,
      limits: { ballastBytes: 0, diskFreeBytesMin: 0 },
      onFatal: () => this.crash(),
      ...(probe === null ? {} : { probe }),
    })
    if (life.isOver) return process
    process.ports = this.#options.wrap(this.#ports(process, clock, random), process)
    const pipeline = await startPipeline(process.ports, this.#options.queues)
    process.maintainer = startMaintainer(this.#agents(process.ports, pipeline), process.ports)
    process.pipeline = pipeline
    return process
  }

  /** The process is gone at this instant, whatever it was doing. */
  crash(): void {
    const process = this.#current
    if (process === null) return
    this.#end(process)
    // Its memory is let go of; what it writes from here on reaches files that nobody reads again.
    void process.store?.close().catch(() => {})
  }

  /** An orderly end: what is not finished within the time is given back. */
  async stop(graceMs: number): Promise<void> {
    const process = this.#current
    if (process?.pipeline == null || process.isStopping) return
    process.isStopping = true
    try {
      await process.maintainer?.stop()
      await process.pipeline.stop(graceMs)
      await process.ports.broker.close()
      await process.store?.close()
    } catch {
      // It ended as a process ends that cannot finish: with what is on disk.
      this.crash()
    }
    if (this.#current === process) this.#end(process)
  }

  /** Removes the files. */
  close(): void {
    this.crash()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #end(process: OpenProcess): void {
    process.life.isOver = true
    this.#current = null
    for (const suffix of ['', '-wal']) {
      const path = this.#path(process.number) + suffix
      if (existsSync(path)) copyFileSync(path, this.#path(process.number + 1) + suffix)
    }
  }

  #path(number: number): string {
    return join(this.#folder, `${number}.db`)
  }

  #ports(process: OpenProcess, clock: Clock, random: SeededRandom): Ports {
    const dispatcher = this.network.dispatcherOf(process.life, this.#options.network)
    return {
      store: process.store!,
      broker: createInProcessBroker(),
      dispatchers: () => dispatcher,
      dialects,
      keyMaker: createKeyMaker(random.fork('keys')),
      observer: {
        observe: (fact) => {
          if (!process.life.isOver) this.#options.observe(fact, process)
        },
      },
      clock,
      random,
    }
  }

  #agents(ports: Ports, pipeline: Pipeline) {
    return [
      createHistoryFolder(ports),
      createReplayRunner(ports, pipeline),
      createDeliverySweeper(ports, pipeline.subscriptions),
      createSecretRetirer(ports, pipeline),
      createHistoryCleaner(ports, { retentionMs: this.#options.retentionMs }),
      createStoreTidier(ports),
    ]
  }
}

const opened = new Map<DialectName, Dialect>([
  ['superoffice', createSuperOfficeDialect({ acceptAny2xx: false, userAgentVersion: '10.0' })],
  ['standard-webhooks', createStandardWebhooksDialect({ userAgentVersion: '0.1.0' })],
])

function dialects(name: DialectName): Dialect {
  const dialect = opened.get(name)
  if (dialect === undefined) throw new Error(`no dialect "${name}"`)
  return dialect
}

/** Memory where there is some: a simulation writes much and keeps nothing. */
function fastFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
}
