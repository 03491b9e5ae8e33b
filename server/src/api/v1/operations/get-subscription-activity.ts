import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { activityExample, ActivityView } from '../overview-schemas.ts'
import { subscriptionOf } from '../subscription-ids.ts'
import { iso } from '../views.ts'

export const getSubscriptionActivityOperation = tenantOperation({
  id: 'getSubscriptionActivity',
  method: 'GET',
  path: '/v1/tenants/:tenantId/subscriptions/:subscriptionId/activity',
  allow: ['operator', 'tenant:read'],
  tag: 'Live',
  summary:
    'How many attempts a subscription had in each of the last 24 hours, and how many failed.',
  description:
    'Counted in memory since the process began, for the 5,000 subscriptions that were busy last; of several nodes only the one that sends for the subscription counts them. Totals of all time are in the health of the subscription.',
  problems: ['subscription-unknown'],
  responses: {
    200: {
      description: 'The last day by the hour',
      schema: ActivityView,
      example: activityExample,
    },
  },

  handle(request) {
    const { params, context } = request
    const subscription = subscriptionOf(params.subscriptionId, request)
    if (subscription === null) return problem('subscription-unknown')
    const { traffic, ports } = context
    const hours = traffic.hours(subscription.number, ports.clock.nowMs())
    return {
      status: 200,
      body: {
        since: iso(traffic.startedAtMs),
        hours: hours.map(({ atMs, attempts, failed }) => ({ at: iso(atMs), attempts, failed })),
      },
    }
  },
})
