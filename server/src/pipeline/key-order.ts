/**
 * What memory knows of a lane that keeps the order of each key: how far along its line it has looked,
 * and which keys have had an end since. Everything up to there is in memory, waits to be tried
 * again, or stands behind an earlier one of its key, which leads to it when it ends: so a look does
 * not go past the same rows again, however many stand behind one that fails. Memory only, and it may
 * look too early: whether one is the first of its key the store alone says.
 */
import type { PendingDelivery } from '../domain/delivery.ts'

/**
 * How often, and how far back, it looks again for places that became visible late: another node
 * may have accepted what stands there in a commit that took long.
 */
const againEveryMs = 5_000
const againForMs = 60_000
/** How often it looks again at all that waits: retention may have ended the first of a key. */
const wholeEveryMs = 600_000

interface Look {
  readonly atMs: number
  readonly lookedTo: number
}

export class KeyOrder {
  #lookedTo = 0
  /** Something came back below the look that is under way. */
  #backTo = Infinity
  #looks: Look[] = []
  #wholeAtMs = -Infinity
  readonly #freed = new Set<string>()

  /** Begins a look: above which place. */
  lookFrom(nowMs: number): number {
    this.#backTo = Infinity
    if (nowMs - this.#wholeAtMs >= wholeEveryMs) {
      this.#wholeAtMs = nowMs
      this.#looks = []
      this.#lookedTo = 0
    } else if (nowMs - (this.#looks.at(-1)?.atMs ?? this.#wholeAtMs) >= againEveryMs) {
      this.#lookAgain(nowMs)
    }
    return this.#lookedTo
  }

  /** The look has come to here. */
  looked(lookedTo: number): void {
    this.#lookedTo = Math.min(lookedTo, this.#backTo)
  }

  /** Some keys, so many at most, whose next one is to be looked up; each is answered once. */
  takeFreed(countMax: number): readonly string[] {
    const taken = this.#freed.values().take(Math.max(0, countMax)).toArray()
    for (const key of taken) this.#freed.delete(key)
    return taken
  }

  get hasFreed(): boolean {
    return this.#freed.size > 0
  }

  /** These are still to be looked up. */
  free(keys: Iterable<string>): void {
    for (const key of keys) this.#freed.add(key)
  }

  /** A delivery left memory; answers when the store may have something to claim for it. */
  left({ keptKey, position }: PendingDelivery, rowsDueAtMs: number | null): number | null {
    if (rowsDueAtMs === 0) this.#back(position - 1)
    if (rowsDueAtMs !== null || keptKey == null) return rowsDueAtMs
    this.#freed.add(keptKey)
    return 0
  }

  /** What memory had went back to the store, or others had a hand in it: all is looked at again. */
  anew(): void {
    this.#freed.clear()
    this.#looks = []
    this.#back(0)
  }

  #back(position: number): void {
    this.#backTo = Math.min(this.#backTo, position)
    this.#lookedTo = Math.min(this.#lookedTo, position)
  }

  #lookAgain(nowMs: number): void {
    this.#looks.push({ atMs: nowMs, lookedTo: this.#lookedTo })
    const old = this.#looks.findLastIndex(({ atMs }) => nowMs - atMs >= againForMs)
    if (old > 0) this.#looks.splice(0, old)
    this.#lookedTo = Math.min(this.#lookedTo, this.#looks[0]!.lookedTo)
  }
}
