/**
 * The pipeline as the rest of the program holds it: one running thing that events are handed to
 * and that configuration changes are told to. `start-pipeline.ts` builds it.
 */
import type { EventId } from '../domain/ids.ts'
import type { Reply } from '../domain/message.ts'
import type { IdempotencyClaim } from '../domain/event.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { ChangedSubscription } from '../ports/subscription-store.ts'
import type { Backlog } from './backlog.ts'
import type { SeenNode } from './membership.ts'
import type { SubscriptionIndex } from './subscription-index.ts'

export interface Pipeline {
  /** The subscriptions in memory; read it, change it only by `applyChange`. */
  readonly subscriptions: SubscriptionIndex
  /** Whether what keeps house is this process's to do: of several nodes one does. */
  readonly isMaintainer: boolean
  /** What memory holds for one tenant. */
  backlog(tenantKey: number): Backlog
  /** That share the store and live, this one too, as it last heard. */
  readonly nodeCount: number
  /** Resolves when the event is on disk (`accepted`) or nothing of it is (all others). */
  acceptEvent(request: AcceptRequest): Promise<AcceptResult>
  /**
   * The same for an event that is only for those of the tenant that watch what it is about, as
   * `isWatching` says; `unwatched`, and nothing accepted, when nobody does.
   */
  acceptForWatchers(
    request: AcceptRequest,
    isWatching: (subscription: Subscription) => boolean,
  ): Promise<WatchedResult>
  /**
   * Of several nodes: reads what others have made of the subscription, for a change that is worked
   * out from it. Rejects when the store does not answer.
   */
  upToDate(tenantKey: number, number: number): Promise<void>
  /** Of several nodes: reads again what others have made of the tenant's subscriptions. */
  afresh(tenantKey: number): Promise<void>
  /** Tells the pipeline of a subscription change that is on disk: index, queues, releases. */
  applyChange(changed: ChangedSubscription): void
  /**
   * Commits a change and applies it, with no attempt's outcome and no other change of that
   * subscription in between. Null, and nothing applied, when the commit answers null.
   */
  change(
    number: number,
    commit: () => Promise<ChangedSubscription | null>,
  ): Promise<ChangedSubscription | null>
  /** Tells the pipeline that waiting rows were made for these subscriptions (resend, replay). */
  wake(subscriptionNumbers: readonly number[]): void
  /**
   * Sends the dialect's test event once, to the definition as given, stored or not. Rejects with
   * `TestNotSent` where no connection comes free for it.
   */
  sendTest(subscription: Subscription): Promise<TestResult>
  state(): PipelineState
  /** That share the store and live, this one among them; none where it has the store to itself. */
  nodes(): readonly SeenNode[]
  /** Accepts nothing more, finishes or gives back what is in flight within the time, then stops. */
  stop(graceMs: number): Promise<void>
}

export interface AcceptRequest {
  readonly tenantKey: number
  readonly tenantId: string
  readonly type: string
  /** JSON bytes of an object, checked against the limits. */
  readonly data: Uint8Array
  readonly occurredAtMs?: number
  readonly orderKey?: string
  readonly subject?: string
  readonly deliverAtMs?: number
  readonly traceparent?: string
  readonly idempotency?: IdempotencyClaim
}

export type AcceptResult =
  | {
      readonly kind: 'accepted'
      readonly id: EventId
      readonly matched: number
      readonly isRepeat: boolean
    }
  | { readonly kind: 'key-reused' }
  | { readonly kind: 'overloaded' }
  | { readonly kind: 'disk-full' }
  /** The process is stopping. */
  | { readonly kind: 'stopping' }

export type WatchedResult = AcceptResult | { readonly kind: 'unwatched' }

/** The test was not sent, for want of a connection; nothing is known of the endpoint. */
export class TestNotSent extends Error {
  constructor(cause: unknown) {
    super('no connection came free for a test', { cause })
    this.name = 'TestNotSent'
  }
}

export interface TestResult {
  readonly isAccepted: boolean
  readonly reply: Reply
}

export interface PipelineState {
  readonly isStopping: boolean
  readonly inFlightCount: number
  readonly queuedCount: number
  readonly queuedBytes: number
  readonly oldestQueuedMs: number
  readonly sickSubscriptionCount: number
  readonly isEgressDown: boolean
}
