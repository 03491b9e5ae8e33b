/**
 * Bounds how often one address may make a call that needs no key, each such operation by itself. A
 * crash forgets what was counted.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { addressBlock } from './address-block.ts'

const callsPerMinuteMax = 120
const windowSeconds = 60

export class PublicCalls {
  readonly #limiter = new RateLimiterMemory({ points: callsPerMinuteMax, duration: windowSeconds })

  /** Seconds until the address may ask again; 0: it may now, and this counts. */
  async secondsToWait(remoteAddress: string): Promise<number> {
    try {
      await this.#limiter.consume(addressBlock(remoteAddress))
      return 0
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000))
    }
  }
}
