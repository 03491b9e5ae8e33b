/**
 * What an endpoint's failures mean, worked out a second time from the wire alone (SuperOffice,
 * ruling R1 and section 8.3): since when it fails, how often in a row, who holds the line and how
 * long it rests. What a crash may have taken is learned from what the next process has loaded.
 */
import type { Health } from '../../src/domain/health.ts'
import type { Subscription, SubscriptionState } from '../../src/domain/subscription.ts'
import { attemptsPerCycle, lineRestsMs } from './documented-rules.ts'
import type { Happening, SeenRequest } from './happenings.ts'

export class EndpointLine {
  /** Order of the happening that opened the series of failures; null while healthy. */
  failingSinceOrder: number | null = null
  failingSinceMs: number | null = null
  consecutiveCount = 0
  failedCycleCount = 0
  restUntilMs = 0
  /** In the middle of its cycle: the next attempt of the line has to be its. */
  holder: SeenRequest | null = null
  /** The newest counted reply. */
  last: SeenRequest | null = null
  /** Replies that moved something and are not known to be on disk. */
  readonly #unwritten = new Set<SeenRequest>()
  /** Replied, and whether it counts is not told yet. */
  #undecided: SeenRequest | null = null

  get isKnownExactly(): boolean {
    return this.#unwritten.size === 0
  }

  replied(request: SeenRequest): void {
    this.decide()
    this.#undecided = request
  }

  /** Nothing said that the last reply does not count, so it counts. */
  decide(): void {
    const request = this.#undecided
    this.#undecided = null
    if (request !== null && request.fate !== 'uncounted') this.#count(request)
  }

  written(request: SeenRequest): void {
    this.#unwritten.delete(request)
  }

  /** Somebody brought it back: it counts as healthy. */
  reactivated(): void {
    this.decide()
    this.#recover()
    this.last = null
    this.#unwritten.clear()
  }

  /** Its process is gone: what the next one knows shows once it has come up. */
  forgotten(): void {
    this.decide()
    this.failingSinceOrder = null
    this.restUntilMs = 0
    this.holder = null
    this.last = null
  }

  /** What a new process has loaded is what holds from now on. */
  loaded(health: Health, order: number, wallMs: number): void {
    this.#undecided = null
    this.#unwritten.clear()
    this.holder = null
    this.last = null
    this.failingSinceOrder = health.failingSinceMs === null ? null : order
    this.failingSinceMs = health.failingSinceMs === null ? null : health.failingSinceMs - wallMs
    this.consecutiveCount = health.consecutiveErrorCount
    this.failedCycleCount = health.failedCycleCount
    this.restUntilMs = health.restUntilMs === 0 ? 0 : health.restUntilMs - wallMs
  }

  /** Whether it was sent while the line was open, and so has to keep to it. */
  isInLine(request: SeenRequest): boolean {
    return this.failingSinceOrder !== null && request.sentOrder > this.failingSinceOrder
  }

  #count(request: SeenRequest): void {
    this.last = request
    if (request.isSuccess) {
      if (this.failingSinceOrder !== null) this.#unwritten.add(request)
      this.#recover()
      return
    }
    this.#unwritten.add(request)
    if (this.failingSinceOrder === null) {
      this.failingSinceOrder = request.repliedOrder
      this.failingSinceMs = request.repliedAtMs
      this.consecutiveCount = 1
      this.failedCycleCount = 0
      this.#rest(request)
      return
    }
    // Under way when the first one failed: the same outage.
    if (!this.isInLine(request)) return
    this.consecutiveCount += 1
    this.#rest(request)
  }

  #rest(request: SeenRequest): void {
    const isCycleEnd = request.number % attemptsPerCycle === 0
    this.holder = isCycleEnd || !this.isInLine(request) ? null : request
    if (!isCycleEnd) return
    const restMs = this.failedCycleCount === 0 ? lineRestsMs.first : lineRestsMs.further
    this.restUntilMs = (request.repliedAtMs ?? 0) + restMs
    this.failedCycleCount += 1
  }

  #recover(): void {
    this.failingSinceOrder = null
    this.failingSinceMs = null
    this.consecutiveCount = 0
    this.failedCycleCount = 0
    this.restUntilMs = 0
    this.holder = null
  }
}

/** The lines of all endpoints, kept up to date with what happens. */
export class EndpointLines {
  readonly #lines = new Map<number, EndpointLine>()
  /** As last told by the product. */
  readonly states = new Map<number, SubscriptionState>()

  of(number: number): EndpointLine {
    let line = this.#lines.get(number)
    if (line === undefined) {
      line = new EndpointLine()
      this.#lines.set(number, line)
    }
    return line
  }

  see(happening: Happening): void {
    const isVerdict =
      happening.kind === 'fact' &&
      (happening.fact.kind === 'egress' || happening.fact.kind === 'attempt-uncounted')
    if (!isVerdict) for (const line of this.#lines.values()) line.decide()
    if (happening.kind === 'process-ended') {
      for (const line of this.#lines.values()) line.forgotten()
    } else if (happening.kind === 'request-replied') {
      this.of(happening.request.key.subscriptionNumber).replied(happening.request)
    } else if (happening.kind === 'outcome-written') {
      this.of(happening.request.key.subscriptionNumber).written(happening.request)
    } else if (happening.kind === 'fact' && happening.fact.kind === 'subscription-status') {
      const { status, subscriptionNumber } = happening.fact
      const before = this.states.get(subscriptionNumber) ?? status.state
      if (status.state === 'active' && before !== 'active')
        this.of(subscriptionNumber).reactivated()
      this.states.set(subscriptionNumber, status.state)
    }
  }

  /** A process has come up and shows what it holds. */
  loaded(subscriptions: Iterable<Subscription>, order: number, wallMs: number): void {
    for (const { number, health, status } of subscriptions) {
      this.of(number).loaded(health, order, wallMs)
      this.states.set(number, status.state)
    }
  }
}
