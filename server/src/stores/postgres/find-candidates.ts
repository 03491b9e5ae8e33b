/**
 * What a replay would send again: matching deliveries along the accept order, each event and
 * subscription once, judged by its latest run.
 */
import type { DeliveryState } from '../../domain/delivery.ts'
import { isOfWantedType, type ReplayCursor } from '../../domain/replay.ts'
import type { CandidatePage, CandidateRequest } from '../../ports/replay-store.ts'
import { stateCode } from '../sql/state-codes.ts'
import type { VersionRow } from '../sql/subscription-rows.ts'
import { pausedThen, toWantedFrom, wantsData, type WantedFrom } from '../sql/wanted-from.ts'
import { toEventId } from './event-rows.ts'
import { type EventBrief, scanEvents, scanUndelivered } from './event-scan.ts'
import { matches, seqRange } from './list-events.ts'
import { ReadBudget, type ReadContext } from './read-context.ts'
import { inParts, readBareDeliveries, type RunOfEvent, runsOf } from './read-delivery.ts'
import type { Reader } from './read-pool.ts'
import { toNumbers } from './sql-arrays.ts'

type Candidate = CandidatePage['deliveries'][number]

/** One of an event that may be sent again, and whether it is asked for. */
interface Possible {
  readonly subscription: number
  readonly isOne: boolean
}

/** A place in the walk; null: the event has no more. */
interface Step {
  readonly event: EventBrief
  readonly possible: Possible | null
}

/** Deliveries that are judged in one go; a page may need no more. */
const runsPerFetch = 500

export async function findCandidates(
  context: ReadContext,
  request: CandidateRequest,
): Promise<CandidatePage> {
  const budget = new ReadBudget(context)
  const judge = await CandidateJudge.begin(context.reader, request)
  const deliveries: Candidate[] = []
  let at: ReplayCursor = request
  const page = (isAtEnd: boolean): CandidatePage => ({
    deliveries,
    cursorSeq: at.cursorSeq,
    cursorSubscription: at.cursorSubscription,
    isAtEnd,
  })
  for await (const events of await eventsFor(context, request)) {
    for await (const { event, possible } of judge.judge(events, request)) {
      if (possible === null) {
        at = { cursorSeq: event.seq, cursorSubscription: 0 }
      } else {
        if (deliveries.length === request.limit) return page(false)
        if (possible.isOne) deliveries.push(candidate(event, possible.subscription))
        at = { cursorSeq: event.seq - 1, cursorSubscription: possible.subscription }
      }
      if (budget.isSpentAfterOneMore()) return page(false)
    }
  }
  if (at.cursorSeq < (request.untilSeq ?? 0)) {
    at = { cursorSeq: request.untilSeq ?? 0, cursorSubscription: 0 }
  }
  return page(true)
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

class CandidateJudge {
  readonly #reader: Reader
  readonly #request: CandidateRequest
  readonly #versions: readonly WantedFrom[]
  readonly #deleted: ReadonlySet<number>

  private constructor(
    reader: Reader,
    request: CandidateRequest,
    known: { versions: readonly WantedFrom[]; deleted: ReadonlySet<number> },
  ) {
    this.#reader = reader
    this.#request = request
    this.#versions = known.versions
    this.#deleted = known.deleted
  }

  static async begin(reader: Reader, request: CandidateRequest): Promise<CandidateJudge> {
    const { includesUndelivered, subscriptionNumber } = request.filter
    const isNeeded = includesUndelivered && subscriptionNumber !== null
    const versions = isNeeded
      ? await readVersions(reader, request.tenantKey, subscriptionNumber)
      : []
    const deleted = await readDeleted(reader, request.tenantKey)
    return new CandidateJudge(reader, request, { versions, deleted })
  }

  /** Those of the events that may be sent again, behind the cursor, by event and subscription. */
  async *judge(events: readonly EventBrief[], cursor: ReplayCursor): AsyncGenerator<Step, void> {
    const { filter } = this.#request
    for (const part of inParts(events, runsPerFetch)) {
      const matching = part.filter(
        (event) => matches(event, { ...filter, type: null }) && isOfWantedType(filter, event.type),
      )
      const runs = await runsOf(this.#reader, matching, filter.subscriptionNumber)
      const runsByEvent = new Map(matching.map((event, index) => [event, runs[index]!]))
      // Of many events at once; of one that went to many, as far as it is asked for.
      const known = part.length > 1 ? await this.#statesOf(runs.flatMap(latestOfEach)) : null
      for (const event of part) {
        // Only the event right behind the cursor can have been begun.
        const after = cursor.cursorSeq === event.seq - 1 ? cursor.cursorSubscription : 0
        const ofEvent = runsByEvent.get(event)
        if (ofEvent !== undefined) yield* this.#ofEvent(event, ofEvent, { after, known })
        yield { event, possible: null }
      }
    }
  }

  async *#ofEvent(
    event: EventBrief,
    runs: readonly RunOfEvent[],
    { after, known }: { after: number; known: ReadonlyMap<RunOfEvent, DeliveryState> | null },
  ): AsyncGenerator<Step, void> {
    const { states, subscriptionNumber: asked, includesUndelivered } = this.#request.filter
    const left = latestOfEach(runs).filter(
      ({ key }) => key.subscription > after && this.#mayGet(key.subscription),
    )
    for (let at = 0; at < left.length; at += runsPerFetch) {
      const part = left.slice(at, at + runsPerFetch)
      const stateOf = known ?? (await this.#statesOf(part))
      for (const run of part) {
        const isOne = states === null || states.includes(stateOf.get(run)!)
        yield { event, possible: { subscription: run.key.subscription, isOne } }
      }
    }
    if (runs.length > 0 || !includesUndelivered || asked === null || asked <= after) return
    if (!this.#mayGet(asked)) return
    yield { event, possible: { subscription: asked, isOne: await this.#wasSkipped(event, asked) } }
  }

  #mayGet(subscription: number): boolean {
    const { amongSubscriptions } = this.#request.filter
    const isAmong = amongSubscriptions === null || amongSubscriptions.includes(subscription)
    return isAmong && !this.#deleted.has(subscription)
  }

  async #statesOf(runs: readonly RunOfEvent[]): Promise<Map<RunOfEvent, DeliveryState>> {
    const records = await readBareDeliveries(this.#reader, runs)
    return new Map(runs.map((run, index) => [run, records[index]!.state]))
  }

  /** It wanted the type and was paused, so the event was kept without a delivery. */
  async #wasSkipped(event: EventBrief, subscription: number): Promise<boolean> {
    if (toNumbers(event.targets).includes(subscription)) return false
    const inForce = pausedThen(this.#versions, event)
    if (inForce === null || inForce.filter === null) return inForce !== null
    const sql = 'SELECT data FROM event WHERE seq = $1'
    const [row] = await this.#reader.query<{ readonly data: Uint8Array }>(sql, [event.seq])
    return row !== undefined && wantsData(inForce.filter, row.data)
  }
}

/** Runs stand in order, so the last one of a subscription is its latest. */
function latestOfEach(runs: readonly RunOfEvent[]): RunOfEvent[] {
  return [...new Map(runs.map((run) => [run.key.subscription, run])).values()]
}

/** Nothing is sent to them any more. */
async function readDeleted(reader: Reader, tenantKey: number): Promise<ReadonlySet<number>> {
  const rows = await reader.query<{ number: number }>(
    "SELECT number FROM subscription WHERE tenant_key = $1 AND state = 'deleted'",
    [tenantKey],
  )
  return new Set(rows.map(({ number }) => number))
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
  return toWantedFrom(rows)
}

function candidate(event: EventBrief, subscriptionNumber: number): Candidate {
  return { eventId: toEventId(event.id), eventSeq: event.seq, subscriptionNumber }
}
