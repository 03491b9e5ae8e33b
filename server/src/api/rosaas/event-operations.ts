/** The Events API: the events of a product, for its console by the product and for its clients. */
import type { Static } from 'typebox'
import { isEventId } from '../../domain/ids.ts'
import { dayMs } from '../../domain/limits.ts'
import type { Product } from '../../domain/product.ts'
import { findProduct } from '../../manage/products/product-records.ts'
import type { StoredEvent } from '../../ports/history.ts'
import type { ApiContext } from '../context.ts'
import { type Answer, type PathTenant, productOperation } from '../operation.ts'
import { isProblem, problem } from '../problems.ts'
import { outcomeOf } from './event-outcome.ts'
import { EventsQuery, readFilter } from './event-query.ts'
import { eventJson } from './event-view.ts'
import { type EventPlace, listProductEvents, type ListSource } from './list-product-events.ts'
import { answeredWithJson, shown, tag } from './rosaas-answers.ts'
import { rosaasKinds } from './rosaas-kinds.ts'
import { EventPageView, EventView } from './rosaas-views.ts'

const eventExample = {
  Id: 'evt_0199c3f5a1b27cde8f0123456789abcd',
  ProductId: '0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f',
  TenantSystemName: 'acme-crm',
  EventCode: 3,
  Event: 'Tenant.Availability.ChangedToHealthy',
  MetaData: { ChangingDate: '2025-03-04T10:12:00Z' },
  Created: '2025-03-04T10:12:00Z',
  PendingWebhooks: 0,
}

const listFacts = {
  method: 'GET',
  tag,
  summary: 'Events, newest first.',
  description:
    'Where a call looked at as many events as it may, a page is not full and has `hasMore` all the same; `next` is what to hand in as `starting_after`, or as `ending_before`.',
  query: EventsQuery,
  responses: shown('A page', EventPageView, { items: [eventExample], hasMore: false }),
} as const

const getFacts = {
  method: 'GET',
  tag,
  summary: 'One event.',
  responses: shown('The event', EventView, eventExample),
} as const

const listProductEventsOperation = productOperation({
  id: 'rosaasListEvents',
  path: '/api/management/sadmin/v1/products/:productId/events',
  allow: ['operator', 'tenant:read'],
  ...listFacts,
  handle: (request) => listEvents(request),
})

const getProductEventOperation = productOperation({
  id: 'rosaasGetEvent',
  path: '/api/management/sadmin/v1/products/:productId/events/:eventId',
  allow: ['operator', 'tenant:read'],
  ...getFacts,
  handle: (request) => getEvent(request),
})

const listOwnEventsOperation = productOperation({
  id: 'rosaasListOwnEvents',
  path: '/api/management/apps/v1/events',
  allow: ['tenant:read'],
  ...listFacts,
  handle: (request) => listEvents(request),
})

const getOwnEventOperation = productOperation({
  id: 'rosaasGetOwnEvent',
  path: '/api/management/apps/v1/events/:eventId',
  allow: ['tenant:read'],
  ...getFacts,
  handle: (request) => getEvent(request),
})

export const eventOperations = [
  listProductEventsOperation,
  getProductEventOperation,
  listOwnEventsOperation,
  getOwnEventOperation,
] as const

interface Asked {
  readonly tenant: PathTenant
  readonly context: ApiContext
}

async function listEvents(
  request: Asked & { readonly query: Static<typeof EventsQuery> },
): Promise<Answer> {
  const { tenant, context, query } = request
  const product = await findProduct(tenant.key, context.ports)
  if (product === null) return problem('product-unknown')
  const filter = readFilter(query, rosaasKinds(context.ports))
  if (isProblem(filter)) return filter
  const placeId = filter.startingAfter ?? filter.endingBefore
  const placeEvent = placeId === null ? null : await findKept(placeId, request)
  if (placeId !== null && placeEvent === null) return eventUnknown
  const place: EventPlace | null =
    placeEvent === null
      ? null
      : { seq: placeEvent.event.seq, goesBack: filter.endingBefore !== null }
  const source = sourceOf(request)
  const { items, hasMore, next } = await listProductEvents(filter, place, source)
  const shownItems: string[] = []
  for (const item of items) shownItems.push(await viewOf(item, product, source))
  const end = next === null ? '' : `,"next":"${next}"`
  return answeredWithJson(`{"items":[${shownItems.join(',')}],"hasMore":${hasMore}${end}}`)
}

async function getEvent(
  request: Asked & { readonly params: { readonly eventId: string } },
): Promise<Answer> {
  const product = await findProduct(request.tenant.key, request.context.ports)
  if (product === null) return problem('product-unknown')
  const found = await findKept(request.params.eventId, request)
  if (found === null) return eventUnknown
  return answeredWithJson(await viewOf(found, product, sourceOf(request)))
}

const eventUnknown = problem('event-unknown', {
  detail: 'This resource does not exist, or was deleted, or you have no access to it.',
})

const sourceOf = ({ tenant, context }: Asked): ListSource => ({
  tenantKey: tenant.key,
  sinceMs: context.ports.clock.nowMs() - context.config.retentionDays * dayMs,
  ports: context.ports,
})

/** What the history cleaner has not come to yet is gone all the same. */
async function findKept(id: string, asked: Asked): Promise<StoredEvent | null> {
  const { tenantKey, sinceMs, ports } = sourceOf(asked)
  const found = isEventId(id) ? await ports.store.history.findEvent(tenantKey, id) : null
  return found !== null && found.event.acceptedAtMs >= sinceMs ? found : null
}

async function viewOf(
  { event }: StoredEvent,
  { id: productId }: Product,
  { tenantKey, ports }: ListSource,
): Promise<string> {
  const outcome = await outcomeOf(event.id, tenantKey, ports)
  return eventJson(event, { productId, outcome }, ports)
}
