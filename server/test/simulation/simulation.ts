/**
 * One seed, from the empty store to the judgement: sets the stage, lets everything happen, heals
 * the world, waits until the product has nothing left to do, and lets the checkers judge. The same
 * seed does the same, to the last happening.
 */
import { bearsToken, commitProbe } from './commit-probe.ts'
import type { Ports } from '../../src/ports/ports.ts'
import type { CommitProbe } from '../../src/stores/store-options.ts'
import { SeededRandom } from '../world/seeded-random.ts'
import { SimulatedClock } from '../world/simulated-clock.ts'
import { type SimulatedProcess, SimulatedWorld } from '../world/simulated-world.ts'
import { type Checker, broken } from './checkers/checker.ts'
import { Chronicle } from './chronicle.ts'
import { Client } from './client.ts'
import { Course } from './course.ts'
import { DeliveriesSeen } from './deliveries-seen.ts'
import { EndpointLines } from './endpoint-line.ts'
import { Faults } from './faults.ts'
import type { GuaranteeBroken } from './guarantee-broken.ts'
import type { Occurrence } from './happenings.ts'
import { nextDueAtMs } from './next-due.ts'
import { Operator } from './operator.ts'
import type { PlantedBug } from './planted-bugs/planted-bug.ts'
import { drawScenario } from './scenario.ts'
import type { SimulationOptions } from './simulation-options.ts'
import type { Stage } from './stage.ts'
import { SubscriptionsSeen } from './subscriptions-seen.ts'
import { Troubles } from './troubles.ts'
import { WireTap } from './wire-tap.ts'
import { wrapPorts } from './wrap-ports.ts'

/** Simulated time that the product gets, without gaps, to finish once the world is healed. */
const finishWithinMs = 30 * 60_000
/** Before something is due the product gets some time to notice. */
const wakeBeforeMs = 3_000
/** Something is wrong with a seed in which processes do nothing but die. */
const processCountMax = 60

type Life = { readonly isOver: boolean }

export class Simulation {
  readonly #clock = new SimulatedClock()
  readonly #chronicle = new Chronicle(this.#clock)
  readonly #stage: Stage
  readonly #world: SimulatedWorld
  readonly #faults: Faults
  readonly #tap: WireTap
  readonly #client: Client
  readonly #operator: Operator
  readonly #checkers: readonly Checker[]
  readonly #random: SeededRandom
  readonly #bug: PlantedBug | null
  #processCount = 0
  #beganOrder = 0
  readonly #course = new Course(this.#clock, {
    withinMs: finishWithinMs,
    ofWhom: 'the product does',
  })
  #isHealed = false

  constructor(options: SimulationOptions) {
    const random = new SeededRandom(options.seed)
    const scenario = drawScenario(random.fork('scenario'))
    const deliveries = new DeliveriesSeen()
    const subscriptions = new SubscriptionsSeen()
    const lines = new EndpointLines()
    const troubles = new Troubles(scenario)
    this.#random = random.fork('supervisor')
    this.#bug = options.bug
    this.#tap = new WireTap(this.#chronicle, deliveries, this.#clock)
    this.#faults = new Faults(scenario.faults, random.fork('faults'))
    this.#world = this.#makeWorld(scenario, random)
    this.#stage = {
      scenario,
      deliveries,
      subscriptions,
      lines,
      troubles,
      world: this.#world,
      chronicle: this.#chronicle,
      random: random.fork('clients'),
      tenants: [],
      asks: [],
      changes: [],
    }
    this.#operator = new Operator(this.#stage)
    this.#client = new Client(this.#stage)
    this.#checkers = options.checkers(this.#stage)
    this.#chronicle.listen((happening, line) => {
      deliveries.see(happening)
      lines.see(happening)
      troubles.see(happening)
      options.onLine?.(line)
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

  get processCount(): number {
    return this.#processCount
  }

  /** Of everything that happened. */
  digest(): string {
    return this.#chronicle.digest()
  }

  #makeWorld(scenario: Stage['scenario'], random: SeededRandom): SimulatedWorld {
    const listener = this.#tap.listener()
    const world = new SimulatedWorld({
      hasSlowDisk: true,
      random: random.fork('world'),
      clock: this.#clock,
      queues: this.#bug?.queues?.(scenario.queues) ?? scenario.queues,
      retentionMs: scenario.retentionMs,
      network: {
        sent: (request) => {
          listener.sent(request)
          this.#diePoisoned(request.message.body)
        },
        replied: (request) => listener.replied(request),
      },
      observe: (fact, process) => this.#note({ kind: 'fact', process, fact }),
      wrap: (ports, life) => this.#wrap(ports, life),
      probe: (life) => this.#probe(life),
      ended: (process, isCrash) => this.#ended(process, isCrash),
    })
    for (const { origin, spells } of scenario.endpoints) world.network.addEndpoint(origin, spells)
    return world
  }

  async #setUp(): Promise<void> {
    this.#begin()
    await this.#course.drive(() => this.#world.process?.pipeline != null)
    await this.#course.finish(this.#operator.setUp())
    this.#faults.begin()
    this.#operator.planChanges()
    this.#client.plan()
    const { crashesAtMs, stopsAtMs, sleeps, outages } = this.#stage.scenario
    for (const atMs of crashesAtMs) this.#clock.after(atMs, () => this.#crash())
    for (const { atMs, graceMs } of stopsAtMs) {
      this.#clock.after(atMs, () => {
        if (!this.#isHealed) this.#stop(graceMs)
      })
    }
    for (const { atMs, forMs } of sleeps) {
      this.#clock.after(atMs, () => {
        if (!this.#isHealed) this.#sleep(forMs)
      })
    }
    for (const { fromMs, untilMs } of outages) {
      this.#clock.after(fromMs, () => this.#setEgress(!this.#isHealed))
      this.#clock.after(untilMs, () => this.#setEgress(false))
    }
  }

  /** From here on nothing goes wrong any more. */
  async #heal(): Promise<void> {
    this.#isHealed = true
    this.#faults.heal()
    this.#world.network.heal()
    this.#note({ kind: 'healed' })
    await this.#course.drive(() => {
      const { process } = this.#world
      const isUp = process?.pipeline != null && !process.isStopping
      return isUp && this.#client.isDone && this.#operator.isIdle
    })
  }

  /** Until nothing is due, in flight or waiting; long waits are slept through. */
  async #untilQuiet(): Promise<void> {
    let spentMs = 0
    while (this.#course.broken === null) {
      // What was under way when the world was healed may disable one still.
      await this.#course.finish(
        this.#operator.resumeAll(this.#world.process?.pipeline?.subscriptions.all() ?? []),
      )
      await this.#course.pass(1_000)
      const nextAtMs = await this.#course.finish(nextDueAtMs(this.#stage))
      if (nextAtMs === undefined) return
      if (nextAtMs === null) return
      spentMs += 1_000
      if (spentMs > finishWithinMs) {
        broken('nothing-lost', `still busy ${spentMs / 1_000} s after everything was healed`)
      }
      const forMs = nextAtMs - this.#clock.nowMs() - wakeBeforeMs
      if (forMs > wakeBeforeMs && this.#stage.deliveries.inFlight.size === 0) {
        this.#sleep(forMs)
      }
    }
  }

  async #judge(): Promise<void> {
    const process = this.#world.process!
    for (const checker of this.#checkers) await checker.atEnd?.(process)
  }

  #begin(): void {
    this.#processCount += 1
    this.#tap.process = this.#processCount
    this.#beganOrder = this.#chronicle.order
    this.#note({ kind: 'process-began', process: this.#processCount })
    if (this.#processCount > processCountMax) {
      this.#course.guarded(() =>
        broken('poison-contained', `${processCountMax} processes have died`),
      )
      return
    }
    const number = this.#processCount
    this.#world.start().then(
      (process) => this.#runs(process),
      (error: unknown) => {
        // It could not load what it needs, so it ends; the next one tries again.
        this.#note({ kind: 'trouble', what: `process ${number} did not start: ${String(error)}` })
        if (this.#world.process?.number === number) this.#world.crash()
      },
    )
  }

  #runs(process: SimulatedProcess): void {
    if (process.life.isOver || process.pipeline === null) return
    const loaded = [...process.pipeline.subscriptions.all()]
    const byExternalKey = new Map(loaded.map((one) => [one.externalKey ?? '', one]))
    this.#stage.subscriptions.learn(byExternalKey, this.#clock.monotonicMs())
    this.#note({ kind: 'process-runs', process: process.number })
    const wallMs = this.#clock.nowMs() - this.#clock.monotonicMs()
    this.#stage.lines.loaded(loaded, this.#beganOrder, wallMs)
    for (const checker of this.#checkers) {
      checker.afterStart?.(process).catch((error: unknown) => this.#course.fail(error))
    }
  }

  #ended(process: SimulatedProcess, isCrash: boolean): void {
    this.#note({ kind: 'process-ended', process: process.number, isCrash })
    this.#client.processEnded(process)
    this.#operator.processEnded(process)
    this.#clock.after(this.#random.between(20, 2_500), () => this.#begin())
  }

  #crash(): void {
    if (!this.#isHealed && this.#world.process !== null) this.#world.crash()
  }

  #stop(graceMs: number): void {
    const { process } = this.#world
    if (process?.pipeline == null || process.isStopping) return
    this.#note({ kind: 'process-stops', process: process.number })
    void this.#world.stop(graceMs)
  }

  #diePoisoned(body: Uint8Array): void {
    const { poisonToken } = this.#stage.scenario
    if (poisonToken === null || this.#isHealed) return
    if (bearsToken(body, poisonToken)) {
      this.#note({ kind: 'trouble', what: `event ${poisonToken} kills the process` })
      this.#crash()
    }
  }

  #sleep(forMs: number): void {
    this.#note({ kind: 'slept', forMs })
    this.#clock.leap(forMs)
  }

  #setEgress(isDown: boolean): void {
    if (this.#world.network.isEgressDown === isDown) return
    this.#world.network.isEgressDown = isDown
    this.#note({ kind: 'trouble', what: isDown ? 'no way out' : 'the way out is back' })
  }

  #wrap(ports: Ports, life: Life): Ports {
    return wrapPorts(ports, life, {
      tap: this.#tap,
      faults: this.#faults,
      bug: this.#bug,
      noteTrouble: (what) => this.#note({ kind: 'trouble', what }),
      crash: () => this.#crash(),
    })
  }

  #probe(life: Life): CommitProbe {
    return commitProbe({
      life,
      faults: this.#faults,
      clock: this.#clock,
      noteTrouble: (what) => this.#note({ kind: 'trouble', what }),
      crash: () => this.#crash(),
    })
  }

  #note(occurrence: Occurrence): void {
    this.#chronicle.note(occurrence)
  }
}
