import { isEventId } from '../../../domain/ids.ts'
import { pageSizeDefault } from '../../../domain/limits.ts'
import { explainEvent, explainFor } from '../../../manage/explain-event.ts'
import { tenantOperation } from '../../operation.ts'
import { isProblem, problem } from '../../problems.ts'
import { eventExample, subscriptionExample } from '../examples.ts'
import { deliveryView } from '../history-views.ts'
import { readOutcomeCursor, writeOutcomeCursor } from '../outcome-cursor.ts'
import { ExplainQuery } from '../schemas.ts'
import { maySee, subscriptionOf } from '../subscription-ids.ts'
import { ExplanationView } from '../view-schemas.ts'
import { iso } from '../views.ts'

export const explainEventOperation = tenantOperation({
  id: 'explainEvent',
  method: 'GET',
  path: '/v1/tenants/:tenantId/events/:eventId/explain',
  allow: ['operator', 'tenant:read'],
  tag: 'Events',
  summary: 'Say step by step why each subscription got an event or did not.',
  description:
    'Subscriptions come in pages: first those that have deliveries, each with its latest runs, then the others. Those that the key may not see are left out, so a page may be empty and still have a `next_cursor`. With `subscription` there is one answer and no page.',
  query: ExplainQuery,
  problems: ['event-unknown', 'subscription-unknown', 'cursor-invalid', 'history-busy'],
  responses: {
    200: {
      description: 'Subscriptions with the steps they went through',
      schema: ExplanationView,
      example: {
        event_id: eventExample.id,
        event_type: eventExample.type,
        accepted_at: eventExample.accepted_at,
        subscriptions: [
          {
            subscription_id: subscriptionExample.id,
            name: null,
            reason: 'type-not-wanted',
            state: 'active',
            steps: [
              {
                step: 'pattern',
                is_passed: false,
                detail: 'None of its 2 event types wants "contact.changed".',
              },
            ],
            deliveries: [],
          },
        ],
        next_cursor: null,
      },
    },
  },

  async handle(request) {
    const { tenant, params, query, caller, context } = request
    const { eventId } = params
    if (!isEventId(eventId)) return problem('event-unknown')
    const only =
      query.subscription === undefined ? null : subscriptionOf(query.subscription, request)
    if (query.subscription !== undefined && only === null) return problem('subscription-unknown')
    const from = readOutcomeCursor(query.cursor)
    if (isProblem(from)) return from
    const limit = query.limit ?? pageSizeDefault
    const explained =
      only === null
        ? await explainEvent({ tenantKey: tenant.key, eventId, from, limit }, context)
        : await explainFor(only, eventId, context)
    if (explained === null) return problem('event-unknown')
    const { event } = explained.stored
    const seen = explained.explanations.filter((one) => maySee(caller, one.subscription))
    const subscriptions = seen.map((one) => ({
      subscription_id: one.subscription.id,
      name: one.subscription.config.name,
      reason: one.reason,
      state: one.subscription.status.state,
      steps: one.steps.map(({ step, isPassed, detail }) => ({ step, is_passed: isPassed, detail })),
      deliveries: one.deliveries.map((delivery) => deliveryView(delivery, one.subscription.id)),
    }))
    return {
      status: 200,
      body: {
        event_id: event.id,
        event_type: event.type,
        accepted_at: iso(event.acceptedAtMs),
        subscriptions,
        next_cursor: writeOutcomeCursor(explained.next),
      },
    }
  },
})
