import { parseDeliveryId } from '../../../domain/ids.ts'
import { findDelivery } from '../../../manage/find-delivery.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { attemptExample, deliveryExample } from '../examples.ts'
import { attemptView, deliveryView } from '../history-views.ts'
import { maySee } from '../subscription-ids.ts'
import { DeliveryDetailView } from '../view-schemas.ts'

export const getDeliveryOperation = tenantOperation({
  id: 'getDelivery',
  method: 'GET',
  path: '/v1/tenants/:tenantId/deliveries/:deliveryId',
  allow: ['operator', 'tenant:read'],
  tag: 'Deliveries',
  summary: 'Read a delivery with its attempts: what was sent, what came back, how long it took.',
  description:
    'Requests are rendered again from the event and the subscription as it was; `body_is_exact` says whether the digest kept with the attempt proves the body the same. Values of custom headers are hidden.',
  problems: ['delivery-unknown'],
  responses: {
    200: {
      description: 'The delivery',
      schema: DeliveryDetailView,
      example: { ...deliveryExample, attempts: [attemptExample] },
    },
  },

  async handle({ tenant, params, caller, context }) {
    const key = parseDeliveryId(params.deliveryId)
    if (key === null) return problem('delivery-unknown')
    const found = await findDelivery({ tenantKey: tenant.key, key }, context)
    if (found === null) return problem('delivery-unknown')
    if (found.subscription !== null && !maySee(caller, found.subscription)) {
      return problem('delivery-unknown')
    }
    const attempts = found.attempts.map(({ attempt, message }) => attemptView(attempt, message))
    const view = deliveryView(found.delivery, found.subscription?.id ?? null)
    return { status: 200, body: { ...view, attempts } }
  },
})
