/**
 * Pages of a tenant's deliveries, newest event first, each run a delivery of its own. Rare states
 * are walked by themselves; with `delivered` among those asked for, all are.
 */
import type { DeliveryPage, DeliveryQuery, DeliveryRecord } from '../../ports/history.ts'
import { isAskedFor, isLastAskedFor, narrowed } from '../sql/delivery-traits.ts'
import { decodeCursor, encodeCursor } from '../sql/page-cursor.ts'
import { areRare, compareKeys, rareKeys } from './delivery-sources.ts'
import { scanEvents } from './event-scan.ts'
import { matches, seqRange } from './list-events.ts'
import { ReadBudget, type ReadContext } from './read-context.ts'
import {
  type EventBrief,
  findSeq,
  readBareDelivery,
  readBrief,
  readLastAttempt,
  type RunKey,
  runsOf,
  SubscriptionStates,
} from './read-delivery.ts'

/** A cursor of another tenant's list is none of this one. */
const listOf = ({ tenantKey }: { readonly tenantKey: number }): string => `deliveries-${tenantKey}`
const newest = Number.MAX_SAFE_INTEGER
/** Of a page, what the sources of rare states are asked for at a time. */
const fetchedMax = 1_000

interface Candidate {
  readonly key: RunKey
  /** Null: looked at, and none of those asked for. */
  readonly event: EventBrief | null
}

/** Throws `CursorInvalid`. */
export function listDeliveries(context: ReadContext, query: DeliveryQuery): DeliveryPage {
  const { engine, epoch } = context
  const start = query.cursor === null ? null : decodeCursor(epoch, listOf(query), query.cursor)
  const budget = new ReadBudget(context)
  const states = new SubscriptionStates(engine)
  const items: DeliveryRecord[] = []
  let last: RunKey | null = null
  const isOne = isAskedFor(query)
  const look = (event: EventBrief, key: RunKey): void => {
    const { delivery, attempts } = readBareDelivery(engine, event, key, states)
    if (!isOne(delivery)) return
    const lastAttempt = readLastAttempt(engine, attempts)
    if (isLastAskedFor(lastAttempt, query.traits)) items.push({ ...delivery, ...lastAttempt })
  }
  const page = (): DeliveryPage => {
    const nextCursor = last && encodeCursor(epoch, listOf(query), last)
    return { items, nextCursor, examinedCount: budget.examinedCount }
  }
  for (const { key, event } of candidates(context, query, start)) {
    if (items.length === query.limit) return page()
    last = key
    if (event !== null && event.tenant_key === query.tenantKey && matches(event, query)) {
      look(event, key)
    }
    if (budget.isSpentAfterOneMore()) return page()
  }
  return { items, nextCursor: null, examinedCount: budget.examinedCount }
}

function candidates(
  context: ReadContext,
  query: DeliveryQuery,
  start: RunKey | null,
): Generator<Candidate, void> {
  const eventId = query.traits?.eventId
  const seq = eventId === undefined ? null : findSeq(context.engine, eventId)
  const range = narrowed(seqRange(context, query, start?.seq ?? newest), seq)
  const from =
    start !== null && start.seq === range.toSeq
      ? { ...start, run: start.run - 1 }
      : { seq: range.toSeq, subscription: newest, run: newest }
  const { states } = query
  const request = { ...query, ...range, from, subscription: query.subscriptionNumber }
  const keys = areRare(states)
    ? rareKeys(context.engine, { ...request, states }, Math.min(query.limit, fetchedMax))
    : null
  return keys === null
    ? allCandidates(context, query, { ...range, from })
    : rareCandidates(context, keys)
}

interface Range {
  readonly fromSeq: number
  readonly toSeq: number
  readonly from: RunKey
}

function* rareCandidates(
  { engine }: ReadContext,
  keys: Iterable<RunKey>,
): Generator<Candidate, void> {
  for (const key of keys) {
    yield { key, event: key.subscription === 0 ? null : (readBrief(engine, key.seq) ?? null) }
  }
}

function* allCandidates(
  { engine }: ReadContext,
  query: DeliveryQuery,
  range: Range,
): Generator<Candidate, void> {
  const { tenantKey, subscriptionNumber: subscription } = query
  const scan = { tenantKey, subscription, order: 'newest', ...range } as const
  for (const { event, isOne } of scanEvents(engine, scan)) {
    const keys = isOne ? runsOf(engine, event, subscription).toReversed() : []
    let isEmpty = true
    for (const key of keys) {
      if (compareKeys(key, range.from) < 0) continue
      isEmpty = false
      yield { key, event }
    }
    // An event without deliveries moves the cursor too.
    if (isEmpty) yield { key: { seq: event.seq, subscription: 0, run: 0 }, event: null }
  }
}
