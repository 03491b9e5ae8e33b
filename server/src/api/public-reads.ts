/** Bounds how often one address may ask what needs no key. A crash forgets what was counted. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { addressBlock } from './address-block.ts'

const readsPerMinuteMax = 120
const windowSeconds = 60

export class PublicReads {
  readonly #limiter = new RateLimiterMemory({ points: readsPerMinuteMax, duration: windowSeconds })

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
