import { deleteSubscription } from '../../../manage/delete-subscription.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { subscriptionOf } from '../subscription-ids.ts'

export const deleteSubscriptionOperation = tenantOperation({
  id: 'deleteSubscription',
  method: 'DELETE',
  path: '/v1/tenants/:tenantId/subscriptions/:subscriptionId',
  allow: ['operator', 'tenant:manage'],
  tag: 'Subscriptions',
  summary: 'Delete a subscription; what still waits for it is cancelled.',
  problems: ['subscription-unknown'],
  responses: { 204: { description: 'Deleted' } },

  async handle(request) {
    const { tenant, params, context } = request
    const found = subscriptionOf(params.subscriptionId, request)
    if (found === null) return problem('subscription-unknown')
    const target = { tenantKey: tenant.key, number: found.number }
    const wasThere = await deleteSubscription(target, context)
    return wasThere ? { status: 204 } : problem('subscription-unknown')
  },
})
