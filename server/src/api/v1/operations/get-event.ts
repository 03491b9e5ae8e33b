import { isEventId } from '../../../domain/ids.ts'
import { pageSizeDefault } from '../../../domain/limits.ts'
import { findEventOutcome } from '../../../manage/explain-event.ts'
import { tenantOperation } from '../../operation.ts'
import { isProblem, problem } from '../../problems.ts'
import { deliveryExample, eventBodyExample, eventExample } from '../examples.ts'
import { eventView, jsonWithData } from '../history-views.ts'
import { readOutcomeCursor, writeOutcomeCursor } from '../outcome-cursor.ts'
import { PageQuery } from '../schemas.ts'
import { seenDeliveries } from '../seen-deliveries.ts'
import { maySee } from '../subscription-ids.ts'
import { EventDetailView } from '../view-schemas.ts'

export const getEventOperation = tenantOperation({
  id: 'getEvent',
  method: 'GET',
  path: '/v1/tenants/:tenantId/events/:eventId',
  allow: ['operator', 'tenant:read'],
  tag: 'Events',
  summary: 'Read an event with its deliveries, and why subscriptions got none.',
  description:
    'Which subscriptions got it comes in pages: first those that have deliveries, each with its latest runs, then the others. Those that the key may not see are left out, so a page may be empty and still have a `next_cursor`; `matched` says how many it was for, all of them. The data is in every page.',
  query: PageQuery,
  problems: ['event-unknown', 'cursor-invalid', 'history-busy'],
  responses: {
    200: {
      description: 'The event',
      schema: EventDetailView,
      example: {
        ...eventExample,
        deliveries: [deliveryExample],
        without_delivery: [],
        next_cursor: null,
        data: eventBodyExample.data,
      },
    },
  },

  async handle(request) {
    const { tenant, params, query, context } = request
    const { eventId } = params
    if (!isEventId(eventId)) return problem('event-unknown')
    const from = readOutcomeCursor(query.cursor)
    if (isProblem(from)) return from
    const limit = query.limit ?? pageSizeDefault
    const asked = { tenantKey: tenant.key, eventId, from, limit }
    const outcome = await findEventOutcome(asked, context)
    if (outcome === null) return problem('event-unknown')
    const without = outcome.without
      .filter(({ subscription }) => maySee(request.caller, subscription))
      .map(({ subscription, reason }) => ({ subscription_id: subscription.id, reason }))
    const view = {
      ...eventView(outcome.stored),
      deliveries: await seenDeliveries(outcome.deliveries, request),
      without_delivery: without,
      next_cursor: writeOutcomeCursor(outcome.next),
    }
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: jsonWithData(view, outcome.stored.event.data),
    }
  },
})
