/**
 * A rate with one second's worth of burst, at least one: what is taken comes back as time passes.
 * It is told the time, so it holds under any clock that never runs backwards. A crash fills it.
 */
export class TokenBucket {
  readonly perSecond: number
  readonly #tokensMax: number
  #tokens: number
  #filledAtMs: number

  constructor(perSecond: number, nowMs: number) {
    this.perSecond = perSecond
    this.#tokensMax = Math.max(1, perSecond)
    this.#tokens = this.#tokensMax
    this.#filledAtMs = nowMs
  }

  /** Takes one and answers 0, or takes nothing and answers the whole seconds until there is one. */
  secondsToWait(nowMs: number): number {
    const cameBack = ((nowMs - this.#filledAtMs) / 1_000) * this.perSecond
    this.#tokens = Math.min(this.#tokensMax, this.#tokens + cameBack)
    this.#filledAtMs = nowMs
    if (this.#tokens < 1 - rounding)
      return Math.ceil((1 - rounding - this.#tokens) / this.perSecond)
    this.#tokens -= 1
    return 0
  }
}

/** Fractions add up to a hair less than a whole; who waited as long as told must not wait again. */
const rounding = 1e-6
