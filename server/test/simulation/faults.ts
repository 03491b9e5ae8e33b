/**
 * What goes wrong around a process, as a seed drew it: spells of a store that refuses, dawdles or
 * is full, and the share of calls at which the process dies. Healing ends all of it.
 */
import type { SeededRandom } from '../world/seeded-random.ts'

export interface FaultSpell {
  readonly fromMs: number
  readonly untilMs: number
  readonly kind: 'refusing' | 'unknown' | 'slow' | 'full' | 'overloaded' | 'shaky'
}

export interface FaultPlan {
  readonly spells: readonly FaultSpell[]
  /** Of the calls of a process to its store, before or after they are carried out. */
  readonly crashShare: number
  /** Of the commits of a process, before or after they are on disk. */
  readonly commitCrashShare: number
}

export class Faults {
  readonly #plan: FaultPlan
  readonly #random: SeededRandom
  /** Nothing goes wrong before it has begun. */
  #isHealed = true

  constructor(plan: FaultPlan, random: SeededRandom) {
    this.#plan = plan
    this.#random = random
  }

  get isHealed(): boolean {
    return this.#isHealed
  }

  begin(): void {
    this.#isHealed = false
  }

  heal(): void {
    this.#isHealed = true
  }

  /** Whether the process dies at this call. */
  isCrash(): boolean {
    return !this.#isHealed && this.#random.chance(this.#plan.crashShare)
  }

  isCommitCrash(): boolean {
    return !this.#isHealed && this.#random.chance(this.#plan.commitCrashShare)
  }

  /** Whether such a spell is on, and until when. */
  spell(kind: FaultSpell['kind'], nowMs: number): FaultSpell | undefined {
    if (this.#isHealed) return undefined
    return this.#plan.spells.find(
      (spell) => spell.kind === kind && spell.fromMs <= nowMs && nowMs < spell.untilMs,
    )
  }

  /** What the engine says at a commit in a shaky spell; null: nothing. */
  commitError(where: string, nowMs: number): Error | null {
    if (this.spell('shaky', nowMs) === undefined) return null
    const kind = this.#random.weighted({ none: 80, busy: 14, full: 5, ioerr: 1 })
    if (kind === 'none') return null
    if (where === 'after' || kind === 'busy') return engineError('busy', 5)
    return kind === 'full' ? engineError('full', 13) : engineError('ioerr', 10)
  }

  chance(share: number): boolean {
    return this.#random.chance(share)
  }

  between(first: number, last: number): number {
    return this.#random.between(first, last)
  }
}

/** As SQLite's driver throws it: `errcode` is the engine's result code. */
function engineError(word: string, errcode: number): Error {
  return Object.assign(new Error(`simulated: ${word}`), { errcode })
}
