/** Knows the current day, and when the next event begins another one. */
import type { Clock } from '../../ports/clock.ts'
import type { CurrentDay } from './days.ts'
import type { PostgresClient } from './postgres-client.ts'

export interface DayKeeperParts {
  readonly clock: Clock
  readonly day: CurrentDay
  readonly beginDay: (client: PostgresClient, number: number, atMs: number) => Promise<CurrentDay>
}

/** A clock that stands so far back has jumped: its events begin a day of their own. */
const clockJumpMs = 24 * 3_600_000
/** Clocks of several machines that disagree by days must not begin one with every commit. */
const restMs = 60_000

export class DayKeeper {
  readonly #parts: DayKeeperParts
  #current: CurrentDay
  #begunAtMs = -Infinity

  constructor(parts: DayKeeperParts) {
    this.#parts = parts
    this.#current = parts.day
  }

  get current(): CurrentDay {
    return this.#current
  }

  /** The instant with which events accepted at these times begin another day; null: they do not. */
  isDue(times: { readonly newestMs: number; readonly oldestMs: number }): number | null {
    if (times.newestMs >= this.#current.endsAtMs) return times.newestMs
    if (this.#parts.clock.monotonicMs() - this.#begunAtMs < restMs) return null
    return times.oldestMs < this.#current.beganAtMs - clockJumpMs ? times.oldestMs : null
  }

  async begin(client: PostgresClient, atMs: number): Promise<void> {
    this.#current = await this.#parts.beginDay(client, this.#current.number + 1, atMs)
    this.#begunAtMs = this.#parts.clock.monotonicMs()
  }

  /** Another day cannot begin now: events go on in this one, and retention gets coarser. */
  postpone(atMs: number): void {
    this.#current = { ...this.#current, endsAtMs: atMs + restMs }
  }
}
