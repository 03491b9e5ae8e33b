/**
 * How often something was done within the last hour, by a name. A restart forgets it, which allows as
 * much again and no more.
 */
const hourMs = 3_600_000

interface Entry {
  readonly atMs: number
  readonly count: number
}

export class HourTally {
  readonly #entries = new Map<string, readonly Entry[]>()

  /** How many within the hour that ends with `nowMs`. */
  countOf(name: string, nowMs: number): number {
    return this.#recent(name, nowMs).reduce((sum, { count }) => sum + count, 0)
  }

  add(name: string, nowMs: number, count: number): void {
    this.#entries.set(name, [...this.#recent(name, nowMs), { atMs: nowMs, count }])
  }

  /** Forgets what is older than an hour. */
  prune(nowMs: number): void {
    for (const [name, entries] of this.#entries) {
      if ((entries.at(-1)?.atMs ?? 0) <= nowMs - hourMs) this.#entries.delete(name)
    }
  }

  #recent(name: string, nowMs: number): readonly Entry[] {
    return (this.#entries.get(name) ?? []).filter(({ atMs }) => atMs > nowMs - hourMs)
  }
}
