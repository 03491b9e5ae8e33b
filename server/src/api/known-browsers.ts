/**
 * Browsers in which somebody has signed in to an account: each keeps a mark, and its tries at that
 * account are counted apart, so that strangers who guess at a password cannot keep its owner out. A
 * mark opens nothing by itself. It is proven by the operator's key, so nothing is stored for it and
 * every node knows the marks of all.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { emailMarkId } from '../manage/accounts/account-records.ts'
import type { Ports } from '../ports/ports.ts'

const nonceBytes = 16
const pattern = /^([\w-]{22})\.([\w-]{43})$/

export class KnownBrowsers {
  readonly #random: Ports['random']
  readonly #operatorKey: string

  constructor({ ports, operatorKey }: { ports: Pick<Ports, 'random'>; operatorKey: string }) {
    this.#random = ports.random
    this.#operatorKey = operatorKey
  }

  /** For a browser in which somebody just signed in to the account of that address. */
  markFor(email: string): string {
    const nonce = Buffer.from(this.#random.bytes(nonceBytes)).toString('base64url')
    return `${nonce}.${this.#proof(nonce, email)}`
  }

  /** What tells the browser from others; null: the mark is none of that account. */
  nameIn(mark: string | null, email: string): string | null {
    const [, nonce, proof] = (mark === null ? null : pattern.exec(mark)) ?? []
    if (nonce === undefined || proof === undefined) return null
    const wanted = this.#proof(nonce, email)
    return timingSafeEqual(Buffer.from(proof), Buffer.from(wanted)) ? nonce : null
  }

  #proof(nonce: string, email: string): string {
    return createHmac('sha256', this.#operatorKey)
      .update(`posthorn browser ${nonce} ${emailMarkId(email)}`)
      .digest('base64url')
  }
}
