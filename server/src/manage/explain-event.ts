/**
 * Why each subscription of a tenant got an event or did not, step by step: from its existence when
 * the event was accepted to what came of its deliveries.
 */
import type { Attempt } from '../domain/attempt.ts'
import { readOnce } from '../domain/event-data.ts'
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
  /** Its latest runs, in order. */
  readonly deliveries: readonly DeliveryRecord[]
}

/**
 * Where a page ended. Subscriptions that have a delivery come first, by number, then the others of
 * the tenant.
 */
export interface OutcomePlace {
  readonly part: 'with' | 'without'
  readonly afterSubscription: number
}

/** Which subscriptions are asked about. */
export interface OutcomeQuery {
  readonly tenantKey: number
  readonly eventId: EventId
  readonly from: OutcomePlace
  readonly limit: number
}

export const firstPlace: OutcomePlace = { part: 'with', afterSubscription: 0 }

export interface EventOutcome {
  readonly stored: StoredEvent
  readonly deliveries: readonly DeliveryRecord[]
  /** Subscriptions of the tenant that have no delivery of it, and why. */
  readonly without: readonly {
    readonly subscription: Subscription
    readonly reason: NoDeliveryReason | null
  }[]
  /** Null when there are no more. */
  readonly next: OutcomePlace | null
}

/** An event with what came of it, a page of it. Null when the tenant has no such event. */
export async function findEventOutcome(
  query: OutcomeQuery,
  parts: ManageParts,
): Promise<EventOutcome | null> {
  const stored = await parts.ports.store.history.findEvent(query.tenantKey, query.eventId)
  if (stored === null) return null
  const page = await outcomePage(query, parts)
  const without = []
  const { event } = stored
  const readData = readOnce(event.data)
  for (const subscription of page.without) {
    const reason = await whyNoDelivery({ event, subscription, readData }, parts)
    without.push({ subscription, reason })
  }
  return { stored, deliveries: page.deliveries, without, next: page.next }
}

export interface EventExplanations {
  readonly stored: StoredEvent
  readonly explanations: readonly Explanation[]
  readonly next: OutcomePlace | null
}

/** Every step for a page of subscriptions. Null when there is no such event. */
export async function explainEvent(
  query: OutcomeQuery,
  parts: ManageParts,
): Promise<EventExplanations | null> {
  const { tenantKey, eventId } = query
  const stored = await parts.ports.store.history.findEvent(tenantKey, eventId)
  if (stored === null) return null
  const page = await outcomePage(query, parts)
  const deliveries = Map.groupBy(page.deliveries, (one) => one.subscriptionNumber)
  const explanations: Explanation[] = []
  const readData = readOnce(stored.event.data)
  for (const [number, own] of deliveries) {
    const subscription = await present(tenantKey, number, parts)
    if (subscription === null) continue
    explanations.push(await explain({ stored, subscription, deliveries: own, readData }, parts))
  }
  for (const subscription of page.without) {
    explanations.push(await explain({ stored, subscription, deliveries: [], readData }, parts))
  }
  return { stored, explanations, next: page.next }
}

/** The steps for one subscription alone. Null when there is no such event. */
export async function explainFor(
  subscription: Subscription,
  eventId: EventId,
  parts: ManageParts,
): Promise<EventExplanations | null> {
  const { tenantKey, number } = subscription
  const { history } = parts.ports.store
  const stored = await history.findEvent(tenantKey, eventId)
  if (stored === null) return null
  const query = { tenantKey, eventId, afterSubscription: number - 1, limit: 1 }
  const found = (await history.deliveriesOfEvent(query)).deliveries
  const deliveries = found.filter((one) => one.subscriptionNumber === number)
  const readData = readOnce(stored.event.data)
  const explanation = await explain({ stored, subscription, deliveries, readData }, parts)
  return { stored, explanations: [explanation], next: null }
}

interface OutcomePage {
  readonly deliveries: readonly DeliveryRecord[]
  readonly without: readonly Subscription[]
  readonly next: OutcomePlace | null
}

async function outcomePage(
  { tenantKey, eventId, from, limit }: OutcomeQuery,
  { ports, pipeline }: ManageParts,
): Promise<OutcomePage> {
  const isBeyond = from.part === 'without'
  const afterSubscription = isBeyond ? Number.MAX_SAFE_INTEGER : from.afterSubscription
  const query = { tenantKey, eventId, afterSubscription, limit }
  const { deliveries, subscriptionNumbers } = await ports.store.history.deliveriesOfEvent(query)
  const having = subscriptionNumbers.filter((number) => number > afterSubscription)
  if (having.length > limit) {
    const next = { part: 'with', afterSubscription: having[limit - 1]! } as const
    return { deliveries, without: [], next }
  }
  const known = new Set(subscriptionNumbers)
  const after = isBeyond ? from.afterSubscription : 0
  const others = pipeline.subscriptions
    .list(tenantKey)
    .filter(({ number }) => number > after && !known.has(number))
  const without = others.slice(0, limit - having.length)
  const last = without.at(-1)?.number ?? after
  const hasMore = others.length > without.length
  return {
    deliveries,
    without,
    next: hasMore ? { part: 'without', afterSubscription: last } : null,
  }
}

/** Also one that was deleted since the event was for it. */
async function present(
  tenantKey: number,
  number: number,
  { ports, pipeline }: ManageParts,
): Promise<Subscription | null> {
  const found = pipeline.subscriptions.find(number)
  return found ?? ports.store.subscriptions.find(tenantKey, number)
}

async function explain(
  given: {
    readonly stored: StoredEvent
    readonly subscription: Subscription
    readonly deliveries: readonly DeliveryRecord[]
    readonly readData: () => unknown
  },
  parts: ManageParts,
): Promise<Explanation> {
  const { stored, subscription, deliveries, readData } = given
  const { event } = stored
  const isTarget = stored.targets.includes(subscription.number)
  const { steps, reason } = await matchAgain({ event, subscription, isTarget, readData }, parts)
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
