/**
 * Pages of a tenant's deliveries, newest event first, each run a delivery of its own. Rare states
 * are walked by themselves; with `delivered` among those asked for, all are.
 */
import type { DeliveryQuery, DeliveryRecord, Page } from '../../ports/history.ts'
import { decodeCursor, encodeCursor } from '../sql/page-cursor.ts'
import { type EventBrief, readBriefs, scanEvents } from './event-scan.ts'
import { matches, seqRange } from './list-events.ts'
import { areRare, compareKeys, openSubscriptions, rareKeys } from './rare-deliveries.ts'
import { ReadBudget, type ReadContext } from './read-context.ts'
import { inParts, readDeliveries, type RunKey, type RunOfEvent, runsOf } from './read-delivery.ts'

/** A cursor of another tenant's list is none of this one. */
const listOf = ({ tenantKey }: { readonly tenantKey: number }): string => `deliveries-${tenantKey}`
const newest = Number.MAX_SAFE_INTEGER
/** Deliveries that are read in one go. */
const runsPerFetch = 500
/** Runs whose keys are held at a time: an event may go to ten thousand. */
const runsHeldMax = 5_000

/** A place in the walk; null: looked at, and none of those asked for. */
interface Step {
  readonly key: RunKey
  readonly run: RunOfEvent | null
}

interface Range {
  readonly fromSeq: number
  readonly toSeq: number
  readonly from: RunKey
}

/** Rejects with `CursorInvalid`. */
export async function listDeliveries(
  context: ReadContext,
  query: DeliveryQuery,
): Promise<Page<DeliveryRecord>> {
  const { epoch } = context
  const start = query.cursor === null ? null : decodeCursor(epoch, listOf(query), query.cursor)
  const budget = new ReadBudget(context)
  const items: DeliveryRecord[] = []
  let last: RunKey | null = null
  const page = (): Page<DeliveryRecord> => {
    return { items, nextCursor: last && encodeCursor(epoch, listOf(query), last) }
  }
  for await (const steps of walk(context, query, start)) {
    const records = await readAll(context, query, steps)
    for (const { key, run } of steps) {
      if (items.length === query.limit) return page()
      last = key
      const record = run === null ? undefined : records.get(run)
      if (record !== undefined && isWanted(record, query)) items.push(record)
      if (budget.isSpentAfterOneMore()) return page()
    }
  }
  return { items, nextCursor: null }
}

function isWanted(record: DeliveryRecord, { states }: DeliveryQuery): boolean {
  return states === null || states.includes(record.state)
}

async function readAll(
  { reader }: ReadContext,
  query: DeliveryQuery,
  steps: readonly Step[],
): Promise<Map<RunOfEvent, DeliveryRecord>> {
  const runs = steps.flatMap(({ run }) => (run !== null && matches(run.event, query) ? [run] : []))
  const records = await readDeliveries(reader, runs)
  return new Map(records.map((record, index) => [runs[index]!, record]))
}

async function* walk(
  context: ReadContext,
  query: DeliveryQuery,
  start: RunKey | null,
): AsyncGenerator<readonly Step[], void> {
  const { reader } = context
  const bounds = await seqRange(reader, query, start?.seq ?? newest)
  const from =
    start !== null && start.seq === bounds.toSeq
      ? { ...start, run: start.run - 1 }
      : { seq: bounds.toSeq, subscription: newest, run: newest }
  const range = { ...bounds, from }
  const { states } = query
  if (areRare(states)) {
    const subscriptions = await openSubscriptions(reader, { ...query, states })
    if (subscriptions !== null) {
      yield* walkRare(context, { ...query, states }, { ...range, subscriptions })
      return
    }
  }
  yield* walkAll(context, query, range)
}

async function* walkRare(
  { reader }: ReadContext,
  query: DeliveryQuery & { states: NonNullable<DeliveryQuery['states']> },
  range: Range & { subscriptions: readonly number[] },
): AsyncGenerator<readonly Step[], void> {
  const limit = Math.max(2 * query.limit, 20)
  for (let { from } = range; ;) {
    const keys = await rareKeys(reader, query, { ...range, from, limit })
    const briefs = await readBriefs(reader, [...new Set(keys.map((key) => key.seq))])
    const events = new Map(briefs.map((brief) => [brief.seq, brief]))
    yield keys.map((key) => {
      const event = events.get(key.seq)
      const isOurs = event?.tenant_key === query.tenantKey
      return { key, run: isOurs ? { key, event } : null }
    })
    const last = keys.at(-1)
    if (keys.length < limit || last === undefined) return
    from = { ...last, run: last.run - 1 }
  }
}

/** Newest first, from a place on. */
function stepsOf({ seq }: EventBrief, runs: readonly RunOfEvent[], from: RunKey): Step[] {
  const left = runs.toReversed().filter(({ key }) => compareKeys(key, from) >= 0)
  // An event without deliveries moves the cursor too.
  if (left.length === 0) return [{ key: { seq, subscription: 0, run: 0 }, run: null }]
  return left.map((run) => ({ key: run.key, run }))
}

async function* walkAll(
  { reader }: ReadContext,
  query: DeliveryQuery,
  range: Range,
): AsyncGenerator<readonly Step[], void> {
  const { tenantKey, subscriptionNumber: subscription } = query
  const scan = { tenantKey, subscription, order: 'newest', ...range } as const
  for await (const events of scanEvents(reader, scan)) {
    for (const part of inParts(events, runsHeldMax)) {
      const runs = await runsOf(reader, part, subscription)
      const steps = part.flatMap((event, index) => stepsOf(event, runs[index]!, range.from))
      for (let at = 0; at < steps.length; at += runsPerFetch) {
        yield steps.slice(at, at + runsPerFetch)
      }
    }
  }
}
