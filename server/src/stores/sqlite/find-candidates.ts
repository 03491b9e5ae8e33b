/**
 * What a replay would send again: matching deliveries along the accept order, each event and
 * subscription once, judged by its latest run.
 */
import type { DeliveryState } from '../../domain/delivery.ts'
import { isOfWantedType, type ReplayCursor } from '../../domain/replay.ts'
import type { CandidatePage, CandidateRequest } from '../../ports/replay-store.ts'
import { bytesToId } from '../sql/binary-id.ts'
import { type EventRow, toTargets } from '../sql/event-rows.ts'
import { stateCode } from '../sql/state-codes.ts'
import type { VersionRow } from '../sql/subscription-rows.ts'
import { pausedThen, toWantedFrom, wantsData, type WantedFrom } from '../sql/wanted-from.ts'
import { scanEvents, scanUndelivered } from './event-scan.ts'
import { matches, seqRange } from './list-events.ts'
import { ReadBudget, type ReadContext } from './read-context.ts'
import {
  type EventBrief,
  readBareDelivery,
  type RunKey,
  runsOf,
  SubscriptionStates,
} from './read-delivery.ts'

type Candidate = CandidatePage['deliveries'][number]

interface Possible {
  readonly subscription: number
  readonly isOne: () => boolean
}

export function findCandidates(context: ReadContext, request: CandidateRequest): CandidatePage {
  const { engine } = context
  const { filter, tenantKey, limit } = request
  const range = seqRange(context, filter, request.untilSeq ?? newestSeq(context))
  const scan = {
    tenantKey,
    // What was kept without a delivery is in no projection of the subscription.
    subscription: filter.includesUndelivered ? null : filter.subscriptionNumber,
    fromSeq: Math.max(range.fromSeq, request.cursorSeq + 1),
    toSeq: range.toSeq,
    order: 'oldest',
  } as const
  const stateCodes = undeliveredCodes(filter)
  const scanned =
    stateCodes === null
      ? scanEvents(engine, scan)
      : scanUndelivered(engine, { ...scan, stateCodes })
  const judge = new CandidateJudge(context, request)
  const budget = new ReadBudget(context)
  const deliveries: Candidate[] = []
  let at: ReplayCursor = request
  const page = (isAtEnd: boolean): CandidatePage => ({
    deliveries,
    cursorSeq: at.cursorSeq,
    cursorSubscription: at.cursorSubscription,
    isAtEnd,
  })
  for (const { event, isOne } of scanned) {
    const { seq } = event
    // Only the event right behind the cursor can have been begun.
    const after = at.cursorSeq === seq - 1 ? at.cursorSubscription : 0
    const possible = isOne && isWanted(event, filter) ? judge.possible(event, after) : []
    for (const found of possible) {
      if (deliveries.length === limit) return page(false)
      if (found.isOne()) deliveries.push(candidate(event, found.subscription))
      at = { cursorSeq: seq - 1, cursorSubscription: found.subscription }
      if (budget.isSpentAfterOneMore()) return page(false)
    }
    at = { cursorSeq: seq, cursorSubscription: 0 }
    if (budget.isSpentAfterOneMore()) return page(false)
  }
  if (at.cursorSeq < (request.untilSeq ?? 0)) {
    at = { cursorSeq: request.untilSeq ?? 0, cursorSubscription: 0 }
  }
  return page(true)
}

const isWanted = (event: EventBrief, filter: CandidateRequest['filter']): boolean =>
  matches(event, { ...filter, type: null }) && isOfWantedType(filter, event.type)

/** Null when other deliveries than those that ended undelivered are asked for too. */
function undeliveredCodes(filter: CandidateRequest['filter']): readonly number[] | null {
  const { states, includesUndelivered } = filter
  if (includesUndelivered || states === null) return null
  // An open delivery of a deleted subscription is shown as cancelled and ended nowhere yet.
  const isEnded = (state: DeliveryState): boolean => state === 'exhausted' || state === 'expired'
  if (!states.every(isEnded)) return null
  return states.map((state) => stateCode(state as 'exhausted' | 'expired'))
}

function newestSeq({ engine }: ReadContext): number {
  return engine.number('SELECT max(seq) FROM event')
}

class CandidateJudge {
  readonly #context: ReadContext
  readonly #request: CandidateRequest
  readonly #states: SubscriptionStates
  readonly #versions: readonly WantedFrom[]

  constructor(context: ReadContext, request: CandidateRequest) {
    this.#context = context
    this.#request = request
    this.#states = new SubscriptionStates(context.engine)
    const { includesUndelivered, subscriptionNumber } = request.filter
    const isNeeded = includesUndelivered && subscriptionNumber !== null
    this.#versions = isNeeded ? readVersions(context, request.tenantKey, subscriptionNumber) : []
  }

  /** Those of an event that may be sent again, by subscription; each is judged when it is asked. */
  possible(event: EventBrief, afterSubscription: number): Possible[] {
    const { states, subscriptionNumber, includesUndelivered } = this.#request.filter
    const { engine } = this.#context
    const latest = new Map<number, RunKey>()
    for (const key of runsOf(engine, event, subscriptionNumber)) latest.set(key.subscription, key)
    if (includesUndelivered && subscriptionNumber !== null && latest.size === 0) {
      const isOne = (): boolean => this.#wasSkipped(event, subscriptionNumber)
      return subscriptionNumber > afterSubscription && this.#mayGet(subscriptionNumber)
        ? [{ subscription: subscriptionNumber, isOne }]
        : []
    }
    const isInState = (key: RunKey): boolean =>
      states === null ||
      states.includes(readBareDelivery(engine, event, key, this.#states).delivery.state)
    const found: Possible[] = []
    for (const [subscription, key] of latest) {
      if (subscription > afterSubscription && this.#mayGet(subscription)) {
        found.push({ subscription, isOne: () => isInState(key) })
      }
    }
    return found
  }

  #mayGet(subscription: number): boolean {
    const { amongSubscriptions } = this.#request.filter
    const isAmong = amongSubscriptions === null || amongSubscriptions.includes(subscription)
    return isAmong && this.#states.of(subscription).state !== 'deleted'
  }

  /** It wanted the type and was paused, so the event was kept without a delivery. */
  #wasSkipped(event: EventBrief, subscription: number): boolean {
    if (toTargets(event).includes(subscription)) return false
    const inForce = pausedThen(this.#versions, event)
    if (inForce === null || inForce.filter === null) return inForce !== null
    const sql = 'SELECT data FROM event WHERE seq = ?'
    const row = this.#context.engine.get<Pick<EventRow, 'data'>>(sql, event.seq)
    return row !== undefined && wantsData(inForce.filter, row.data)
  }
}

function readVersions(
  context: ReadContext,
  tenantKey: number,
  subscription: number,
): readonly WantedFrom[] {
  const rows = context.engine.all<VersionRow>(
    `SELECT subscription_version.* FROM subscription_version JOIN subscription USING (number)
    WHERE number = ? AND tenant_key = ? ORDER BY valid_from_seq`,
    subscription,
    tenantKey,
  )
  return toWantedFrom(rows)
}

function candidate(event: EventBrief, subscriptionNumber: number): Candidate {
  return { eventId: bytesToId('evt', event.id), eventSeq: event.seq, subscriptionNumber }
}
