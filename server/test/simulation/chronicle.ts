/**
 * Takes down what happens, in order, and tells it on: first to what is known (deliveries seen),
 * then to the checkers. The digest over all of it is the same for the same seed.
 */
import { createHash } from 'node:crypto'
import type { Clock } from '../../src/ports/clock.ts'
import { type Happening, type Occurrence, tellHappening } from './happenings.ts'

export class Chronicle {
  readonly #clock: Clock
  readonly #hash = createHash('sha256')
  readonly #listeners: ((happening: Happening, line: string) => void)[] = []
  #order = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** How many happenings there were. */
  get order(): number {
    return this.#order
  }

  listen(listener: (happening: Happening, line: string) => void): void {
    this.#listeners.push(listener)
  }

  note(occurrence: Occurrence): void {
    this.#order += 1
    const happening: Happening = {
      atMs: this.#clock.monotonicMs(),
      order: this.#order,
      ...occurrence,
    }
    const line = tellHappening(happening)
    this.#hash.update(line)
    for (const listener of this.#listeners) listener(happening, line)
  }

  /** Of everything so far; ends the taking down. */
  digest(): string {
    return this.#hash.digest('hex')
  }
}
