/**
 * Pages of a tenant's deliveries, newest event first, each run a delivery of its own. Rare states
 * are walked by themselves; with `delivered` among those asked for, all are.
 */
import type { DeliveryPage, DeliveryQuery } from '../../ports/history.ts'
import {
  asksForLast,
  type BareDelivery,
  isAskedFor,
  isLastAskedFor,
  narrowed,
  noAttempt,
} from '../sql/delivery-traits.ts'
import { decodeCursor, encodeCursor } from '../sql/page-cursor.ts'
import { type EventBrief, readBriefs, scanEvents } from './event-scan.ts'
import { matches, seqRange } from './list-events.ts'
import { areRare, compareKeys, openSubscriptions, rareKeys } from './rare-deliveries.ts'
import { ReadBudget, type ReadContext } from './read-context.ts'
import {
  findBrief,
  inParts,
  readBareDeliveries,
  type RunKey,
  type RunOfEvent,
  runsOf,
  withLastAttempts,
} from './read-delivery.ts'

/** A cursor of another tenant's list is none of this one. */
const listOf = ({ tenantKey }: { readonly tenantKey: number }): string => `deliveries-${tenantKey}`
const newest = Number.MAX_SAFE_INTEGER
/** Deliveries that are read in one go. */
const runsPerFetch = 500
/** Keys of rare deliveries that are read in one go. */
const keysPerFetchMax = 2_000
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
): Promise<DeliveryPage> {
  const { epoch, reader } = context
  const start = query.cursor === null ? null : decodeCursor(epoch, listOf(query), query.cursor)
  const budget = new ReadBudget(context)
  const found: BareDelivery[] = []
  let last: RunKey | null = null
  const page = async (nextKey: RunKey | null): Promise<DeliveryPage> => ({
    items: await withLastAttempts(reader, found),
    nextCursor: nextKey && encodeCursor(epoch, listOf(query), nextKey),
    examinedCount: budget.examinedCount,
  })
  for await (const steps of walk(context, query, start)) {
    const asked = await readAsked(context, query, steps)
    for (const { key, run } of steps) {
      if (found.length === query.limit) return page(last)
      last = key
      const delivery = run === null ? undefined : asked.get(run)
      if (delivery !== undefined) found.push(delivery)
      if (budget.isSpentAfterOneMore()) return page(last)
    }
  }
  return page(null)
}

/** Those of the steps that are asked for. */
async function readAsked(
  { reader }: ReadContext,
  query: DeliveryQuery,
  steps: readonly Step[],
): Promise<ReadonlyMap<RunOfEvent, BareDelivery>> {
  const runs = steps.flatMap(({ run }) => (run !== null && matches(run.event, query) ? [run] : []))
  const all = await readBareDeliveries(reader, runs)
  const isOne = isAskedFor(query)
  const asked = all.map((delivery, index) => [runs[index]!, delivery] as const)
  const shown = asked.filter(([, delivery]) => isOne(delivery))
  if (!asksForLast(query.traits)) return new Map(shown)
  const records = await withLastAttempts(
    reader,
    shown.map(([, delivery]) => delivery),
  )
  return new Map(
    shown.filter((_, index) => isLastAskedFor(records[index] ?? noAttempt, query.traits)),
  )
}

async function* walk(
  context: ReadContext,
  query: DeliveryQuery,
  start: RunKey | null,
): AsyncGenerator<readonly Step[], void> {
  const { reader } = context
  const seq = await seqOf(reader, query)
  const bounds = narrowed(await seqRange(reader, query, start?.seq ?? newest), seq)
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

/** Of the one event that is asked for, 0 where there is none; null: of all. */
async function seqOf(
  reader: ReadContext['reader'],
  { tenantKey, traits }: DeliveryQuery,
): Promise<number | null> {
  if (traits?.eventId === undefined) return null
  return (await findBrief(reader, tenantKey, traits.eventId))?.seq ?? 0
}

async function* walkRare(
  { reader }: ReadContext,
  query: DeliveryQuery & { states: NonNullable<DeliveryQuery['states']> },
  range: Range & { subscriptions: readonly number[] },
): AsyncGenerator<readonly Step[], void> {
  const limit = Math.min(Math.max(2 * query.limit, 20), keysPerFetchMax)
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
