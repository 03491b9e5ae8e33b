import { resumeSubscription } from '../../../manage/resume-subscription.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { subscriptionExample } from '../examples.ts'
import { subscriptionOf } from '../subscription-ids.ts'
import { subscriptionReply } from '../subscription-reply.ts'
import { SubscriptionView } from '../view-schemas.ts'

export const resumeSubscriptionOperation = tenantOperation({
  id: 'resumeSubscription',
  method: 'POST',
  path: '/v1/tenants/:tenantId/subscriptions/:subscriptionId/resume',
  allow: ['operator', 'tenant:manage'],
  tag: 'Subscriptions',
  summary: 'Bring a paused or disabled subscription back.',
  description:
    'It counts as healthy again, and what was parked follows in the order of acceptance at a bounded rate.',
  problems: ['subscription-unknown'],
  responses: {
    200: { description: 'Active', schema: SubscriptionView, example: subscriptionExample },
  },

  async handle(request) {
    const { tenant, params, context } = request
    const found = subscriptionOf(params.subscriptionId, request)
    if (found === null) return problem('subscription-unknown')
    const target = { tenantKey: tenant.key, number: found.number }
    const resumed = await resumeSubscription(target, context)
    return resumed === null ? problem('subscription-unknown') : subscriptionReply(resumed, context)
  },
})
