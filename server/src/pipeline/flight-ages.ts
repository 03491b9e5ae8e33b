/**
 * What is in flight, apart by age: what has no reply after a second hangs. Counted in quarters of a
 * second, so that a look costs the same whatever is in flight, and nothing is kept alive by it.
 */

export const tickMs = 250
/** Ticks after which an attempt without a reply hangs. */
export const hangsAfterTicks = 4

export class FlightAges {
  /** Of each of the last ticks, how many of those started in it are in flight. */
  readonly #started = Array.from({ length: hangsAfterTicks }, () => 0)
  #tick = 0
  #youngCount = 0
  #hangingCount = 0

  get youngCount(): number {
    return this.#youngCount
  }

  get hangingCount(): number {
    return this.#hangingCount
  }

  /** Time has come to this tick. */
  advance(tick: number): void {
    const from = Math.max(this.#tick, tick - hangsAfterTicks)
    for (let one = from + 1; one <= tick; one += 1) {
      const slot = one % hangsAfterTicks
      this.#youngCount -= this.#started[slot]!
      this.#hangingCount += this.#started[slot]!
      this.#started[slot] = 0
    }
    this.#tick = tick
  }

  /** One starts now; one that is expected to hang counts as hanging from the start. */
  start(isSlow: boolean): void {
    if (isSlow) {
      this.#hangingCount += 1
      return
    }
    this.#started[this.#tick % hangsAfterTicks]! += 1
    this.#youngCount += 1
  }

  /** One that was started at this tick is over. */
  end(startTick: number, isSlow: boolean): void {
    if (isSlow || this.#tick - startTick >= hangsAfterTicks) {
      this.#hangingCount -= 1
      return
    }
    this.#started[startTick % hangsAfterTicks]! -= 1
    this.#youngCount -= 1
  }
}
