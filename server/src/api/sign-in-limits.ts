/**
 * Bounds how often passwords may be guessed, by an address and for one account. A try counts as
 * failed until it is known not to be, so tries at the same time are bounded, too. An e-mail address
 * that has no account is counted like one that has. A browser in which somebody signed in to that
 * account before is counted by itself: whatever others try, it is not kept out. Keys and links need
 * no such bound: nobody guesses them. Each node counts for itself, and a crash forgets what was
 * counted.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { emailMarkId } from '../manage/accounts/account-records.ts'
import { addressBlock } from './address-block.ts'
import type { KnownBrowsers } from './known-browsers.ts'

/** As of wrong keys. */
const failuresOfAddressMax = 30
const addressWindowSeconds = 60
/** Guesses at one password; whoever mistyped waits no longer than a coffee takes. */
const failuresOfEmailMax = 10
const emailWindowSeconds = 600
/** Of those at addresses that nobody has: strangers must not fill the audit log. */
const notedStrangersMax = 10

export interface Try {
  readonly remoteAddress: string
  readonly email: string
  /** The mark that the browser shows; null: it has none. */
  readonly browserMark: string | null
}

export class SignInLimits {
  readonly #browsers: KnownBrowsers
  readonly #ofAddress = new RateLimiterMemory({
    points: failuresOfAddressMax,
    duration: addressWindowSeconds,
  })
  readonly #ofEmail = new RateLimiterMemory({
    points: failuresOfEmailMax,
    duration: emailWindowSeconds,
  })
  readonly #ofBrowser = new RateLimiterMemory({
    points: failuresOfEmailMax,
    duration: emailWindowSeconds,
  })
  readonly #notedStrangers = new RateLimiterMemory({
    points: notedStrangersMax,
    duration: emailWindowSeconds,
  })

  constructor(browsers: KnownBrowsers) {
    this.#browsers = browsers
  }

  /** Seconds until it may be tried; 0: now, and it counts. */
  async secondsToWait({ remoteAddress, email, browserMark }: Try): Promise<number> {
    const browser = this.#browsers.nameIn(browserMark, email)
    try {
      if (browser === null) {
        await this.#ofAddress.consume(addressBlock(remoteAddress))
        await this.#ofEmail.consume(emailMarkId(email))
      } else {
        await this.#ofBrowser.consume(browser)
      }
      return 0
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000))
    }
  }

  /** It was right: it does not count, nor do the failures before it for that account. */
  async succeeded({ remoteAddress, email, browserMark }: Try): Promise<void> {
    const browser = this.#browsers.nameIn(browserMark, email)
    if (browser === null) await this.#ofAddress.reward(addressBlock(remoteAddress))
    else await this.#ofBrowser.delete(browser)
    await this.#ofEmail.delete(emailMarkId(email))
  }

  /** Whether the audit log has room for one more failure at an address that nobody has. */
  async mayNoteStranger(): Promise<boolean> {
    return this.#notedStrangers.consume('all').then(
      () => true,
      () => false,
    )
  }
}
