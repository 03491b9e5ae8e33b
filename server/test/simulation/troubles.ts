/**
 * When something was wrong: what is promised for normal times is judged only where times were
 * normal.
 */
import type { Happening } from './happenings.ts'
import type { Scenario } from './scenario.ts'

export class Troubles {
  readonly #scenario: Scenario
  #lastAtMs = -Infinity
  #runsSinceMs = Infinity
  #crashCount = 0
  #isEgressDown = false

  constructor(scenario: Scenario) {
    this.#scenario = scenario
  }

  see(happening: Happening): void {
    switch (happening.kind) {
      case 'process-runs':
        this.#runsSinceMs = happening.atMs
        break
      case 'process-stops':
        this.#runsSinceMs = Infinity
        break
      case 'process-ended':
        this.#runsSinceMs = Infinity
        if (happening.isCrash) this.#crashCount += 1
        this.#lastAtMs = happening.atMs
        break
      case 'slept':
        this.#lastAtMs = happening.atMs + happening.forMs
        break
      case 'trouble':
      case 'healed':
        this.#lastAtMs = happening.atMs
        break
      case 'fact':
        if (happening.fact.kind === 'egress') {
          this.#isEgressDown = happening.fact.isDown
          this.#lastAtMs = happening.atMs
        }
        break
      default:
    }
  }

  get crashCount(): number {
    return this.#crashCount
  }

  /** Whether one process ran, with a working store and a way out, all through the time. */
  wereNormal(fromMs: number, untilMs: number): boolean {
    // A delivery that was under way at crash after crash runs alone, and the others wait for it.
    if (this.#isEgressDown || this.#crashCount >= 3) return false
    if (this.#lastAtMs >= fromMs || this.#runsSinceMs > fromMs) return false
    const { outages, faults } = this.#scenario
    return ![...outages, ...faults.spells].some(
      (spell) => spell.fromMs <= untilMs && fromMs <= spell.untilMs + 2_000,
    )
  }

  /** Whether nothing went wrong since then. */
  noneSince(fromMs: number): boolean {
    return this.#lastAtMs < fromMs
  }
}
