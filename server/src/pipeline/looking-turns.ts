/**
 * How much filters look at before the loop comes round, over all events that are being accepted:
 * a batch of a thousand events with large filters must not hold up the events of others. Memory
 * only.
 */
import { filterStepsMax } from '../domain/limits.ts'
import type { Clock } from '../ports/clock.ts'

/** About two milliseconds. */
const stepsPerTurnMax = 2 * filterStepsMax
/** Less than this in a turn is not worth asking when the turn ends. */
const stepsUnnoticed = stepsPerTurnMax / 4

export class LookingTurns {
  readonly #clock: Pick<Clock, 'after'>
  #steps = 0
  #isEnding = false

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock
  }

  /** As much was looked at as may be before the loop comes round. */
  get isOver(): boolean {
    return this.#steps > stepsPerTurnMax
  }

  /** So much was looked at. */
  note(steps: number): void {
    this.#steps += steps
    if (this.#isEnding || this.#steps < stepsUnnoticed) return
    this.#isEnding = true
    this.#clock.after(0, () => {
      this.#steps = 0
      this.#isEnding = false
    })
  }

  /** Resolves when the loop has come round. */
  next(): Promise<void> {
    return new Promise((resolve) => this.#clock.after(0, resolve))
  }
}
