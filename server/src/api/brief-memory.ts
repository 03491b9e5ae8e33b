/**
 * What was looked up in the store a moment ago, so that the next requests need not ask again. Where
 * another node made the change it is a few seconds old at the most; a crash forgets it.
 */
import type { Ports } from '../ports/ports.ts'

const freshMs = 2_000
/** Then all are forgotten at once. */
const rememberedMax = 10_000

export class BriefMemory<Key, Value> {
  readonly #clock: Ports['clock']
  readonly #remembered = new Map<Key, { readonly value: Value; readonly atMs: number }>()

  constructor(clock: Ports['clock']) {
    this.#clock = clock
  }

  /** To be told what was found, and as soon as a change is on disk. */
  note(key: Key, value: Value): void {
    if (this.#remembered.size >= rememberedMax) this.#remembered.clear()
    this.#remembered.set(key, { value, atMs: this.#clock.monotonicMs() })
  }

  /** To be called where a change on disk may be of anything that is remembered. */
  clear(): void {
    this.#remembered.clear()
  }

  /** What may be answered without asking; undefined: nothing is, or it is too old. */
  fresh(key: Key): Value | undefined {
    const known = this.#remembered.get(key)
    const isFresh = known !== undefined && this.#clock.monotonicMs() - known.atMs < freshMs
    return isFresh ? known.value : undefined
  }

  /** Of whatever age, for when the store cannot be asked. */
  last(key: Key): Value | undefined {
    return this.#remembered.get(key)?.value
  }
}
