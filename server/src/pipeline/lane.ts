/**
 * A lane is what memory holds for one subscription: a bounded queue of deliveries that are ready,
 * what of it is in flight, and when the store may have more. Everything here may be lost in a
 * crash; the store finds it again.
 */
import { inboxIdIn } from '../domain/inbox.ts'
import type { PendingDelivery } from '../domain/delivery.ts'
import type { Event } from '../domain/event.ts'
import type { RetryRule } from '../domain/retry-rule.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { AttemptRate } from './attempt-rate.ts'
import { hangsAfterTicks } from './flight-ages.ts'
import type { KeyOrder } from './key-order.ts'
import { LaneQueue } from './lane-queue.ts'
import { firstPace, type ReleasePace } from './release-pace.ts'

/** A delivery in memory: queued, in flight or being recorded. */
export interface HeldDelivery {
  delivery: PendingDelivery
  readonly event: Event
  readonly lane: Lane
  /** A waiting row exists, may exist or is about to be committed: an outcome has to look for it. */
  hasRow: boolean
  /** It is to get a waiting row, and none is known to be on its way. */
  needsRow: boolean
  /** Its outcome is on its way to the store: nothing else may be written for it. */
  isRecording: boolean
  /** First attempt of an accepted event: has reserved room that others may not take. */
  readonly isFirst: boolean
  readonly queuedAtMs: number
  /** How its lane was served when its turn came. */
  turnMode: LaneMode
  /** The origin whose cap it is counted under while in flight. */
  countedOrigin: string
  /** When its turn came, in ticks of what is in flight. */
  turnTick: number
  /** It counts as hanging from the start. */
  isSlowTurn: boolean
}

/**
 * `open`: side by side, within the caps. `line` and `probe`: sick, one at a time. `release`: parked
 * ones go out at a bounded rate, and one at a time where the dialect promises an order. `closed`:
 * paused or disabled.
 */
export type LaneMode = 'open' | 'line' | 'probe' | 'release' | 'closed'

export interface Lane {
  readonly number: number
  mode: LaneMode
  rule: RetryRule
  url: string
  origin: string
  readonly queue: LaneQueue<HeldDelivery>
  readonly held: Set<HeldDelivery>
  /** Names of deliveries that met a fault of ours and wait in the store: claims pass over them. */
  readonly setAside: Set<string>
  /** Room promised to accepts whose commit is under way. */
  reservedCount: number
  inFlightCount: number
  /** How long the last attempt took; at first as if it had been slow. */
  lastTookTicks: number
  /** Its endpoint is in a series of failures. */
  isFailing: boolean
  /** When the store may have rows to claim: 0 now, Infinity none known. */
  rowsDueAtMs: number
  /** The delivery at the head of the line waits in the store for its next attempt. */
  isLineHeld: boolean
  /** When the release began that goes on; 0: none does. */
  releasingSinceMs: number
  /** Accepted deliveries wait in the store, so new ones go behind them. */
  hasBacklog: boolean
  isClaiming: boolean
  /** Rows that the next claim may bring at most. */
  claimCountMax: number
  /** Bytes of events after which it ends. */
  claimBytesMax: number
  /** The mode that a claim under way was made in; in another mode its rows are left to the store. */
  claimMode: LaneMode
  /** The same of the order of keys: in another one they are left to the store as well. */
  claimKeyOrder: KeyOrder | null
  /** Rows were added while a claim was under way, so what it saw may not be all. */
  hasNewRows: boolean
  /** Queued deliveries are being given rows and leave memory. */
  isEvicting: boolean
  /** The end of a release is being committed. */
  isEndingRelease: boolean
  isListed: boolean
  pace: ReleasePace
  /** How often its attempts may begin; null: as often as the caps allow. */
  rate: AttemptRate | null
  /** It keeps the order of each key, so all that it has stands in the store; null: it keeps none. */
  keyOrder: KeyOrder | null
}

export function makeLane(subscription: Subscription, rule: RetryRule): Lane {
  return {
    number: subscription.number,
    mode: laneMode(subscription, rule),
    rule,
    url: subscription.config.url,
    origin: originOf(subscription),
    queue: new LaneQueue(),
    held: new Set(),
    setAside: new Set(),
    reservedCount: 0,
    inFlightCount: 0,
    lastTookTicks: hangsAfterTicks,
    isFailing: subscription.health.failingSinceMs !== null,
    rowsDueAtMs: Infinity,
    isLineHeld: false,
    releasingSinceMs: subscription.status.releasingSinceMs ?? 0,
    hasBacklog: false,
    isClaiming: false,
    claimCountMax: 0,
    claimBytesMax: 0,
    claimMode: 'open',
    claimKeyOrder: null,
    hasNewRows: false,
    isEvicting: false,
    isEndingRelease: false,
    isListed: false,
    pace: firstPace(rule),
    rate: null,
    keyOrder: null,
  }
}

/** A delivery that joins its lane now. */
export function heldDelivery(
  lane: Lane,
  { delivery, event }: Pick<HeldDelivery, 'delivery' | 'event'>,
  { hasRow, isFirst, queuedAtMs }: Pick<HeldDelivery, 'hasRow' | 'isFirst' | 'queuedAtMs'>,
): HeldDelivery {
  return {
    delivery,
    event,
    lane,
    hasRow,
    needsRow: !hasRow,
    isRecording: false,
    isFirst,
    queuedAtMs,
    turnMode: lane.mode,
    countedOrigin: lane.origin,
    turnTick: 0,
    isSlowTurn: false,
  }
}

/** How a subscription is to be served, read off its state and health. */
export function laneMode(subscription: Subscription, rule: RetryRule): LaneMode {
  if (subscription.status.state !== 'active') return 'closed'
  const { kind } = rule.sickness
  if (subscription.health.isSick && kind !== 'none') return kind
  if (subscription.health.isSlowed) return 'probe'
  return subscription.status.releasingSinceMs === null ? 'open' : 'release'
}

/** Whether the next has to wait for the one before. A rule with a line promises to keep its order. */
export function isOneAtATime({ mode, rule }: Lane): boolean {
  if (mode === 'release') return rule.sickness.kind === 'line'
  return mode === 'line' || mode === 'probe'
}

/** Whose endpoint it is, for the watch over the way out. */
export function voiceOf(subscription: Subscription): { tenantKey: number; origin: string } {
  return { tenantKey: subscription.tenantKey, origin: originOf(subscription) }
}

/**
 * Scheme, host and port: what shares connections and the cap on them. A tenant's scripts, which have
 * neither, share one cap; inboxes, which have one host, have one each.
 */
export function originOf({ config, tenantKey }: Subscription): string {
  const { dispatcher, url } = config
  if (dispatcher === 'script') return `script:${tenantKey}`
  if (inboxIdIn(url) !== null) return url
  return URL.canParse(url) ? new URL(url).origin : url
}
