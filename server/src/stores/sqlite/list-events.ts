/** Pages of a tenant's events, newest first or oldest first. */
import type { EventListQuery, EventQuery, Page, StoredEvent } from '../../ports/history.ts'
import { inAcceptOrder } from '../sql/accept-order-range.ts'
import { decodeCursor, encodeCursor } from '../sql/page-cursor.ts'
import { scanEvents } from './event-scan.ts'
import { firstSeqFrom, lastSeqBefore } from './event-spans.ts'
import { ReadBudget, type ReadContext } from './read-context.ts'
import { type EventBrief, readEvent } from './read-delivery.ts'

/** A cursor of another tenant's list is none of this one. */
const listOf = ({ tenantKey }: { readonly tenantKey: number }): string => `events-${tenantKey}`

/** Throws `CursorInvalid`. */
export function listEvents(context: ReadContext, query: EventListQuery): Page<StoredEvent> {
  const { engine, epoch } = context
  const cursor = query.cursor === null ? null : decodeCursor(epoch, listOf(query), query.cursor)
  const { order = 'newest' } = query
  const range = inAcceptOrder(seqRange(context, query, Infinity), query, cursor?.seq ?? null)
  const budget = new ReadBudget(context)
  const items: StoredEvent[] = []
  let lastSeq = order === 'newest' ? range.toSeq : range.fromSeq
  const page = (): Page<StoredEvent> => {
    const position = { seq: lastSeq, subscription: 0, run: 0 }
    return { items, nextCursor: encodeCursor(epoch, listOf(query), position) }
  }
  const scan = { tenantKey: query.tenantKey, subscription: null, order, ...range } as const
  for (const { event, isOne } of scanEvents(engine, scan)) {
    if (items.length === query.limit) return page()
    lastSeq = event.seq
    const found =
      isOne && isAskedFor(event, query) ? readEvent(engine, query.tenantKey, event.seq) : null
    if (found !== null) items.push(found)
    if (budget.isSpentAfterOneMore()) return page()
  }
  return { items, nextCursor: null }
}

function isAskedFor(row: EventBrief, query: EventListQuery): boolean {
  return matches(row, query) && (query.types === undefined || query.types.includes(row.type))
}

/** Whether the event is of the type and time asked for: from `sinceMs` on, before `untilMs`. */
export function matches(
  row: EventBrief,
  query: Pick<EventQuery, 'type' | 'sinceMs' | 'untilMs'>,
): boolean {
  if (query.type !== null && row.type !== query.type) return false
  if (query.sinceMs !== null && row.accepted_at_ms < query.sinceMs) return false
  return query.untilMs === null || row.accepted_at_ms < query.untilMs
}

/** The part of the accept order in which the times asked for can lie. */
export function seqRange(
  context: ReadContext,
  query: Pick<EventQuery, 'sinceMs' | 'untilMs'>,
  toSeqMax: number,
): { fromSeq: number; toSeq: number } {
  const { engine } = context
  const fromSeq = query.sinceMs === null ? 0 : firstSeqFrom(engine, query.sinceMs)
  const untilSeq = query.untilMs === null ? Infinity : lastSeqBefore(engine, query.untilMs)
  const bound = (seq: number): number => Math.min(seq, Number.MAX_SAFE_INTEGER)
  return { fromSeq: bound(fromSeq), toSeq: bound(Math.min(toSeqMax, untilSeq)) }
}
