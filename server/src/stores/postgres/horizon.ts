/**
 * How far the store can be read without missing what becomes visible later. Numbers are given
 * before commits, so a lower one may appear after a higher one. But a transaction has its id before
 * it takes a number: once every transaction that is older than an id taken after a look at the
 * sequences has ended, nothing can appear any more up to where they stood at that look.
 */
import type { Clock } from '../../ports/clock.ts'
import type { Reader } from './read-pool.ts'

export interface Horizon {
  readonly seq: number
  readonly attempt: number
}

interface Look extends Horizon {
  readonly xid: number
}

/** Waits for commits that were under way at the look; a long one is waited for by a later call. */
const triesMax = 10
const againMs = 5

export class HorizonWatch {
  readonly #reader: Reader
  readonly #clock: Clock
  #look: Look | null = null
  #reached: Horizon = { seq: 0, attempt: 0 }

  constructor(reader: Reader, clock: Clock) {
    this.#reader = reader
    this.#clock = clock
  }

  /** The horizon, moved on as far as it can be seen now. */
  async reached(): Promise<Horizon> {
    const look = (this.#look ??= await this.#takeLook())
    for (let tries = 0; tries < triesMax; tries += 1) {
      if (await this.#haveEndedBefore(look.xid)) {
        this.#reached = { seq: look.seq, attempt: look.attempt }
        this.#look = null
        break
      }
      await new Promise<void>((resolve) => this.#clock.after(againMs, resolve))
    }
    return this.#reached
  }

  async #takeLook(): Promise<Look> {
    const [stand] = await this.#reader.query<{ seq: number; attempt: number }>(
      `SELECT accept_seq.last_value - (NOT accept_seq.is_called)::integer AS seq,
        attempt_number.last_value - (NOT attempt_number.is_called)::integer AS attempt
      FROM accept_seq, attempt_number`,
    )
    const [taken] = await this.#reader.query<{ xid: string }>(
      'SELECT pg_current_xact_id()::text AS xid',
    )
    return { ...stand!, xid: Number(taken!.xid) }
  }

  async #haveEndedBefore(xid: number): Promise<boolean> {
    const [row] = await this.#reader.query<{ oldest: string }>(
      'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS oldest',
    )
    return Number(row!.oldest) >= xid
  }
}
