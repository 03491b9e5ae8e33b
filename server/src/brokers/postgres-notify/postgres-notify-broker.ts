/**
 * Wakes the workers of all nodes on one PostgreSQL database: one NOTIFY for all wake-ups of a
 * moment, never inside a transaction that stores anything, and a connection of its own that
 * listens. Whatever is lost here is found by the next look into the store. A broker that does not
 * hear itself begins again; behind a pool that passes no notifications on it says so once.
 */
import postgres from 'postgres'
import type { Broker } from '../../ports/broker.ts'
import type { Clock } from '../../ports/clock.ts'

export interface PostgresNotifyOptions {
  readonly place: {
    readonly host: string
    readonly port: number
    readonly database: string
    readonly user: string
    readonly password: string
    readonly ssl: 'require' | 'allow' | 'prefer' | 'verify-full' | boolean | object
  }
  /** Unique among the nodes: nobody is woken by a notification of his own. */
  readonly name: string
  readonly clock: Clock
  /** Told once, when notifications go out and none comes back. */
  readonly onDeaf: () => void
  readonly checkEveryMs?: number
}

const channel = 'posthorn_wake'
/** Twenty a second and node: the server passes them on one after the other. */
const notifyEveryMs = 50
/** Eleven characters each at most, of the 8,000 bytes that a notification may have. */
const numbersPerNotify = 600
/** Beyond this a look into the store is as good. */
const numbersMax = 10_000
const usualCheckEveryMs = 5_000
/** Checks in a row without an echo, after which there is nothing to be hoped for. */
const deafAfter = 3
const connectSeconds = 5

type Listener = (subscriptionNumbers: readonly number[]) => void

export function createPostgresNotifyBroker(options: PostgresNotifyOptions): Broker {
  return new PostgresNotifyBroker(options)
}

class PostgresNotifyBroker implements Broker {
  readonly #options: PostgresNotifyOptions
  readonly #listeners = new Set<Listener>()
  readonly #pending = new Set<number>()
  #client: postgres.Sql
  #cancelNotify: (() => void) | null = null
  #cancelCheck: (() => void) | null = null
  #notifiedAtMs = -Infinity
  #hasHeardItself = false
  #unheardCount = 0
  #isDeaf = false
  #isClosed = false

  constructor(options: PostgresNotifyOptions) {
    this.#options = options
    this.#client = this.#open()
    this.#check()
  }

  wake(subscriptionNumbers: readonly number[]): void {
    for (const listener of this.#listeners) listener(subscriptionNumbers)
    if (this.#isClosed) return
    for (const number of subscriptionNumbers) {
      if (this.#pending.size < numbersMax) this.#pending.add(number)
    }
    this.#notifySoon()
  }

  onWake(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#listeners.clear()
    this.#cancelNotify?.()
    this.#cancelCheck?.()
    await this.#client.end({ timeout: 0 })
  }

  #open(): postgres.Sql {
    const { place } = this.#options
    const client = postgres({
      ...place,
      max: 1,
      prepare: false,
      connection: { application_name: 'posthorn' },
      connect_timeout: connectSeconds,
      backoff: false,
      fetch_types: false,
      onnotice: () => undefined,
    })
    client.listen(channel, (payload) => this.#heard(payload)).catch(() => undefined)
    return client
  }

  #heard(payload: string): void {
    if (this.#isClosed) return
    const [name, text = ''] = payload.split(' ')
    if (name === this.#options.name) {
      this.#hasHeardItself = true
      return
    }
    const numbers = text.split(',').map(Number).filter(Number.isSafeInteger)
    if (text === '' || numbers.length === 0) return
    for (const listener of this.#listeners) listener(numbers)
  }

  #notifySoon(): void {
    if (this.#cancelNotify !== null || this.#pending.size === 0) return
    const { clock } = this.#options
    const waitMs = Math.max(0, this.#notifiedAtMs + notifyEveryMs - clock.monotonicMs())
    this.#cancelNotify = clock.after(waitMs, () => {
      this.#cancelNotify = null
      this.#notifiedAtMs = clock.monotonicMs()
      const numbers = [...this.#pending].slice(0, numbersPerNotify)
      for (const number of numbers) this.#pending.delete(number)
      void this.#notify(numbers)
      this.#notifySoon()
    })
  }

  /** Whether the server took it. */
  async #notify(numbers: readonly number[]): Promise<boolean> {
    try {
      const payload = `${this.#options.name} ${numbers.join(',')}`
      await this.#client.unsafe('SELECT pg_notify($1, $2)', [channel, payload])
      return true
    } catch {
      return false
    }
  }

  /** An echo of its own shows that it hears; without one it begins again over new connections. */
  #check(): void {
    this.#hasHeardItself = false
    let wasSent = false
    void this.#notify([]).then((isTaken) => (wasSent = isTaken))
    const { clock, checkEveryMs = usualCheckEveryMs } = this.#options
    this.#cancelCheck = clock.after(checkEveryMs, () => void this.#judge(wasSent))
  }

  /** A server that is silent has not taken it, and is not waited for. */
  async #judge(wasSent: boolean): Promise<void> {
    if (!this.#hasHeardItself) await this.#beginAgain(wasSent)
    else this.#unheardCount = 0
    if (!this.#isClosed) this.#check()
  }

  async #beginAgain(wasSent: boolean): Promise<void> {
    if (wasSent) this.#unheardCount += 1
    if (this.#unheardCount >= deafAfter && !this.#isDeaf) {
      this.#isDeaf = true
      this.#options.onDeaf()
    }
    if (this.#isClosed) return
    const before = this.#client
    this.#client = this.#open()
    await before.end({ timeout: 0 })
  }
}
