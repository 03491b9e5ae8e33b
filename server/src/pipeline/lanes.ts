/**
 * The lanes in memory, one a subscription that had something to send, kept like the subscription:
 * rule, origin and how it is to be served are read off it whenever it has changed. Memory only.
 */
import { effectiveRetryRule } from '../domain/retry-rule.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { Ports } from '../ports/ports.ts'
import { attemptRate } from './attempt-rate.ts'
import {
  type HeldDelivery,
  type Lane,
  type LaneMode,
  laneMode,
  makeLane,
  originOf,
} from './lane.ts'
import { KeyOrder } from './key-order.ts'
import type { SubscriptionIndex } from './subscription-index.ts'

export class Lanes {
  readonly #byNumber = new Map<number, Lane>()
  readonly #subscriptions: SubscriptionIndex
  readonly #ports: Pick<Ports, 'clock' | 'dialects'>
  /** Attempts of the process before may have begun until then. */
  readonly #startedAtMs: number

  constructor(subscriptions: SubscriptionIndex, ports: Pick<Ports, 'clock' | 'dialects'>) {
    this.#subscriptions = subscriptions
    this.#ports = ports
    this.#startedAtMs = ports.clock.monotonicMs()
  }

  /** The lane, if memory has it. */
  find(number: number): Lane | undefined {
    return this.#byNumber.get(number)
  }

  /** The lane, made when memory has none; null when there is no such subscription. */
  ofNumber(number: number): Lane | null {
    const known = this.#byNumber.get(number)
    if (known !== undefined) return known
    const subscription = this.#subscriptions.find(number)
    return subscription === null ? null : this.of(subscription)
  }

  of(subscription: Subscription): Lane {
    let lane = this.#byNumber.get(subscription.number)
    if (lane === undefined) {
      lane = makeLane(subscription, this.#rule(subscription))
      lane.rate = attemptRate(subscription.config.rateLimit, null, this.#startedAtMs)
      lane.keyOrder = keyOrderOf(subscription, null)
      this.#byNumber.set(subscription.number, lane)
    }
    return lane
  }

  /** Reads the subscription again; answers how the lane is to be served from now on. */
  reread(lane: Lane): LaneMode {
    const subscription = this.#subscriptions.find(lane.number)
    if (subscription === null) return 'closed'
    const mode = laneMode(subscription, lane.rule)
    lane.rule = this.#rule(subscription)
    const { rateLimit } = subscription.config
    lane.rate = attemptRate(rateLimit, lane.rate, this.#ports.clock.monotonicMs())
    lane.keyOrder = keyOrderOf(subscription, lane.keyOrder)
    lane.isFailing = subscription.health.failingSinceMs !== null
    lane.releasingSinceMs = subscription.status.releasingSinceMs ?? 0
    if (lane.url !== subscription.config.url) {
      lane.url = subscription.config.url
      // Listed under the old origin for one more look at most; the next listing is right.
      lane.origin = originOf(subscription)
    }
    return mode
  }

  /** Until when it may start nothing, by its health and its pace. */
  restUntilMs(lane: Lane): number {
    const restUntilMs = this.#subscriptions.find(lane.number)?.health.restUntilMs ?? 0
    return lane.mode === 'release' ? Math.max(restUntilMs, lane.pace.nextAtMs) : restUntilMs
  }

  all(): Lane[] {
    return [...this.#byNumber.values()]
  }

  /** Takes all that is queued out of all lanes. */
  drain(): HeldDelivery[] {
    return [...this.#byNumber.values()].flatMap((lane) => lane.queue.drain())
  }

  /** All deliveries in memory: queued, in flight, being recorded. */
  held(): HeldDelivery[] {
    return [...this.#byNumber.values()].flatMap((lane) => [...lane.held])
  }

  oldestQueuedAtMs(): number | null {
    let oldest: number | null = null
    for (const lane of this.#byNumber.values()) {
      // What waits for its rate is not late.
      const atMs = lane.rate === null ? lane.queue.oldestAtMs() : null
      if (atMs !== null && (oldest === null || atMs < oldest)) oldest = atMs
    }
    return oldest
  }

  #rule(subscription: Subscription): Lane['rule'] {
    const { dialect, retryOverride } = subscription.config
    return effectiveRetryRule(this.#ports.dialects(dialect).retryRule, retryOverride)
  }
}

function keyOrderOf({ config }: Subscription, before: KeyOrder | null): KeyOrder | null {
  return config.ordering === undefined ? null : (before ?? new KeyOrder())
}
