/**
 * Stages 1 and 2 of the pipeline: an event that was checked at the door gets its id, is matched in
 * memory and becomes durable with its targets and its idempotency record in one commit. The
 * answer leaves when it is on disk (law 1); an event that matched nothing is kept too (law 5).
 */
import type { NewEvent, Event } from '../domain/event.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { TargetPlacement } from '../ports/event-store.ts'
import type { Ports } from '../ports/ports.ts'
import type { DeliveryQueues } from './delivery-queues.ts'
import type { FollowConfiguration } from './follow-configuration.ts'
import { filterTargets } from './filter-targets.ts'
import type { LookingTurns } from './looking-turns.ts'
import type { Ownership } from './membership.ts'
import { mintUuidHex } from './mint-id.ts'
import type { AcceptRequest, AcceptResult, WatchedResult } from './pipeline.ts'
import type { SettleTargets } from './settle-targets.ts'
import type { SubscriptionIndex } from './subscription-index.ts'

export interface AcceptParts extends Pick<
  Ports,
  'store' | 'clock' | 'random' | 'observer' | 'dialects' | 'broker'
> {
  readonly subscriptions: SubscriptionIndex
  readonly lookingTurns: LookingTurns
  readonly queues: DeliveryQueues
  readonly settle: SettleTargets
  readonly ownership: Ownership
  /** Reads what another node has changed; null where this process makes all changes. */
  readonly follow: Pick<FollowConfiguration, 'tenant' | 'afresh'> | null
}

/** Configuration changes that one accept follows before it gives up; each is a commit of somebody. */
const rematchMax = 50

/** Who of a tenant an event is for, in place of those whose patterns want its type. */
export type Audience = (subscription: Subscription) => boolean

/**
 * Accepts one event for those that watch what it is about. Nothing is accepted when nobody does, by
 * what is in the store now.
 */
export async function acceptForWatchers(
  request: AcceptRequest,
  isWatching: Audience,
  parts: AcceptParts,
): Promise<WatchedResult> {
  await parts.follow?.afresh(request.tenantKey)
  if (!parts.subscriptions.list(request.tenantKey).some(isWatching)) return { kind: 'unwatched' }
  return acceptEvent(request, parts, isWatching)
}

/** Accepts one event. Resolves when it is on disk, or when nothing of it is. */
export async function acceptEvent(
  request: AcceptRequest,
  parts: AcceptParts,
  audience: Audience | null = null,
): Promise<AcceptResult> {
  const { idempotency } = request
  if (idempotency !== undefined) {
    const repeat = await parts.store.events.findRepeat(request.tenantKey, idempotency)
    if (repeat !== null) return repeated(repeat)
  }
  const event = newEvent(request, parts)
  for (let tries = 0; tries < rematchMax; tries += 1) {
    const configVersion = parts.subscriptions.configVersion(event.tenantKey)
    const wanting = whoWants(event, audience, parts)
    // Mostly it is known at once, and then nothing may come in between.
    const placements = placeTargets(
      event,
      wanting instanceof Promise ? await wanting : wanting,
      parts,
    )
    let isStored = false
    try {
      const result = await parts.store.events.append({ event, configVersion, targets: placements })
      switch (result.kind) {
        case 'stored':
          isStored = true
          queueStored({ ...event, seq: result.seq }, placements, event.deliverAtMs ?? 0, parts)
          tell(event, placements.length, result.commitMs, parts)
          return { kind: 'accepted', id: event.id, matched: placements.length, isRepeat: false }
        case 'repeat':
        case 'key-reused':
          return repeated(result)
        case 'overloaded':
        case 'disk-full':
          return result
        case 'stale-configuration':
          await parts.follow?.tenant(event.tenantKey)
          break
      }
    } finally {
      if (!isStored) unplace(placements, event.data.length, parts)
    }
  }
  return { kind: 'overloaded' }
}

/** Whether the subscription gets a delivery of an event accepted now. */
function isTargetNow(subscription: Subscription, parts: Pick<Ports, 'dialects'>): boolean {
  const { state } = subscription.status
  if (state !== 'paused') return state !== 'deleted'
  return parts.dialects(subscription.config.dialect).retryRule.whilePaused === 'park'
}

function newEvent(request: AcceptRequest, parts: AcceptParts): NewEvent {
  const nowMs = parts.clock.nowMs()
  return {
    id: `evt_${mintUuidHex(parts.clock, parts.random)}`,
    tenantKey: request.tenantKey,
    tenantId: request.tenantId,
    type: request.type,
    data: request.data,
    acceptedAtMs: nowMs,
    occurredAtMs: request.occurredAtMs ?? nowMs,
    orderKey: request.orderKey ?? null,
    subject: request.subject ?? null,
    traceparent: request.traceparent ?? null,
    deliverAtMs: request.deliverAtMs ?? null,
    idempotency: request.idempotency ?? null,
  }
}

/** By type and data, or who watches what it is about: no filter is asked then. */
function whoWants(event: NewEvent, audience: Audience | null, parts: AcceptParts) {
  const { subscriptions } = parts
  return audience === null
    ? filterTargets(subscriptions.match(event.tenantKey, event.type), event.data, parts)
    : subscriptions.list(event.tenantKey).filter(audience)
}

function placeTargets(
  event: NewEvent,
  wanting: readonly Subscription[],
  parts: AcceptParts,
): TargetPlacement[] {
  const placements: TargetPlacement[] = []
  for (const subscription of wanting) {
    if (!isTargetNow(subscription, parts)) continue
    const isLater = event.deliverAtMs !== null && event.deliverAtMs > event.acceptedAtMs
    const isWaiting = isLater || !parts.queues.reserve(subscription, event.data.length)
    placements.push({ subscriptionNumber: subscription.number, isWaiting })
  }
  return placements
}

function unplace(
  placements: readonly TargetPlacement[],
  dataBytes: number,
  parts: AcceptParts,
): void {
  for (const { subscriptionNumber, isWaiting } of placements) {
    if (!isWaiting) parts.queues.unreserve(subscriptionNumber, dataBytes)
  }
}

function queueStored(
  event: Event,
  placements: readonly TargetPlacement[],
  deliverAtMs: number,
  parts: AcceptParts,
): void {
  parts.settle.noteStored(event.seq)
  const ofOthers: number[] = []
  for (const { subscriptionNumber, isWaiting } of placements) {
    if (isWaiting) {
      if (!parts.ownership.owns(subscriptionNumber)) ofOthers.push(subscriptionNumber)
      const isDueNow = deliverAtMs <= event.acceptedAtMs
      parts.queues.noteRows(subscriptionNumber, isDueNow ? 0 : deliverAtMs, isDueNow)
      continue
    }
    const item = parts.queues.enqueue(
      {
        eventId: event.id,
        subscriptionNumber,
        run: 0,
        eventSeq: event.seq,
        attemptCount: 0,
        position: event.seq,
        dueAtMs: 0,
        runKind: 'accepted',
        recoveryCount: 0,
        keptKey: event.orderKey,
      },
      event,
    )
    if (item !== null) parts.settle.note(item)
  }
  if (ofOthers.length > 0) parts.broker.wake(ofOthers)
  parts.queues.pump()
}

function repeated(
  result: { kind: 'repeat'; eventId: Event['id']; targetCount: number } | { kind: 'key-reused' },
): AcceptResult {
  if (result.kind === 'key-reused') return result
  return { kind: 'accepted', id: result.eventId, matched: result.targetCount, isRepeat: true }
}

function tell(event: NewEvent, targetCount: number, commitMs: number, parts: AcceptParts): void {
  parts.observer.observe({
    kind: 'event-accepted',
    tenantKey: event.tenantKey,
    tenantId: event.tenantId,
    eventId: event.id,
    type: event.type,
    acceptedAtMs: event.acceptedAtMs,
    targetCount,
    commitMs,
  })
}
