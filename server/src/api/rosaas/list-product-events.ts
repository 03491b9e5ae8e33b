/**
 * A page of a product's events, newest first, from an event on or back to one. The order is that in
 * which they were accepted, so a page stays the same while new ones arrive. One call looks at a
 * bounded number of events; where that fills no page, the answer says with which event to go on.
 */
import type { EventId } from '../../domain/ids.ts'
import type { Page, StoredEvent } from '../../ports/history.ts'
import type { Ports } from '../../ports/ports.ts'
import type { EventFilter } from './event-query.ts'
import { outcomeOf } from './event-outcome.ts'
import { tenantNameOf } from './event-view.ts'

/** Read whole, of which each may be a body's bound: a page of them is held at a time. */
const eventsPerRead = 100
const readsMax = 10

export interface EventPlace {
  readonly seq: number
  readonly goesBack: boolean
}

export interface ProductEvents {
  /** Newest first. */
  readonly items: readonly StoredEvent[]
  readonly hasMore: boolean
  /** To be handed in as the place to go on from; null: there is no more. */
  readonly next: EventId | null
}

export interface ListSource {
  readonly tenantKey: number
  /** Older ones have outlived their retention. */
  readonly sinceMs: number
  readonly ports: Pick<Ports, 'store' | 'dialects'>
}

export async function listProductEvents(
  filter: EventFilter,
  place: EventPlace | null,
  source: ListSource,
): Promise<ProductEvents> {
  const goesBack = place?.goesBack === true
  const found: StoredEvent[] = []
  let cursor: string | null = null
  let last: EventId | null = null
  let isFull = false
  for (let reads = 0; reads < readsMax && !isFull; reads += 1) {
    const page = await read({ filter, place, cursor, limit: eventsPerRead }, source)
    for (const item of page.items) {
      const isWanted = await isAskedFor(item, filter, source)
      isFull = isWanted && found.length === filter.limit
      if (isFull) break
      last = item.event.id
      if (isWanted) found.push(item)
    }
    cursor = page.nextCursor
    if (cursor === null && !isFull)
      return { items: inOrder(found, goesBack), hasMore: false, next: null }
  }
  if (!isFull) last ??= await firstFrom({ filter, place, cursor }, source)
  return { items: inOrder(found, goesBack), hasMore: last !== null, next: last }
}

const inOrder = (found: readonly StoredEvent[], goesBack: boolean): readonly StoredEvent[] =>
  goesBack ? found.toReversed() : found

interface Reading {
  readonly filter: EventFilter
  readonly place: EventPlace | null
  readonly cursor: string | null
}

function read(
  { filter, place, cursor, limit }: Reading & { readonly limit: number },
  { tenantKey, sinceMs, ports }: ListSource,
): Promise<Page<StoredEvent>> {
  const goesBack = place?.goesBack === true
  return ports.store.history.listEvents({
    tenantKey,
    type: null,
    ...(filter.types === null ? {} : { types: filter.types }),
    sinceMs,
    untilMs: null,
    cursor,
    limit,
    order: goesBack ? 'oldest' : 'newest',
    ...(place === null ? {} : goesBack ? { afterSeq: place.seq } : { beforeSeq: place.seq }),
  })
}

/** Where nothing of the names asked for was met: whatever event comes next. */
async function firstFrom(reading: Reading, source: ListSource): Promise<EventId | null> {
  const filter = { ...reading.filter, types: null }
  const page = await read({ ...reading, filter, limit: 1 }, source)
  return page.items[0]?.event.id ?? null
}

async function isAskedFor(
  { event }: StoredEvent,
  filter: EventFilter,
  { tenantKey, ports }: ListSource,
): Promise<boolean> {
  if (!filter.isWhen(event.occurredAtMs)) return false
  if (filter.tenantName !== null && tenantNameOf(event, ports) !== filter.tenantName) return false
  if (filter.isDelivered === null) return true
  const { isDelivered } = await outcomeOf(event.id, tenantKey, ports)
  return isDelivered === filter.isDelivered
}
