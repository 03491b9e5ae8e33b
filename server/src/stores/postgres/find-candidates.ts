/**
 * What a replay would send again: matching deliveries along the accept order, each event and
 * subscription once, judged by its latest run.
 */
import type { DeliveryState } from '../../domain/delivery.ts'
import { patternMatches } from '../../domain/event-pattern.ts'
import type { SubscriptionConfig } from '../../domain/subscription.ts'
import type { CandidatePage, CandidateRequest } from '../../ports/replay-store.ts'
import { stateCode } from '../sql/state-codes.ts'
import type { VersionRow } from '../sql/subscription-rows.ts'
import { toEventId } from './event-rows.ts'
import { type EventBrief, scanEvents, scanUndelivered } from './event-scan.ts'
import { matches, seqRange } from './list-events.ts'
import { ReadBudget, type ReadContext } from './read-context.ts'
import { readDeliveries, type RunOfEvent, runsOf } from './read-delivery.ts'
import type { Reader } from './read-pool.ts'
import { toNumbers } from './sql-arrays.ts'

type Candidate = CandidatePage['deliveries'][number]

export async function findCandidates(
  context: ReadContext,
  request: CandidateRequest,
): Promise<CandidatePage> {
  const budget = new ReadBudget(context)
  const judge = await CandidateJudge.begin(context.reader, request)
  const deliveries: Candidate[] = []
  let { cursorSeq } = request
  for await (const events of await eventsFor(context, request)) {
    const found = await judge.candidatesOf(events)
    for (const event of events) {
      const candidates = found.get(event) ?? []
      // Whole events only: the cursor knows no place inside one.
      if (deliveries.length > 0 && deliveries.length + candidates.length > request.limit) {
        return { deliveries, cursorSeq, isAtEnd: false }
      }
      deliveries.push(...candidates)
      cursorSeq = event.seq
      if (budget.isSpentAfterOneMore()) return { deliveries, cursorSeq, isAtEnd: false }
    }
  }
  return { deliveries, cursorSeq: Math.max(cursorSeq, request.untilSeq ?? 0), isAtEnd: true }
}

async function eventsFor({ reader }: ReadContext, request: CandidateRequest) {
  const { filter, tenantKey } = request
  const range = await seqRange(reader, filter, request.untilSeq ?? Infinity)
  const scan = {
    tenantKey,
    // What was kept without a delivery is in no projection of the subscription.
    subscription: filter.includesUndelivered ? null : filter.subscriptionNumber,
    fromSeq: Math.max(range.fromSeq, request.cursorSeq + 1),
    toSeq: range.toSeq,
    order: 'oldest',
  } as const
  const stateCodes = undeliveredCodes(filter)
  return stateCodes === null
    ? scanEvents(reader, scan)
    : scanUndelivered(reader, { ...scan, stateCodes })
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

interface WantedFrom {
  readonly fromSeq: number
  readonly state: VersionRow['state']
  readonly patterns: readonly string[]
}

class CandidateJudge {
  readonly #reader: Reader
  readonly #request: CandidateRequest
  readonly #versions: readonly WantedFrom[]

  private constructor(reader: Reader, request: CandidateRequest, versions: readonly WantedFrom[]) {
    this.#reader = reader
    this.#request = request
    this.#versions = versions
  }

  static async begin(reader: Reader, request: CandidateRequest): Promise<CandidateJudge> {
    const { includesUndelivered, subscriptionNumber } = request.filter
    const isNeeded = includesUndelivered && subscriptionNumber !== null
    const versions = isNeeded
      ? await readVersions(reader, request.tenantKey, subscriptionNumber)
      : []
    return new CandidateJudge(reader, request, versions)
  }

  async candidatesOf(events: readonly EventBrief[]): Promise<Map<EventBrief, Candidate[]>> {
    const { filter } = this.#request
    const matching = events.filter((event) => matches(event, filter))
    const runs = await runsOf(this.#reader, matching, filter.subscriptionNumber)
    const latest = runs.map(latestOfEach)
    const records = await readDeliveries(this.#reader, latest.flat())
    const states = new Map(latest.flat().map((run, index) => [run, records[index]!.state]))
    return new Map(
      matching.map((event, index) => [event, this.#judge(event, latest[index]!, states)]),
    )
  }

  #judge(
    event: EventBrief,
    runs: readonly RunOfEvent[],
    stateOf: ReadonlyMap<RunOfEvent, DeliveryState>,
  ): Candidate[] {
    const { states, subscriptionNumber, includesUndelivered } = this.#request.filter
    if (runs.length > 0) {
      return runs
        .filter((run) => states === null || states.includes(stateOf.get(run)!))
        .map((run) => candidate(event, run.key.subscription))
    }
    if (!includesUndelivered || subscriptionNumber === null) return []
    return this.#wasSkipped(event, subscriptionNumber) ? [candidate(event, subscriptionNumber)] : []
  }

  /** It wanted the type and was paused, so the event was kept without a delivery. */
  #wasSkipped(event: EventBrief, subscription: number): boolean {
    if (toNumbers(event.targets).includes(subscription)) return false
    const inForce = this.#versions.findLast((version) => version.fromSeq <= event.seq)
    if (inForce === undefined || inForce.state !== 'paused') return false
    return inForce.patterns.some((pattern) => patternMatches(pattern, event.type))
  }
}

/** Runs stand in order, so the last one of a subscription is its latest. */
function latestOfEach(runs: readonly RunOfEvent[]): RunOfEvent[] {
  return [...new Map(runs.map((run) => [run.key.subscription, run])).values()]
}

async function readVersions(
  reader: Reader,
  tenantKey: number,
  subscription: number,
): Promise<readonly WantedFrom[]> {
  const rows = await reader.query<VersionRow>(
    `SELECT subscription_version.* FROM subscription_version JOIN subscription USING (number)
    WHERE number = $1 AND tenant_key = $2 ORDER BY valid_from_seq`,
    [subscription, tenantKey],
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
  return { eventId: toEventId(event.id), eventSeq: event.seq, subscriptionNumber }
}
