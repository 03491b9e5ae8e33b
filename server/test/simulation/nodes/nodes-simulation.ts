/**
 * One seed of several nodes, from the empty store to the judgement: as `simulation.ts` does it for
 * one process. The same seed does the same, to the last happening.
 */
import type { Ports } from '../../../src/ports/ports.ts'
import { SeededRandom } from '../../world/seeded-random.ts'
import { SimulatedClock } from '../../world/simulated-clock.ts'
import { broken, type Checker } from '../checkers/checker.ts'
import { Chronicle } from '../chronicle.ts'
import { Client } from '../client.ts'
import { Course } from '../course.ts'
import { DeliveriesSeen } from '../deliveries-seen.ts'
import { EndpointLines } from '../endpoint-line.ts'
import type { GuaranteeBroken } from '../guarantee-broken.ts'
import type { Occurrence, SeenRequest } from '../happenings.ts'
import { Operator } from '../operator.ts'
import { SubscriptionsSeen } from '../subscriptions-seen.ts'
import { WireTap } from '../wire-tap.ts'
import { NodeTimes } from './node-times.ts'
import { NodeTroubles } from './node-troubles.ts'
import { isUnaware, type NodeProcess, type NodeTurn, NodeWorld } from './node-world.ts'
import { hasWorkLeft } from './nodes-left.ts'
import { drawNodesScenario, type NodesScenario } from './nodes-plan.ts'
import type { NodesStage } from './nodes-stage.ts'
import type { NodesBug } from './planted-bug-of-nodes.ts'
import type { PlaceTaken } from './shared-nodes.ts'

export interface NodesOptions {
  readonly seed: number
  /** Null leaves it to the seed. */
  readonly nodeCount: number | null
  readonly bug: NodesBug | null
  readonly checkers: (stage: NodesStage) => readonly Checker[]
  /** Told every happening as a line. */
  readonly onLine?: (line: string) => void
}

/** Simulated time that the product gets, without gaps, to finish once the world is healed. */
const finishWithinMs = 30 * 60_000
/** What was on its way when the world was healed has arrived by then, or never will. */
const arrivedAfterMs = 500
const processCountMax = 80

export class NodesSimulation {
  readonly #clock = new SimulatedClock()
  readonly #chronicle = new Chronicle(this.#clock)
  readonly #stage: NodesStage
  readonly #world: NodeWorld
  readonly #troubles: NodeTroubles
  readonly #tap: WireTap
  readonly #client: Client
  readonly #operator: Operator
  readonly #checkers: readonly Checker[]
  readonly #bug: NodesBug | null
  readonly #course = new Course(this.#clock, { withinMs: finishWithinMs, ofWhom: 'the nodes do' })
  #isHealed = false

  constructor(options: NodesOptions) {
    const random = new SeededRandom(`nodes ${options.seed}`)
    const scenario = drawNodesScenario(random.fork('scenario'), options.nodeCount)
    const deliveries = new DeliveriesSeen()
    const times = new NodeTimes()
    this.#bug = options.bug
    this.#tap = new WireTap(this.#chronicle, deliveries, this.#clock)
    this.#world = this.#makeWorld(scenario, random.fork('world'))
    for (const { origin, spells } of scenario.endpoints) {
      this.#world.network.addEndpoint(origin, spells)
    }
    this.#stage = {
      ...{ scenario, deliveries, times, troubles: times, world: this.#world },
      subscriptions: new SubscriptionsSeen(),
      lines: new EndpointLines(),
      chronicle: this.#chronicle,
      random: random.fork('clients'),
      ...{ tenants: [], asks: [], changes: [] },
    }
    this.#operator = new Operator(this.#stage)
    this.#client = new Client(this.#stage)
    this.#troubles = new NodeTroubles(this.#stage, random.fork('troubles'))
    this.#checkers = options.checkers(this.#stage)
    this.#chronicle.listen((happening, line) => {
      options.onLine?.(line)
      // Of what such a process does nobody knows, and nothing of it is written.
      if (happening.kind === 'request-sent' && this.#isUnaware(happening.request)) return
      deliveries.see(happening)
      times.see(happening)
      this.#course.guarded(() => {
        for (const checker of this.#checkers) checker.see?.(happening, line)
      })
    })
  }

  /** Runs the seed to its end; the guarantee that was found broken, or null. */
  run(): Promise<GuaranteeBroken | null> {
    return this.#course.run({
      troubledMs: () => this.#stage.scenario.durationMs,
      setUp: () => this.#setUp(),
      heal: () => this.#heal(),
      untilQuiet: () => this.#untilQuiet(),
      judge: () => this.#judge(),
      close: () => this.#world.close(),
    })
  }

  /** Of everything that happened. */
  digest(): string {
    return this.#chronicle.digest()
  }

  async #setUp(): Promise<void> {
    this.#troubles.beginFirst()
    await this.#course.drive(() => this.#world.door() !== null)
    await this.#course.finish(this.#operator.setUp())
    this.#troubles.plan()
    this.#operator.planChanges()
    this.#client.plan()
  }

  /** From here on nothing goes wrong any more. */
  async #heal(): Promise<void> {
    this.#note({ kind: 'healed' })
    this.#world.network.heal()
    this.#troubles.heal()
    await this.#course.pass(arrivedAfterMs)
    await this.#course.drive(() => this.#stage.changes.every(({ answer }) => answer !== null))
    await this.#learn()
    this.#operator.letGo()
    this.#isHealed = true
    await this.#course.drive(
      () => this.#troubles.areAllUp && this.#client.isDone && this.#operator.isIdle,
    )
  }

  /** What became of changes that nobody was told of. */
  async #learn(): Promise<void> {
    const { subscriptions } = await this.#world.database.store.subscriptions.load(null)
    const byExternalKey = new Map(subscriptions.map((one) => [one.externalKey ?? '', one]))
    this.#stage.subscriptions.learn(byExternalKey, this.#clock.monotonicMs())
  }

  async #untilQuiet(): Promise<void> {
    for (let spentMs = 0; this.#course.broken === null; spentMs += 1_000) {
      // What was under way when the world was healed may disable one still.
      const { subscriptions } = await this.#world.database.store.subscriptions.load(null)
      await this.#course.finish(this.#operator.resumeAll(subscriptions))
      await this.#course.pass(1_000)
      if ((await this.#course.finish(hasWorkLeft(this.#stage))) !== true) return
      if (spentMs > finishWithinMs) {
        broken('nothing-lost', `still busy ${spentMs / 1_000} s after everything was healed`)
      }
    }
  }

  async #judge(): Promise<void> {
    await this.#learn()
    const process = this.#world.process!
    for (const checker of this.#checkers) await checker.atEnd?.(process)
  }

  #makeWorld(scenario: NodesScenario, random: SeededRandom): NodeWorld {
    const bug = this.#bug
    return new NodeWorld({
      ...{ clock: this.#clock, random, retentionMs: scenario.retentionMs, plan: scenario.plan },
      queues: bug?.queues?.(scenario.queues, scenario) ?? scenario.queues,
      flaws: bug?.flaws ?? {},
      settings: (settings, process) => bug?.settings?.(settings, process) ?? settings,
      network: (process) => this.#tap.listener(process.number),
      wrap: (ports, process) => this.#wrap(ports, process),
      observe: (fact, process) => this.#note({ kind: 'fact', process: process.number, fact }),
      housekeeping: ({ number, life }) => {
        if (!life.isOver) this.#note({ kind: 'node', process: number, what: 'kept-house' })
      },
      fencedCommit: ({ node, fence }) => {
        const process = this.#processOf(node, fence)?.number ?? 0
        this.#note({ kind: 'node', process, what: 'wrote-fenced' })
      },
      placeTaken: (place) => this.#placeTaken(place),
      runs: (process) => this.#runs(process),
      ended: (process, turn) => this.#ended(process, turn),
    })
  }

  #wrap(ports: Ports, process: NodeProcess): Ports {
    const { store } = ports
    const deliveries = this.#tap.deliveryStore(store.deliveries, process.life)
    const tapped = { ...ports, store: { ...store, deliveries } }
    const planted = this.#bug?.plant?.(tapped, process) ?? tapped
    return { ...planted, dialects: this.#tap.dialects(planted.dialects) }
  }

  #processOf(node: number, fence: number): NodeProcess | undefined {
    return this.#world.processes.find((one) => one.nodeNumber === node && one.fence === fence)
  }

  /** Sent by a process that cannot know yet that its place is taken. */
  #isUnaware({ process: number }: SeenRequest): boolean {
    const process = this.#world.processes.find((one) => one.number === number)
    if (process === undefined || this.#world.mayWrite(process)) return false
    return isUnaware(process, this.#clock.monotonicMs())
  }

  readonly #placeTaken: PlaceTaken = ({ node, fence, by, silentMs }) => {
    const process = this.#processOf(node, fence)
    if (process !== undefined && by === null) process.unawareSinceMs = this.#clock.monotonicMs()
    this.#note({ kind: 'place-taken', process: process?.number ?? 0, taking: { by, silentMs } })
  }

  #runs(process: NodeProcess): void {
    this.#note({ kind: 'process-runs', process: process.number })
    for (const checker of this.#checkers) {
      checker.afterStart?.(process).catch((error: unknown) => this.#course.fail(error))
    }
  }

  #ended(process: NodeProcess, turn: NodeTurn): void {
    const { number } = process
    this.#note({ kind: 'process-ended', process: number, isCrash: turn !== 'left' })
    this.#client.processEnded(process)
    if (this.#isHealed) this.#operator.processEnded(process)
    else this.#operator.nodeEnded(process)
    this.#troubles.ended(process, turn)
    if (number > processCountMax) {
      this.#course.guarded(() => broken('nobody-fenced-alive', `${number} processes have ended`))
    }
  }

  #note(occurrence: Occurrence): void {
    this.#chronicle.note(occurrence)
  }
}
