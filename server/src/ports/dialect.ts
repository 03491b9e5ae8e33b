/**
 * A dialect is the wire format of one documented system: how a message looks, which proof of
 * origin it carries, which reply counts and how failures are retried. Deterministic: same event,
 * subscription, attempt number and time give the same bytes, so a crash cannot change an id on
 * the wire. Every implementation passes test/contract/dialect-contract.ts.
 */
import type { AnnouncementContent, StateEvent, SubscriptionNews } from '../domain/announcement.ts'
import type { Outcome } from '../domain/attempt.ts'
import type { Event } from '../domain/event.ts'
import type { EventKind } from '../domain/event-kind.ts'
import type { DeliveryId } from '../domain/ids.ts'
import type { Message, Reply } from '../domain/message.ts'
import type { RetryRule } from '../domain/retry-rule.ts'
import type { DialectName, Subscription } from '../domain/subscription.ts'

export interface RenderRequest {
  readonly event: Event
  readonly subscription: Subscription
  readonly deliveryId: DeliveryId
  /** Counted from 1 within the run. */
  readonly attemptNumber: number
  /** Counted from 1 within the run; always 1 where the rule has no cycles. */
  readonly cycle: number
  /** When the attempt is made, epoch milliseconds. */
  readonly atMs: number
}

export interface TestRequest {
  readonly subscription: Subscription
  /** Made fresh for this test; 16 random bytes as hex. */
  readonly nonce: string
  readonly atMs: number
}

export interface Dialect {
  readonly name: DialectName
  readonly retryRule: RetryRule
  /** Throws only for a fault of our own. */
  render(request: RenderRequest): Message | Promise<Message>
  /** A made-up event that receivers know as a test. */
  renderTest(request: TestRequest): Message | Promise<Message>
  /** What every subscription finds in the body, where that follows from the event alone. */
  eventBody?(event: Event): Uint8Array
  judge(reply: Reply, atMs: number): Outcome
  /** Names a custom header may not have, beyond the framing and hop-by-hop ones; lower case. */
  isOwnHeader(lowerCaseName: string): boolean
  /**
   * What there is to tell when this happens to one of its subscriptions; null: nothing. Asked only
   * when something happened. A dialect without it tells nothing. The same news give the same answer.
   */
  announce?(news: SubscriptionNews): AnnouncementContent | null
  /** Whether a subscription, of whatever dialect, of the same tenant is to get the event. */
  isWatching?(watcher: Subscription, event: StateEvent): boolean
  /** What its system documents; empty where producers name their own events. */
  eventKinds(): readonly EventKind[]
}

export interface Dialects {
  (name: DialectName): Dialect
  /** Those that are open here. */
  readonly names?: readonly DialectName[]
}
