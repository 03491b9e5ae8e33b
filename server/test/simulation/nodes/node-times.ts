/**
 * What was wrong with which process, and when: a node is excused where it stood still or was cut
 * off, and what is promised for normal times is judged where all was well.
 */
import type { Happening } from '../happenings.ts'

interface Span {
  readonly fromMs: number
  untilMs: number
}

export class NodeTimes {
  crashCount = 0
  #lastTroubleAtMs = -Infinity
  #isAway = false
  readonly #away: Span[] = []
  /** When a process stood still or was cut off, by itself. */
  readonly #impaired = new Map<number, Span[]>()
  readonly #runsSinceMs = new Map<number, number>()
  readonly #openCount = new Map<number, number>()

  see(happening: Happening): void {
    const { atMs } = happening
    switch (happening.kind) {
      case 'process-runs':
        this.#runsSinceMs.set(happening.process, atMs)
        this.#lastTroubleAtMs = atMs
        break
      case 'process-ended':
        if (happening.isCrash) this.crashCount += 1
        this.#runsSinceMs.delete(happening.process)
        this.#openCount.delete(happening.process)
        this.#end(happening.process, atMs)
        this.#lastTroubleAtMs = atMs
        break
      case 'store-away':
        if (happening.isAway) this.#away.push({ fromMs: atMs, untilMs: Infinity })
        else for (const span of this.#away) span.untilMs = Math.min(span.untilMs, atMs)
        this.#isAway = happening.isAway
        this.#lastTroubleAtMs = atMs
        break
      case 'node':
        if (happening.what === 'stands-still' || happening.what === 'cut-off') {
          this.#impair(happening.process, atMs)
        } else if (happening.what === 'woke' || happening.what === 'reached') {
          this.#relieve(happening.process, atMs)
        }
        if (happening.what !== 'kept-house') this.#lastTroubleAtMs = atMs
        break
      case 'process-began':
      case 'process-stops':
      case 'place-taken':
      case 'trouble':
      case 'healed':
        this.#lastTroubleAtMs = atMs
        break
      case 'fact':
        if (happening.fact.kind === 'egress') this.#lastTroubleAtMs = atMs
        break
      default:
    }
  }

  /** Whether nothing at all was wrong anywhere since then, or is now. */
  noneSince(fromMs: number): boolean {
    const isImpaired = [...this.#openCount.values()].some((count) => count > 0)
    return this.#lastTroubleAtMs < fromMs && !this.#isAway && !isImpaired
  }

  wereNormal(fromMs: number): boolean {
    return this.noneSince(fromMs)
  }

  /** Whether the store was away for all at some moment of the time. */
  wasAway(fromMs: number, untilMs: number): boolean {
    return this.#away.some((span) => span.fromMs <= untilMs && fromMs <= span.untilMs)
  }

  /** Whether that very process stood still or was cut off at some moment of the time. */
  wasImpaired(process: number, fromMs: number, untilMs: number): boolean {
    const spans = this.#impaired.get(process) ?? []
    return spans.some((span) => span.fromMs <= untilMs && fromMs <= span.untilMs)
  }

  /** Since when it has been running; Infinity: it is not. */
  runsSinceMs(process: number): number {
    return this.#runsSinceMs.get(process) ?? Infinity
  }

  #impair(process: number, atMs: number): void {
    const count = this.#openCount.get(process) ?? 0
    this.#openCount.set(process, count + 1)
    if (count > 0) return
    const spans = this.#impaired.get(process) ?? []
    spans.push({ fromMs: atMs, untilMs: Infinity })
    this.#impaired.set(process, spans)
  }

  #relieve(process: number, atMs: number): void {
    const count = Math.max(0, (this.#openCount.get(process) ?? 0) - 1)
    this.#openCount.set(process, count)
    if (count === 0) this.#end(process, atMs)
  }

  #end(process: number, atMs: number): void {
    for (const span of this.#impaired.get(process) ?? []) {
      span.untilMs = Math.min(span.untilMs, atMs)
    }
  }
}
