/**
 * The course of one seed: trouble for a while, then none, then quiet, then judgement; it ends with
 * the first guarantee that is found broken, since what follows from that may be anything.
 */
import type { SimulatedClock } from '../world/simulated-clock.ts'
import { broken } from './checkers/checker.ts'
import { GuaranteeBroken } from './guarantee-broken.ts'

export interface Stages {
  readonly troubledMs: () => number
  setUp(): Promise<void>
  /** From here on nothing goes wrong any more. */
  heal(): Promise<void>
  untilQuiet(): Promise<void>
  judge(): Promise<void>
  close(): void | Promise<void>
}

export class Course {
  readonly #clock: SimulatedClock
  readonly #patience: { readonly withinMs: number; readonly ofWhom: string }
  broken: GuaranteeBroken | null = null

  /** `ofWhom`: who is stuck when it does not come up within the time (simulated). */
  constructor(
    clock: SimulatedClock,
    patience: { readonly withinMs: number; readonly ofWhom: string },
  ) {
    this.#clock = clock
    this.#patience = patience
  }

  /** Runs it to its end; the guarantee that was found broken, or null. */
  async run(stages: Stages): Promise<GuaranteeBroken | null> {
    try {
      await stages.setUp()
      await this.pass(stages.troubledMs())
      if (this.broken === null) await stages.heal()
      if (this.broken === null) await stages.untilQuiet()
      if (this.broken === null) await stages.judge()
    } catch (error) {
      this.fail(error)
    } finally {
      await stages.close()
    }
    return this.broken
  }

  /** Lets so much time pass, less when a guarantee is found broken. */
  async pass(ms: number): Promise<void> {
    await this.#clock.run(ms, () => this.broken !== null)
  }

  /** Lets time pass until it has ended; undefined when a guarantee was broken meanwhile. */
  async finish<Result>(work: Promise<Result>): Promise<Result | undefined> {
    let ended: { readonly result: Result } | undefined
    void work.then((result) => {
      ended = { result }
    })
    await this.drive(() => ended !== undefined)
    return ended?.result
  }

  /** Lets time pass until it is so; a product that does not get there is stuck. */
  async drive(isDone: () => boolean): Promise<void> {
    const { withinMs, ofWhom } = this.#patience
    await this.#clock.run(withinMs, () => isDone() || this.broken !== null)
    if (!isDone() && this.broken === null) broken('nothing-lost', `${ofWhom} not come up`)
  }

  guarded(check: () => void): void {
    try {
      check()
    } catch (error) {
      this.fail(error)
    }
  }

  /** The first finding counts; an error of another kind is the simulation's own. */
  fail(error: unknown): void {
    if (error instanceof GuaranteeBroken) this.broken ??= error
    else throw error
  }
}
