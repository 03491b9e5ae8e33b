import { deliveryId, parseDeliveryId } from '../../../domain/ids.ts'
import { resendDelivery } from '../../../manage/resend-delivery.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { deliveryExample } from '../examples.ts'
import { seenSubscriptions } from '../subscription-ids.ts'
import { ResendView } from '../view-schemas.ts'

export const resendDeliveryOperation = tenantOperation({
  id: 'resendDelivery',
  method: 'POST',
  path: '/v1/tenants/:tenantId/deliveries/:deliveryId/resend',
  allow: ['operator', 'tenant:manage'],
  tag: 'Deliveries',
  summary: 'Send a delivery again, as a new one with its own retries.',
  description:
    'The earlier delivery stays as it was. While its subscription is paused or disabled the new one waits.',
  problems: ['delivery-unknown', 'subscription-deleted'],
  responses: {
    202: {
      description: 'Stored; `id` is the new delivery',
      schema: ResendView,
      example: { id: `${deliveryExample.id.slice(0, -1)}1` },
    },
  },

  async handle(request) {
    const { tenant, params, context } = request
    const key = parseDeliveryId(params.deliveryId)
    if (key === null) return problem('delivery-unknown')
    const { isSeen } = await seenSubscriptions(request)(key.subscriptionNumber)
    if (!isSeen) return problem('delivery-unknown')
    const result = await resendDelivery({ tenantKey: tenant.key, key }, context)
    switch (result.kind) {
      case 'started':
        return { status: 202, body: { id: deliveryId(result.key) } }
      case 'unknown':
        return problem('delivery-unknown')
      case 'subscription-gone':
        return problem('subscription-deleted')
    }
  },
})
