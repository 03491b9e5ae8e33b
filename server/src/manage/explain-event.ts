/**
 * Why each subscription of a tenant got an event or did not, step by step: from its existence when
 * the event was accepted to what came of its deliveries.
 */
import type { Attempt } from '../domain/attempt.ts'
import { deliveryId, type EventId } from '../domain/ids.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { DeliveryRecord, StoredEvent } from '../ports/history.ts'
import type { ManageParts } from './manage-parts.ts'
import {
  type ExplainStep,
  matchAgain,
  type NoDeliveryReason,
  whyNoDelivery,
} from './match-again.ts'

export interface Explanation {
  readonly subscription: Subscription
  /** Why it has no delivery; null where it has. */
  readonly reason: NoDeliveryReason | null
  readonly steps: readonly ExplainStep[]
  /** All runs, in order. */
  readonly deliveries: readonly DeliveryRecord[]
}

export interface EventOutcome {
  readonly stored: StoredEvent
  readonly deliveries: readonly DeliveryRecord[]
  /** Subscriptions of the tenant that have no delivery of it, and why. */
  readonly without: readonly {
    readonly subscription: Subscription
    readonly reason: NoDeliveryReason | null
  }[]
}

interface EventOfTenant {
  readonly tenantKey: number
  readonly eventId: EventId
}

/** An event with what came of it. Null when the tenant has no such event. */
export async function findEventOutcome(
  { tenantKey, eventId }: EventOfTenant,
  parts: ManageParts,
): Promise<EventOutcome | null> {
  const { history } = parts.ports.store
  const stored = await history.findEvent(tenantKey, eventId)
  if (stored === null) return null
  const deliveries = await history.deliveriesOfEvent(tenantKey, eventId)
  const having = new Set(deliveries.map(({ subscriptionNumber }) => subscriptionNumber))
  const without = []
  for (const subscription of parts.pipeline.subscriptions.list(tenantKey)) {
    if (having.has(subscription.number)) continue
    const reason = await whyNoDelivery({ event: stored.event, subscription }, parts)
    without.push({ subscription, reason })
  }
  return { stored, deliveries, without }
}

/** Every step for every subscription, or for the one asked for. Null when there is no such event. */
export async function explainEvent(
  request: EventOfTenant & { readonly subscriptionNumber: number | null },
  parts: ManageParts,
): Promise<{ readonly stored: StoredEvent; readonly explanations: readonly Explanation[] } | null> {
  const { tenantKey, eventId, subscriptionNumber } = request
  const { history } = parts.ports.store
  const stored = await history.findEvent(tenantKey, eventId)
  if (stored === null) return null
  const deliveries = await history.deliveriesOfEvent(tenantKey, eventId)
  const explanations: Explanation[] = []
  for (const subscription of await concerned(tenantKey, stored, parts)) {
    const { number } = subscription
    if (subscriptionNumber !== null && subscriptionNumber !== number) continue
    const own = deliveries.filter((delivery) => delivery.subscriptionNumber === number)
    explanations.push(await explain({ stored, subscription, deliveries: own }, parts))
  }
  return { stored, explanations }
}

/** Those there are, and deleted ones that the event was for. */
async function concerned(
  tenantKey: number,
  stored: StoredEvent,
  { ports, pipeline }: ManageParts,
): Promise<readonly Subscription[]> {
  const present = pipeline.subscriptions.list(tenantKey)
  const numbers = new Set(present.map(({ number }) => number))
  const gone: Subscription[] = []
  for (const number of stored.targets) {
    if (numbers.has(number)) continue
    const subscription = await ports.store.subscriptions.find(tenantKey, number)
    if (subscription !== null) gone.push(subscription)
  }
  return [...present, ...gone]
}

async function explain(
  given: {
    readonly stored: StoredEvent
    readonly subscription: Subscription
    readonly deliveries: readonly DeliveryRecord[]
  },
  parts: ManageParts,
): Promise<Explanation> {
  const { stored, subscription, deliveries } = given
  const { event } = stored
  const isTarget = stored.targets.includes(subscription.number)
  const { steps, reason } = await matchAgain({ event, subscription, isTarget }, parts)
  const last = deliveries.at(-1)
  if (last === undefined) return { subscription, reason, steps, deliveries }
  const attempts = await parts.ports.store.history.attempts(subscription.tenantKey, last)
  const delivery = deliveryStep(last, subscription, attempts.at(-1) ?? null)
  return { subscription, reason: null, steps: [...steps, delivery], deliveries }
}

function deliveryStep(
  delivery: DeliveryRecord,
  subscription: Subscription,
  last: Attempt | null,
): ExplainStep {
  const tried = `${delivery.attemptCount} attempt${delivery.attemptCount === 1 ? '' : 's'}`
  const failure =
    last === null || last.outcome.kind === 'accepted'
      ? ''
      : ` The last one failed with "${last.outcome.errorClass}".`
  return {
    step: 'delivery',
    isPassed: delivery.state === 'delivered',
    detail: `${deliveryId(delivery)} ${standing(delivery, subscription)} after ${tried}.${failure}`,
  }
}

function standing(delivery: DeliveryRecord, { status, health }: Subscription): string {
  switch (delivery.state) {
    case 'delivered':
      return 'was delivered'
    case 'exhausted':
      return 'spent all its attempts; it can be resent'
    case 'cancelled':
      return 'was cancelled because the subscription was deleted'
    case 'expired':
      return 'reached the end of its retention'
    case 'parked':
      return `waits because the subscription is ${status.state}`
    case 'pending':
      return delivery.isQuarantined ? 'is set aside after crashes' : pendingText(delivery, health)
  }
}

function pendingText(delivery: DeliveryRecord, health: Subscription['health']): string {
  if (delivery.dueAtMs !== null)
    return `is due again at ${new Date(delivery.dueAtMs).toISOString()}`
  return health.isSick ? 'waits for its turn at an endpoint that is failing' : 'waits for its turn'
}
