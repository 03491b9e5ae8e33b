import { pageSizeDefault } from '../../../domain/limits.ts'
import { tenantOperation } from '../../operation.ts'
import { eventExample, pageExample } from '../examples.ts'
import { eventView } from '../history-views.ts'
import { EventsQuery } from '../schemas.ts'
import { readTimes } from '../time-filter.ts'
import { EventView, pageOf } from '../view-schemas.ts'

export const listEventsOperation = tenantOperation({
  id: 'listEvents',
  method: 'GET',
  path: '/v1/tenants/:tenantId/events',
  allow: ['operator', 'tenant:read'],
  tag: 'Events',
  summary: 'List events, newest first.',
  description:
    'A page may be empty and still have a `next_cursor`: one call looks at a bounded number of events, matching or not.',
  query: EventsQuery,
  problems: ['cursor-invalid', 'history-busy'],
  responses: {
    200: {
      description: 'A page of events without their data',
      schema: pageOf(EventView),
      example: pageExample(eventExample),
    },
  },

  async handle({ tenant, query, context }) {
    const times = readTimes(query)
    if (times.kind === 'problem') return times
    const page = await context.ports.store.history.listEvents({
      tenantKey: tenant.key,
      type: query.type ?? null,
      sinceMs: times.sinceMs,
      untilMs: times.untilMs,
      cursor: query.cursor ?? null,
      limit: query.limit ?? pageSizeDefault,
    })
    return {
      status: 200,
      body: { data: page.items.map(eventView), next_cursor: page.nextCursor },
    }
  },
})
