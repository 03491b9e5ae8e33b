/** Pages of a tenant's events, newest first or oldest first. */
import type { EventListQuery, EventQuery, Page, StoredEvent } from '../../ports/history.ts'
import { inAcceptOrder } from '../sql/accept-order-range.ts'
import { decodeCursor, encodeCursor } from '../sql/page-cursor.ts'
import { type EventRow, eventRows, toStoredEvent } from './event-rows.ts'
import { type EventBrief, scanEvents } from './event-scan.ts'
import { firstSeqFrom, lastSeqBefore } from './event-spans.ts'
import { ReadBudget, type ReadContext } from './read-context.ts'
import type { Reader } from './read-pool.ts'
import { numberArray } from './sql-arrays.ts'

/** A cursor of another tenant's list is none of this one. */
const listOf = ({ tenantKey }: { readonly tenantKey: number }): string => `events-${tenantKey}`

/** Rejects with `CursorInvalid`. */
export async function listEvents(
  context: ReadContext,
  query: EventListQuery,
): Promise<Page<StoredEvent>> {
  const { reader, epoch } = context
  const cursor = query.cursor === null ? null : decodeCursor(epoch, listOf(query), query.cursor)
  const { order = 'newest' } = query
  const ofTimes = await seqRange(reader, query, Infinity)
  const range = inAcceptOrder(ofTimes, query, cursor?.seq ?? null)
  const budget = new ReadBudget(context)
  const found: number[] = []
  let lastSeq = order === 'newest' ? range.toSeq : range.fromSeq
  const page = async (): Promise<Page<StoredEvent>> => {
    const position = { seq: lastSeq, subscription: 0, run: 0 }
    const nextCursor = encodeCursor(epoch, listOf(query), position)
    return { items: await readEvents(reader, found, order), nextCursor }
  }
  const { tenantKey } = query
  const scan = { tenantKey, subscription: null, order, ...range } as const
  for await (const events of scanEvents(reader, scan)) {
    for (const event of events) {
      if (found.length === query.limit) return page()
      lastSeq = event.seq
      if (isAskedFor(event, query)) found.push(event.seq)
      if (budget.isSpentAfterOneMore()) return page()
    }
  }
  return { items: await readEvents(reader, found, order), nextCursor: null }
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
export async function seqRange(
  reader: Reader,
  query: Pick<EventQuery, 'sinceMs' | 'untilMs'>,
  toSeqMax: number,
): Promise<{ fromSeq: number; toSeq: number }> {
  const fromSeq = query.sinceMs === null ? 0 : await firstSeqFrom(reader, query.sinceMs)
  const untilSeq = query.untilMs === null ? Infinity : await lastSeqBefore(reader, query.untilMs)
  const bound = (seq: number): number => Math.min(seq, Number.MAX_SAFE_INTEGER)
  return { fromSeq: bound(fromSeq), toSeq: bound(Math.min(toSeqMax, untilSeq)) }
}

async function readEvents(
  reader: Reader,
  seqs: readonly number[],
  order: 'newest' | 'oldest',
): Promise<StoredEvent[]> {
  if (seqs.length === 0) return []
  const rows = await reader.plan<EventRow>(
    `${eventRows} WHERE event.seq = ANY ($1::bigint[]) ORDER BY event.seq ${order === 'newest' ? 'DESC' : 'ASC'}`,
    [numberArray(seqs)],
  )
  return rows.map(toStoredEvent)
}
