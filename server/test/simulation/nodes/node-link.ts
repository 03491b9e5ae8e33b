/**
 * The way between one node and the shared store. What is asked takes its time there and back, and
 * either way may be lost. Cut off, what is asked is refused at once, or is on its way for as long as
 * the cut lasts: then it arrives late, even if nobody waits for it any longer, or never.
 */
import type { SeededRandom } from '../../world/seeded-random.ts'
import type { SimulatedClock } from '../../world/simulated-clock.ts'
import type { NodeClock } from './node-clock.ts'

export type Cut = 'refused' | 'silent'

/** It got no answer. Unsent: it cannot have reached the store. */
export class LinkLost extends Error {
  readonly isUnsent: boolean

  constructor(isUnsent: boolean) {
    super(isUnsent ? 'simulated: the store refuses connections' : 'simulated: no answer came')
    this.isUnsent = isUnsent
  }
}

export interface LinkParts {
  /** Of the world. */
  readonly clock: SimulatedClock
  /** Of the node. */
  readonly nodeClock: NodeClock
  readonly random: SeededRandom
  readonly life: { readonly isOver: boolean }
  /** Of what is asked or answered while no cut is on. */
  readonly lossShare: number
}

interface Ask {
  readonly reject: (error: unknown) => void
  readonly limitMs: number
  isLimited: boolean
}

/** Of what is on its way when a cut ends. */
const arrivesLateShare = 0.6
const waysMs = [1, 1, 1, 2, 9] as const

export class NodeLink {
  readonly #parts: LinkParts
  #cut: Cut | null = null
  #isHealed = false
  #stuck: (() => void)[] = []

  constructor(parts: LinkParts) {
    this.#parts = parts
  }

  get isCut(): boolean {
    return this.#cut !== null
  }

  setCut(cut: Cut | null): void {
    this.#cut = cut
    if (cut !== null) return
    const stuck = this.#stuck
    this.#stuck = []
    for (const go of stuck) {
      if (this.#parts.random.chance(arrivesLateShare)) this.#parts.clock.after(this.#wayMs(), go)
    }
  }

  /** From now on nothing is lost. */
  heal(): void {
    this.setCut(null)
    this.#isHealed = true
  }

  /** What the store answers; rejects with `LinkLost` when it does not within the limit. */
  ask<Answer>(act: () => Promise<Answer>, limitMs: number): Promise<Answer> {
    const { life, clock } = this.#parts
    if (life.isOver) return new Promise(() => {})
    return new Promise<Answer>((resolve, reject) => {
      const ask: Ask = { reject, limitMs, isLimited: false }
      if (this.#cut === 'refused') {
        clock.after(this.#wayMs(), () => this.#lose(ask, true))
        return
      }
      this.#travel(ask, () => {
        // An error of the store comes back like an answer.
        const answer = act()
        const arrived = (): void => this.#travel(ask, () => this.#take(() => resolve(answer)))
        answer.then(arrived, arrived)
      })
    })
  }

  #travel(ask: Ask, arrive: () => void): void {
    const { clock } = this.#parts
    if (this.#cut === 'silent') {
      this.#stick(ask, arrive)
      return
    }
    clock.after(this.#wayMs(), () => {
      if (this.#cut === 'silent') this.#stick(ask, arrive)
      else if (this.#cut === 'refused' || this.#isLost()) this.#lose(ask, false)
      else arrive()
    })
  }

  #stick(ask: Ask, arrive: () => void): void {
    this.#stuck.push(arrive)
    if (ask.isLimited) return
    ask.isLimited = true
    this.#parts.nodeClock.after(ask.limitMs, () => ask.reject(new LinkLost(false)))
  }

  #lose(ask: Ask, isUnsent: boolean): void {
    this.#take(() => ask.reject(new LinkLost(isUnsent)))
  }

  #take(run: () => void): void {
    this.#parts.nodeClock.arrive(run)
  }

  #isLost(): boolean {
    const { random, lossShare } = this.#parts
    return !this.#isHealed && lossShare > 0 && random.chance(lossShare)
  }

  #wayMs(): number {
    return this.#parts.random.pick(waysMs)
  }
}
