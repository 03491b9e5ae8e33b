/**
 * Whether anything at all may start: not near the end of a lease that is not known to be renewed,
 * and while no way out is known one probe at a time. Memory only.
 */
import type { Clock } from '../ports/clock.ts'
import { tickMs } from './flight-ages.ts'
import type { QueueParts } from './queue-parts.ts'

export class StartGate {
  readonly #parts: Pick<QueueParts, 'egress' | 'ownership'>
  readonly #clock: Clock
  readonly #openAgain: () => void
  #cancelProbe: (() => void) | null = null
  #cancelLook: (() => void) | null = null

  constructor(
    parts: Pick<QueueParts, 'egress' | 'ownership'>,
    clock: Clock,
    openAgain: () => void,
  ) {
    this.#parts = parts
    this.#clock = clock
    this.#openAgain = openAgain
  }

  isOpen(): boolean {
    if (!this.#parts.ownership.mayStart()) return false
    const waitMs = this.#parts.egress.waitMs()
    if (waitMs <= 0) return true
    this.#cancelProbe?.()
    this.#cancelProbe = this.#clock.after(waitMs, this.#openAgain)
    return false
  }

  /** Room comes also by age alone, when an attempt begins to hang. */
  openLater(): void {
    this.#cancelLook ??= this.#clock.after(tickMs, () => {
      this.#cancelLook = null
      this.#openAgain()
    })
  }

  noteStart(): void {
    this.#parts.egress.noteSend()
  }

  stop(): void {
    this.#cancelProbe?.()
    this.#cancelLook?.()
  }
}
