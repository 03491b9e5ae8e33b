/**
 * Which subscription wanted which events when, as far as somebody outside can know: a change holds
 * for certain from its answer on, and possibly from the moment it was asked for. What nobody can
 * know is not judged.
 */
import { patternMatches } from '../../src/domain/event-pattern.ts'
import type { DialectName, Subscription } from '../../src/domain/subscription.ts'

import type { PlannedSubscription } from './scenario.ts'

interface Span {
  readonly changeId: number
  readonly possibleFromMs: number
  certainFromMs: number
  /** Whether what is accepted meanwhile becomes a delivery, parked or not. */
  readonly takes: boolean
  readonly isPaused: boolean
  readonly patterns: readonly string[]
}

export interface SeenSubscription {
  readonly externalKey: string
  readonly tenantKey: number
  readonly dialect: DialectName
  /** Waits after failed attempts, as documented or as the owner set them. */
  readonly delaysMs: readonly number[]
  readonly origin: string
  readonly limits: PlannedSubscription['limits']
  /** Known once the product has answered or a later process has shown it. */
  number: number | null
  readonly spans: Span[]
  isDeleted: boolean
}

export type Wanting = 'wanted' | 'unwanted' | 'unknown'

export class SubscriptionsSeen {
  readonly byExternalKey = new Map<string, SeenSubscription>()
  readonly byNumber = new Map<number, SeenSubscription>()

  add(subscription: Omit<SeenSubscription, 'spans' | 'number' | 'isDeleted'>): SeenSubscription {
    const seen = { ...subscription, number: null, spans: [], isDeleted: false }
    this.byExternalKey.set(seen.externalKey, seen)
    return seen
  }

  asked(seen: SeenSubscription, span: Omit<Span, 'certainFromMs'>): void {
    seen.spans.push({ ...span, certainFromMs: Infinity })
  }

  /** The change is in force from now on at the latest. */
  confirmed(seen: SeenSubscription, changeId: number, nowMs: number): void {
    const span = seen.spans.find((one) => one.changeId === changeId)
    if (span !== undefined) span.certainFromMs = nowMs
  }

  /** The change never took place. */
  refused(seen: SeenSubscription, changeId: number): void {
    const index = seen.spans.findIndex((one) => one.changeId === changeId)
    if (index >= 0) seen.spans.splice(index, 1)
  }

  named(seen: SeenSubscription, number: number): void {
    if (seen.number === number) return
    seen.number = number
    this.byNumber.set(number, seen)
  }

  /** A process that has just loaded its subscriptions shows what became of unanswered changes. */
  learn(loaded: ReadonlyMap<string, Subscription>, nowMs: number): void {
    for (const seen of this.byExternalKey.values()) {
      const subscription = loaded.get(seen.externalKey)
      if (subscription !== undefined) this.named(seen, subscription.number)
      const span = seen.spans.at(-1)
      if (span === undefined || span.certainFromMs !== Infinity) continue
      if (isInForce(span, subscription)) span.certainFromMs = nowMs
      else this.refused(seen, span.changeId)
    }
  }

  /** Whether an event of the type, handed over and answered within the time, goes to it. */
  wanting(seen: SeenSubscription, type: string, fromMs: number, untilMs: number): Wanting {
    const answers = new Set<boolean>()
    // Before it was made it wanted nothing.
    if ((seen.spans[0]?.certainFromMs ?? Infinity) >= fromMs) answers.add(false)
    for (const span of possibleSpans(seen, fromMs, untilMs)) {
      const isMatch = span.patterns.some((pattern) => patternMatches(pattern, type))
      answers.add(span.takes && isMatch)
    }
    if (answers.size > 1) return 'unknown'
    return answers.has(true) ? 'wanted' : 'unwanted'
  }

  isPausedAllThrough(seen: SeenSubscription, fromMs: number, untilMs: number): boolean {
    return possibleSpans(seen, fromMs, untilMs).every((span) => span.isPaused)
  }
}

/** What may have been in force at some moment of the time. */
function possibleSpans(seen: SeenSubscription, fromMs: number, untilMs: number): readonly Span[] {
  return seen.spans.filter((span, index) => {
    const endMs = seen.spans[index + 1]?.certainFromMs ?? Infinity
    return span.possibleFromMs <= untilMs && endMs >= fromMs
  })
}

function isInForce(span: Span, subscription: Subscription | undefined): boolean {
  if (subscription === undefined) return !span.takes && !span.isPaused
  if (!span.takes && !span.isPaused) return false
  const isPaused = subscription.status.state === 'paused'
  return (
    isPaused === span.isPaused && String(subscription.config.patterns) === String(span.patterns)
  )
}
