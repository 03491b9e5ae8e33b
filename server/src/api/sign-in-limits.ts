/**
 * Bounds how often passwords may be guessed, by an address and for one account. A try counts as
 * failed until it is known not to be, so tries at the same time are bounded, too. An e-mail address
 * that has no account is counted like one that has. Keys and links need no such bound: nobody
 * guesses them. Each node counts for itself, and a crash forgets what was counted.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { emailMarkId } from '../manage/accounts/account-records.ts'
import { addressBlock } from './address-block.ts'

/** As of wrong keys. */
const failuresOfAddressMax = 30
const addressWindowSeconds = 60
/** Guesses at one password; whoever mistyped waits no longer than a coffee takes. */
const failuresOfEmailMax = 10
const emailWindowSeconds = 600

export interface Try {
  readonly remoteAddress: string
  readonly email: string
}

export class SignInLimits {
  readonly #ofAddress = new RateLimiterMemory({
    points: failuresOfAddressMax,
    duration: addressWindowSeconds,
  })
  readonly #ofEmail = new RateLimiterMemory({
    points: failuresOfEmailMax,
    duration: emailWindowSeconds,
  })

  /** Seconds until it may be tried; 0: now, and it counts. */
  async secondsToWait({ remoteAddress, email }: Try): Promise<number> {
    try {
      await this.#ofAddress.consume(addressBlock(remoteAddress))
      await this.#ofEmail.consume(emailMarkId(email))
      return 0
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000))
    }
  }

  /** It was right: it does not count, nor do the failures before it for that account. */
  async succeeded({ remoteAddress, email }: Try): Promise<void> {
    await this.#ofAddress.reward(addressBlock(remoteAddress))
    await this.#ofEmail.delete(emailMarkId(email))
  }
}
