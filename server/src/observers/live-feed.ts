/**
 * The live feed: the last of what happened, in one order, for those who follow it. It serves the
 * console, which takes up again where its connection was cut. Entries are kept only while somebody
 * follows or did a moment ago, and always within a bound on their number and their bytes; otherwise
 * they are counted alone. Memory only: a crash begins a new feed under a new name.
 */
import type { Attempt } from '../domain/attempt.ts'
import type { LiveAttempt, LiveEntry, LiveHappening } from '../domain/live-entry.ts'
import type { Clock } from '../ports/clock.ts'
import type { Fact, Observer } from '../ports/observer.ts'

export interface LiveFeedBounds {
  readonly entriesMax: number
  readonly bytesMax: number
}

/** Twenty seconds of 500 deliveries a second, each with its event. */
const usualBounds: LiveFeedBounds = { entriesMax: 20_000, bytesMax: 24 * 1024 * 1024 }
/** Entries of a moment are told together: a follower wakes so often and no more. */
const tellEveryMs = 50
/** How long a follower may be away until it has to read its list again. */
const keptForMs = 120_000
/** Of an entry without its texts, with the text that it becomes. */
const entryBytes = 1_024

export class LiveFeed implements Observer {
  /** Names this feed among those of all starts. */
  readonly start: string
  readonly #clock: Pick<Clock, 'after'>
  readonly #bounds: LiveFeedBounds
  readonly #entries = new Map<number, LiveEntry>()
  readonly #followers = new Set<() => void>()
  #first = 1
  #next = 1
  #bytes = 0
  #isKept = false
  #isToTell = false
  #cancelForgetting: (() => void) | null = null

  constructor(start: string, clock: Pick<Clock, 'after'>, bounds = usualBounds) {
    this.start = start
    this.#clock = clock
    this.#bounds = bounds
  }

  /** Of the oldest entry that is kept; the same as `nextNumber` where none is. */
  get firstNumber(): number {
    return this.#first
  }

  /** Of the entry that comes next. */
  get nextNumber(): number {
    return this.#next
  }

  at(number: number): LiveEntry | undefined {
    return this.#entries.get(number)
  }

  /** Calls `onNew` shortly after entries came, until the returned function is called. */
  follow(onNew: () => void): () => void {
    const follower = (): void => onNew()
    this.#followers.add(follower)
    this.#cancelForgetting?.()
    this.#cancelForgetting = null
    this.#isKept = true
    return () => {
      if (!this.#followers.delete(follower) || this.#followers.size > 0) return
      this.#cancelForgetting = this.#clock.after(keptForMs, () => this.#forget())
    }
  }

  observe(fact: Fact): void {
    if (!isTold(fact)) return
    const number = this.#next
    this.#next += 1
    if (this.#isKept) this.#keep(entryOf(fact, number))
    else this.#first = this.#next
  }

  #keep(entry: LiveEntry): void {
    this.#entries.set(entry.number, entry)
    this.#bytes += bytesOf(entry)
    const { entriesMax, bytesMax } = this.#bounds
    while (this.#entries.size > entriesMax || this.#bytes > bytesMax) this.#drop()
    if (this.#followers.size === 0 || this.#isToTell) return
    this.#isToTell = true
    this.#clock.after(tellEveryMs, () => {
      this.#isToTell = false
      for (const follower of this.#followers) follower()
    })
  }

  #drop(): void {
    const entry = this.#entries.get(this.#first)
    if (entry !== undefined) this.#bytes -= bytesOf(entry)
    this.#entries.delete(this.#first)
    this.#first += 1
  }

  #forget(): void {
    this.#isKept = false
    this.#entries.clear()
    this.#bytes = 0
    this.#first = this.#next
  }
}

type Unattempted = Extract<Fact, { kind: 'delivery-ended' }>['unattempted']
type ToldFact =
  | Extract<
      Fact,
      {
        kind:
          | 'attempt-recorded'
          | 'event-accepted'
          | 'subscription-status'
          | 'subscription-failing'
          | 'alert-raised'
      }
    >
  | { readonly kind: 'delivery-ended'; readonly unattempted: NonNullable<Unattempted> }

function isTold(fact: Fact): fact is Fact & ToldFact {
  return fact.kind === 'delivery-ended' ? fact.unattempted !== undefined : toldKinds.has(fact.kind)
}

const toldKinds: ReadonlySet<string> = new Set([
  'attempt-recorded',
  'event-accepted',
  'subscription-status',
  'subscription-failing',
  'alert-raised',
] satisfies ToldFact['kind'][])

function entryOf(fact: ToldFact, number: number): LiveEntry {
  const { tenantKey, tenantId } = fact.kind === 'delivery-ended' ? fact.unattempted : fact
  return { number, tenantKey, tenantId, ...happeningOf(fact) }
}

function happeningOf(fact: ToldFact): LiveHappening {
  switch (fact.kind) {
    case 'attempt-recorded':
      return {
        kind: 'delivery',
        subscriptionNumber: fact.attempt.subscriptionNumber,
        subscriptionId: fact.subscriptionId,
        delivery: fact.delivery,
        attempt: liveAttempt(fact.attempt),
      }
    case 'delivery-ended': {
      const { delivery, subscriptionId } = fact.unattempted
      const { subscriptionNumber } = delivery
      return { kind: 'delivery', subscriptionNumber, subscriptionId, delivery, attempt: null }
    }
    case 'event-accepted': {
      const { eventId, type, acceptedAtMs, targetCount: matched } = fact
      return { kind: 'event', eventId, type, acceptedAtMs, matched }
    }
    case 'subscription-status':
    case 'subscription-failing': {
      const { subscriptionNumber, subscriptionId, status, isFailing } = fact
      return { kind: 'subscription', subscriptionNumber, subscriptionId, status, isFailing }
    }
    case 'alert-raised': {
      const { subscriptionNumber, subscriptionId, alertId, news, subject, atMs } = fact
      return { kind: 'alert', subscriptionNumber, subscriptionId, alertId, news, subject, atMs }
    }
  }
}

/** Without what the receiver answered, which is text from a stranger. */
const liveAttempt = ({ number, status, outcome, timings, startedAtMs }: Attempt): LiveAttempt => ({
  number,
  status,
  errorClass: outcome.kind === 'accepted' ? null : outcome.errorClass,
  durationMs: timings.totalMs,
  startedAtMs,
})

/** About; two for a character, in memory and once more as what it becomes. */
function bytesOf(entry: LiveEntry): number {
  const texts = entry.tenantId.length + textLength(entry)
  return entryBytes + 4 * texts
}

function textLength(entry: LiveEntry): number {
  switch (entry.kind) {
    case 'delivery':
      return entry.delivery.type.length
    case 'event':
      return entry.type.length
    case 'subscription':
      return entry.status.reason?.length ?? 0
    case 'alert':
      return entry.subject.length
  }
}
