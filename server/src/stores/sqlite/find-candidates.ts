/**
 * What a replay would send again: matching deliveries along the accept order, each event and
 * subscription once, judged by its latest run.
 */
import type { DeliveryState } from '../../domain/delivery.ts'
import { patternMatches } from '../../domain/event-pattern.ts'
import type { SubscriptionConfig } from '../../domain/subscription.ts'
import type { CandidatePage, CandidateRequest } from '../../ports/replay-store.ts'
import { bytesToId } from '../sql/binary-id.ts'
import { toTargets } from '../sql/event-rows.ts'
import { stateCode } from '../sql/state-codes.ts'
import type { VersionRow } from '../sql/subscription-rows.ts'
import { scanEvents, scanUndelivered } from './event-scan.ts'
import { matches, seqRange } from './list-events.ts'
import { ReadBudget, type ReadContext } from './read-context.ts'
import {
  type EventBrief,
  readDelivery,
  type RunKey,
  runsOf,
  SubscriptionStates,
} from './read-delivery.ts'

type Candidate = CandidatePage['deliveries'][number]

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
  const budget = new ReadBudget(context)
  const judge = new CandidateJudge(context, request)
  const deliveries: Candidate[] = []
  let { cursorSeq } = request
  for (const { event, isOne } of scanned) {
    const found = isOne && matches(event, filter) ? judge.candidatesOf(event) : []
    // Whole events only: the cursor knows no place inside one.
    if (deliveries.length > 0 && deliveries.length + found.length > limit) {
      return { deliveries, cursorSeq, isAtEnd: false }
    }
    deliveries.push(...found)
    cursorSeq = event.seq
    if (budget.isSpentAfterOneMore()) return { deliveries, cursorSeq, isAtEnd: false }
  }
  return { deliveries, cursorSeq: Math.max(cursorSeq, request.untilSeq ?? 0), isAtEnd: true }
}

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

  candidatesOf(event: EventBrief): Candidate[] {
    const { states, subscriptionNumber, includesUndelivered } = this.#request.filter
    const { engine } = this.#context
    const latest = new Map<number, RunKey>()
    for (const key of runsOf(engine, event, subscriptionNumber)) latest.set(key.subscription, key)
    const found: Candidate[] = []
    for (const key of latest.values()) {
      const { state } = readDelivery(engine, event, key, this.#states)
      if (states === null || states.includes(state)) found.push(candidate(event, key.subscription))
    }
    if (includesUndelivered && subscriptionNumber !== null && latest.size === 0) {
      if (this.#wasSkipped(event, subscriptionNumber)) {
        found.push(candidate(event, subscriptionNumber))
      }
    }
    return found
  }

  /** It wanted the type and was paused, so the event was kept without a delivery. */
  #wasSkipped(event: EventBrief, subscription: number): boolean {
    if (toTargets(event).includes(subscription)) return false
    const inForce = this.#versions.findLast((version) => version.fromSeq <= event.seq)
    if (inForce === undefined || inForce.state !== 'paused') return false
    return inForce.patterns.some((pattern) => patternMatches(pattern, event.type))
  }
}

interface WantedFrom {
  readonly fromSeq: number
  readonly state: VersionRow['state']
  readonly patterns: readonly string[]
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
  const versions: WantedFrom[] = []
  for (const row of rows) {
    const patterns =
      row.settings === null
        ? (versions.at(-1)?.patterns ?? [])
        : (JSON.parse(row.settings) as Pick<SubscriptionConfig, 'patterns'>).patterns
    versions.push({ fromSeq: row.valid_from_seq, state: row.state, patterns })
  }
  return versions
}

function candidate(event: EventBrief, subscriptionNumber: number): Candidate {
  return { eventId: bytesToId('evt', event.id), eventSeq: event.seq, subscriptionNumber }
}
