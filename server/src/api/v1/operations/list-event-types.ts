import { tenantOperation } from '../../operation.ts'
import {
  eventTypeExample,
  EventTypesQuery,
  EventTypeView,
  eventTypeView,
} from '../event-kind-view.ts'
import { pageExample } from '../examples.ts'
import { pageOf } from '../view-schemas.ts'

export const listEventTypesOperation = tenantOperation({
  id: 'listEventTypes',
  method: 'GET',
  path: '/v1/tenants/:tenantId/event-types',
  allow: ['operator', 'tenant:read'],
  tag: 'Events',
  summary: 'List the event types that the systems behind the dialects document, with examples.',
  description:
    'Producers may hand in any other type as well, and no tenant is bound to these: the list is the same for all.',
  query: EventTypesQuery,
  responses: {
    200: {
      description: 'All of them',
      schema: pageOf(EventTypeView),
      example: pageExample(eventTypeExample),
    },
  },

  handle({ query, context }) {
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
    return { status: 200, body: { data, next_cursor: null } }
  },
})

/** Its events are made of what the operator says of tenants; nobody hands them in. */
const ofPartners = 'tenant-status'
