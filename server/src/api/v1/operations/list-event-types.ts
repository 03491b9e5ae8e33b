import { tenantOperation } from '../../operation.ts'
import {
  eventTypeExample,
  EventTypesQuery,
  EventTypeView,
  eventTypeView,
  ownEventTypeRow,
} from '../event-kind-view.ts'
import { pageExample } from '../examples.ts'
import { pageOf } from '../view-schemas.ts'

export const listEventTypesOperation = tenantOperation({
  id: 'listEventTypes',
  method: 'GET',
  path: '/v1/tenants/:tenantId/event-types',
  allow: ['operator', 'tenant:read'],
  tag: 'Events',
  summary: 'List the event types that the tenant has described, and those that dialects document.',
  description:
    'Its own come first; their schemas are read one by one. Those of the systems behind the dialects are the same for all, with examples, and bind nobody. Producers may hand in any other type as well.',
  query: EventTypesQuery,
  responses: {
    200: {
      description: 'All of them',
      schema: pageOf(EventTypeView),
      example: pageExample(eventTypeExample),
    },
  },

  async handle({ tenant, query, context }) {
    const { dialects } = context.ports
    const names = (dialects.names ?? []).filter(
      (name) => name !== ofPartners && (query.dialect === undefined || query.dialect === name),
    )
    const data = names.flatMap((name) =>
      dialects(name)
        .eventKinds()
        .filter(({ subject }) => query.subject === undefined || query.subject === subject)
        .map((kind) => eventTypeView(name, kind)),
    )
    const isOfDialects = query.dialect !== undefined || query.subject !== undefined
    const own = isOfDialects ? [] : await context.eventTypes.list(tenant.key)
    const all = [...own.map(({ value }) => ownEventTypeRow(value)), ...data]
    return { status: 200, body: { data: all, next_cursor: null } }
  },
})

/** Its events are made of what the operator says of tenants; nobody hands them in. */
const ofPartners = 'tenant-status'
