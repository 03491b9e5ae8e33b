/**
 * One seed, from the empty store to the judgement: sets the stage, lets everything happen, heals
 * the world, waits until the product has nothing left to do, and lets the checkers judge. The same
 * seed does the same, to the last happening.
 */
import type { Fact } from '../../src/ports/observer.ts'
import type { Ports } from '../../src/ports/ports.ts'
import type { CommitProbe } from '../../src/stores/store-options.ts'
import { SeededRandom } from '../world/seeded-random.ts'
import { SimulatedWorld } from '../world/simulated-world.ts'
import type { Checker } from './checkers/checker.ts'
import { Chronicle } from './chronicle.ts'
import { Client } from './client.ts'
import { DeliveriesSeen } from './deliveries-seen.ts'
import { Faults } from './faults.ts'
import { faultyStore } from './faulty-store.ts'
import { GuaranteeBroken } from './guarantee-broken.ts'
import type { Happening, Occurrence } from './happenings.ts'
import { Operator } from './operator.ts'
import type { PlantedBug } from './planted-bugs/planted-bug.ts'
import { drawScenario } from './scenario.ts'
import type { Stage } from './stage.ts'
import { SubscriptionsSeen } from './subscriptions-seen.ts'
import { WireTap } from './wire-tap.ts'

export interface SimulationOptions {
  readonly seed: number
  readonly bug: PlantedBug | null
  readonly checkers: (stage: Stage) => readonly Checker[]
  /** Told every happening as a line. */
  readonly onLine?: (line: string) => void
}

/** Crashes that one poisonous event may cause before it has to be set aside. */
const quietWithinMs = 2 * 3_600_000

export class Simulation {
  readonly #stage: Stage
  readonly #faults: Faults
  readonly #tap: WireTap
  readonly #client: Client
  readonly #operator: Operator
  readonly #checkers: readonly Checker[]
  readonly #random: SeededRandom
  readonly #bug: PlantedBug | null
  #broken: GuaranteeBroken | null = null
  #isHealed = false

  constructor(options: SimulationOptions) {
    const random = new SeededRandom(options.seed)
    this.#random = random.fork('world events')
    this.#bug = options.bug
    const scenario = drawScenario(random.fork('scenario'))
    const world = new SimulatedWorld(`${options.seed}`, {
      queues: options.bug?.queues?.(scenario.queues) ?? scenario.queues,
      retentionMs: scenario.retentionMs,
      network: {
        sent: (request) => {
          this.#tap.listener().sent(request)
          this.#diePoisoned()
        },
        replied: (request) => this.#tap.listener().replied(request),
      },
      observe: (fact, process) => this.#note({ kind: 'fact', process, fact }),
      wrap: (ports, life) => this.#wrap(ports, life),
      probe: (life) => this.#probe(life),
    })
    const chronicle = new Chronicle(world.clock)
    const deliveries = new DeliveriesSeen()
    const subscriptions = new SubscriptionsSeen()
    this.#stage = {
      scenario, world, chronicle, deliveries, subscriptions,
      random: random.fork('clients'), tenants: [], asks: [], changes: [],
    }
    this.#faults = new Faults(scenario.faults, random.fork('fault times'))
    this.#tap = new WireTap(chronicle, deliveries, () => world.clock.monotonicMs())
    this.#client = new Client(this.#stage)
    this.#operator = new Operator(this.#stage)
    this.#checkers = options.checkers(this.#stage)
    chronicle.listen((happening) => this.#see(happening))
    if (options.onLine !== undefined) {
      const { onLine } = options
      chronicle.listen((_happening, line) => onLine(line))
    }
  }
}
