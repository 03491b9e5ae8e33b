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
import { createKeyMaker } from '../../src/dialects/standard-webhooks/key-maker.ts'
import { createIssuerKeyMaker } from '../../src/dialects/tenant-status/issuer-key-maker.ts'
import { type Maintainer, startMaintainer } from '../../src/maintenance/maintainer.ts'
import type { QueueSettings } from '../../src/pipeline/queue-parts.ts'
import type { Pipeline } from '../../src/pipeline/pipeline.ts'
import { startPipeline } from '../../src/pipeline/start-pipeline.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Fact } from '../../src/ports/observer.ts'
import type { Ports } from '../../src/ports/ports.ts'
import { openOn, type SqliteStore } from '../../src/stores/sqlite/open-sqlite-store.ts'
import { openWriter } from '../../src/stores/sqlite/sqlite-engine.ts'
import type { CommitProbe, LogSync } from '../../src/stores/store-options.ts'
import type { SeededRandom } from './seeded-random.ts'
import { allSetOff, clockOf, type SimulatedClock } from './simulated-clock.ts'
import { type NetworkListener, SimulatedNetwork } from './simulated-network.ts'
import { simulatedAgents, simulatedDialects } from './simulated-parts.ts'

export interface WorldOptions {
  readonly clock: SimulatedClock
  readonly random: SeededRandom
  readonly queues: QueueSettings
  readonly retentionMs: number
  readonly network: NetworkListener
  /** Syncs take their time; otherwise what is committed is on disk. */
  readonly hasSlowDisk: boolean
  /** Told every fact of a process that is alive. */
  observe(fact: Fact, process: number): void
  /** Puts faults, taps or planted bugs around what a process opened. */
  wrap(ports: Ports, life: { readonly isOver: boolean }): Ports
  probe(life: { readonly isOver: boolean }): CommitProbe | null
  ended(process: SimulatedProcess, isCrash: boolean): void
}

/** One run of the program, from its start to its end. */
export interface SimulatedProcess {
  readonly number: number
  readonly life: { isOver: boolean }
  readonly store: SqliteStore
  /** With everything that was put around it. */
  readonly ports: Ports
  /** Null until it has started. */
  pipeline: Pipeline | null
  maintainer: Maintainer | null
  isStopping: boolean
}

export const encryptionKey = new Uint8Array(32).fill(7)

export class SimulatedWorld {
  readonly clock: SimulatedClock
  readonly network: SimulatedNetwork
  readonly #options: WorldOptions
  readonly #folder = mkdtempSync(join(fastFolder(), 'posthorn-simulated-'))
  #current: SimulatedProcess | null = null
  #processCount = 0

  constructor(options: WorldOptions) {
    this.clock = options.clock
    this.network = new SimulatedNetwork(options.clock, options.random.fork('network'))
    this.#options = options
  }

  /** The process that is alive; null between an end and the next start. */
  get process(): SimulatedProcess | null {
    return this.#current
  }

  /** Who takes what clients and operators ask for now; null: nobody. */
  door(): SimulatedProcess | null {
    return this.#current
  }

  /** Begins a process; it runs once `pipeline` is there, unless it dies on the way. */
  async start(): Promise<SimulatedProcess> {
    const process = this.#open()
    this.#current = process
    const pipeline = await startPipeline(process.ports, this.#options.queues)
    process.maintainer = startMaintainer(
      simulatedAgents(process.ports, pipeline, this.#options.retentionMs),
      process.ports,
    )
    process.pipeline = pipeline
    return process
  }

  /** The process is gone at this instant, whatever it was doing. */
  crash(): void {
    const process = this.#current
    if (process === null) return
    this.#end(process, true)
    // Later, since it may be in the middle of a commit; nobody reads its own files again.
    setImmediate(() => process.store.abandon())
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
      await process.ports.store.close()
    } catch {
      // It ends as a process ends that cannot finish: with what is on disk.
      if (this.#current === process) this.crash()
      return
    }
    if (this.#current === process) this.#end(process, false)
  }

  /** Removes the files. */
  async close(): Promise<void> {
    this.crash()
    await allSetOff()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #open(): SimulatedProcess {
    this.#processCount += 1
    const number = this.#processCount
    const life = { isOver: false }
    const clock = clockOf(this.clock, life)
    const random = this.#options.random.fork(`process ${number}`)
    const probe = this.#options.probe(life)
    // Without a reading thread, whose answers would come in an order that no seed decides.
    const store = openOn(openWriter(this.#path(number)), ':memory:', {
      clock,
      random: random.fork('store'),
      encryptionKey,
      onFatal: () => {
        if (!life.isOver) this.crash()
      },
      ...(probe === null ? {} : { probe }),
      ...(this.#options.hasSlowDisk ? { logSync: slowDisk(clock, random.fork('disk')) } : {}),
    })
    const begun = { number, life, store, pipeline: null, maintainer: null, isStopping: false }
    const ports = this.#ports(begun, clock, random)
    return { ...begun, ports: this.#options.wrap(ports, life) }
  }

  #end(process: SimulatedProcess, isCrash: boolean): void {
    process.life.isOver = true
    this.#current = null
    for (const suffix of ['', '-wal']) {
      const path = this.#path(process.number) + suffix
      if (existsSync(path)) copyFileSync(path, this.#path(process.number + 1) + suffix)
    }
    this.#options.ended(process, isCrash)
  }

  #path(number: number): string {
    return join(this.#folder, `${number}.db`)
  }

  #ports(
    process: Pick<SimulatedProcess, 'number' | 'life' | 'store'>,
    clock: Clock,
    random: SeededRandom,
  ): Ports {
    const { number, life, store } = process
    const dispatcher = this.network.dispatcherOf(life, this.#options.network)
    return {
      store,
      broker: createInProcessBroker(),
      dispatchers: () => dispatcher,
      dialects: simulatedDialects,
      keyMaker: createKeyMaker(random.fork('keys')),
      issuerKeyMaker: createIssuerKeyMaker(),
      observer: {
        observe: (fact) => {
          if (!life.isOver) this.#options.observe(fact, number)
        },
      },
      clock,
      random,
    }
  }
}

/** Memory where there is some: a simulation writes much and keeps nothing. */
function fastFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
}

/** Syncs take their time, and other things happen meanwhile. A process that dies gets no answer. */
function slowDisk(clock: Clock, random: SeededRandom): LogSync {
  return {
    sync: () => new Promise((resolve) => clock.after(random.pick([0, 0, 0.3, 1, 6]), resolve)),
    syncNow: () => undefined,
    close: () => undefined,
  }
}
