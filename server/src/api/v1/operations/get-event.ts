import { isEventId } from '../../../domain/ids.ts'
import { findEventOutcome } from '../../../manage/explain-event.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { deliveryExample, eventBodyExample, eventExample } from '../examples.ts'
import { deliveryView, eventView, jsonWithData } from '../history-views.ts'
import { subscriptionIds } from '../subscription-ids.ts'
import { EventDetailView } from '../view-schemas.ts'

export const getEventOperation = tenantOperation({
  id: 'getEvent',
  method: 'GET',
  path: '/v1/tenants/:tenantId/events/:eventId',
  allow: ['operator', 'tenant:read'],
  tag: 'Events',
  summary: 'Read an event with its deliveries, and why subscriptions got none.',
  problems: ['event-unknown'],
  responses: {
    200: {
      description: 'The event',
      schema: EventDetailView,
      example: {
        ...eventExample,
        deliveries: [deliveryExample],
        without_delivery: [],
        data: eventBodyExample.data,
      },
    },
  },

  async handle(request) {
    const { tenant, params, context } = request
    const { eventId } = params
    if (!isEventId(eventId)) return problem('event-unknown')
    const outcome = await findEventOutcome({ tenantKey: tenant.key, eventId }, context)
    if (outcome === null) return problem('event-unknown')
    const idOf = subscriptionIds(request)
    const deliveries = []
    for (const delivery of outcome.deliveries) {
      deliveries.push(deliveryView(delivery, await idOf(delivery.subscriptionNumber)))
    }
    const without = outcome.without.map(({ subscription, reason }) => ({
      subscription_id: subscription.id,
      reason,
    }))
    const view = { ...eventView(outcome.stored), deliveries, without_delivery: without }
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: jsonWithData(view, outcome.stored.event.data),
    }
  },
})
