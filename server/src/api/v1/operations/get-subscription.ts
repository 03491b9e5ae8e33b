import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { subscriptionExample } from '../examples.ts'
import { subscriptionOf } from '../subscription-ids.ts'
import { subscriptionReply } from '../subscription-reply.ts'
import { SubscriptionView } from '../view-schemas.ts'

export const getSubscriptionOperation = tenantOperation({
  id: 'getSubscription',
  method: 'GET',
  path: '/v1/tenants/:tenantId/subscriptions/:subscriptionId',
  allow: ['operator', 'tenant:read'],
  tag: 'Subscriptions',
  summary: 'Read a subscription; its secret and the values of its headers are not shown.',
  problems: ['subscription-unknown'],
  responses: {
    200: {
      description: 'The subscription',
      schema: SubscriptionView,
      example: subscriptionExample,
    },
  },

  async handle(request) {
    const found = subscriptionOf(request.params.subscriptionId, request)
    if (found === null) return problem('subscription-unknown')
    return subscriptionReply(found, request.context)
  },
})
