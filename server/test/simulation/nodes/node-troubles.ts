/**
 * Does to the nodes what the plan says: starts, kills, halts, cuts off and replaces them, takes the
 * store away from all, and starts again whoever is gone.
 */
import type { SeededRandom } from '../../world/seeded-random.ts'
import type { NodeHappening, Occurrence } from '../happenings.ts'
import type { Cut } from './node-link.ts'
import { isUp, type NodeProcess, type NodeTurn } from './node-world.ts'
import type { NodeTrouble, PlannedNode } from './nodes-plan.ts'
import type { NodesStage } from './nodes-stage.ts'

export class NodeTroubles {
  readonly #stage: NodesStage
  readonly #random: SeededRandom
  /** How long a node that is about to end stays away; otherwise chance decides. */
  readonly #awayMs = new Map<string, number>()
  readonly #goneForGood = new Set<string>()
  #awayHow: Cut | null = null
  readonly #cutProcesses = new Map<NodeProcess, Cut>()
  #isHealed = false

  constructor(stage: NodesStage, random: SeededRandom) {
    this.#stage = stage
    this.#random = random
  }

  /** Those that are there from the beginning. */
  beginFirst(): void {
    for (const planned of this.#planned) if (planned.startsAtMs === 0) this.#begin(planned)
  }

  plan(): void {
    const { world, scenario } = this.#stage
    const { nodes, troubles, outages } = scenario.plan
    const at = (atMs: number, run: () => void): void => {
      world.clock.after(atMs, () => {
        if (!this.#isHealed) run()
      })
    }
    for (const planned of nodes) {
      if (planned.startsAtMs > 0) {
        at(planned.startsAtMs, () => {
          if (!this.#goneForGood.has(planned.name)) this.#begin(planned)
        })
      }
    }
    for (const trouble of troubles) at(trouble.atMs, () => this.#make(trouble))
    for (const { atMs, forMs, how } of outages) {
      at(atMs, () => this.#setAway(how))
      at(atMs + forMs, () => this.#setAway(null))
    }
  }

  /** Everything that is wrong ends, and everybody comes back. */
  heal(): void {
    this.#isHealed = true
    const { world } = this.#stage
    if (this.#awayHow !== null) this.#setAway(null)
    for (const process of world.processes) {
      this.#reach(process)
      this.#wake(process)
    }
    world.heal()
    for (const planned of this.#planned) if (this.#find(planned) === undefined) this.#begin(planned)
  }

  get areAllUp(): boolean {
    return this.#planned.every((planned) => {
      const process = this.#find(planned)
      return process !== undefined && isUp(process)
    })
  }

  /** Somebody starts it again, unless it has a successor already. */
  ended(process: NodeProcess, turn: NodeTurn): void {
    this.#cutProcesses.delete(process)
    const planned = this.#planned.find(({ name }) => name === process.name)
    if (planned === undefined) return
    const isPlanned = turn === 'died' || turn === 'left'
    const awayMs = isPlanned ? this.#awayMs.get(process.name) : undefined
    this.#awayMs.delete(process.name)
    this.#stage.world.clock.after(awayMs ?? this.#random.between(300, 2_500), () => {
      if (this.#find(planned) === undefined) this.#begin(planned)
    })
  }

  get #planned(): readonly PlannedNode[] {
    return this.#stage.scenario.plan.nodes.filter(({ name }) => !this.#goneForGood.has(name))
  }

  /** The newest process of the node. */
  #find({ name }: Pick<PlannedNode, 'name'>): NodeProcess | undefined {
    return this.#stage.world.processes.findLast((one) => one.name === name)
  }

  #begin(planned: PlannedNode): void {
    const process = this.#stage.world.begin(planned)
    this.#note({ kind: 'process-began', process: process.number })
    process.link.setCut(this.#awayHow)
  }

  #make(trouble: NodeTrouble): void {
    const { world } = this.#stage
    const planned = this.#stage.scenario.plan.nodes[trouble.node]!
    const process = this.#find(planned)
    if (process === undefined || process.clock.isStanding) return
    const later = (forMs: number, run: () => void): void => {
      world.clock.after(forMs, () => {
        if (!process.life.isOver) run()
      })
    }
    switch (trouble.kind) {
      case 'kill':
        if (trouble.awayMs === null) this.#goneForGood.add(process.name)
        else this.#awayMs.set(process.name, trouble.awayMs)
        world.end(process, 'died')
        break
      case 'stop':
        if (process.pipeline === null || process.isStopping) return
        this.#awayMs.set(process.name, trouble.awayMs)
        this.#tell(process, 'process-stops')
        void world.stop(process, trouble.graceMs)
        break
      case 'replace':
      case 'stand-still':
        this.#standStill(process, trouble.how)
        later(trouble.forMs, () => this.#wake(process))
        if (trouble.kind === 'replace') this.#begin(planned)
        break
      case 'cut':
        if (this.#cutProcesses.has(process)) return
        this.#cutProcesses.set(process, trouble.how)
        this.#turn(process, 'cut-off')
        this.#setCut(process)
        later(trouble.forMs, () => this.#reach(process))
        break
      case 'clock-jump':
        this.#turn(process, 'clock-set')
        process.clock.jump(trouble.byMs)
    }
  }

  #standStill(process: NodeProcess, how: 'stalled' | 'frozen'): void {
    this.#turn(process, 'stands-still')
    process.clock.standStill(how)
  }

  #wake(process: NodeProcess): void {
    if (!process.clock.isStanding) return
    if (process.clock.isFrozen) process.unawareSinceMs = this.#stage.world.clock.monotonicMs()
    this.#turn(process, 'woke')
    process.clock.wake()
  }

  #reach(process: NodeProcess): void {
    if (!this.#cutProcesses.delete(process)) return
    this.#turn(process, 'reached')
    this.#setCut(process)
  }

  #setAway(how: Cut | null): void {
    if ((how === null) === (this.#awayHow === null)) return
    this.#awayHow = how
    this.#note({ kind: 'store-away', isAway: how !== null })
    for (const process of this.#stage.world.processes) this.#setCut(process)
  }

  #setCut(process: NodeProcess): void {
    process.link.setCut(this.#cutProcesses.get(process) ?? this.#awayHow)
  }

  #turn(process: NodeProcess, what: NodeHappening): void {
    this.#note({ kind: 'node', process: process.number, what })
  }

  #tell(process: NodeProcess, kind: 'process-stops'): void {
    this.#note({ kind, process: process.number })
  }

  #note(occurrence: Occurrence): void {
    this.#stage.chronicle.note(occurrence)
  }
}
