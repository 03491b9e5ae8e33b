import { pageSizeDefault } from '../../../domain/limits.ts'
import { tenantOperation } from '../../operation.ts'
import { readDeliveryFilters } from '../delivery-filters.ts'
import { deliveryExample, pageExample } from '../examples.ts'
import { DeliveriesQuery } from '../delivery-query-schemas.ts'
import { seenDeliveries } from '../seen-deliveries.ts'
import { DeliveryView, pageOf } from '../view-schemas.ts'

export const listDeliveriesOperation = tenantOperation({
  id: 'listDeliveries',
  method: 'GET',
  path: '/v1/tenants/:tenantId/deliveries',
  allow: ['operator', 'tenant:read'],
  tag: 'Deliveries',
  summary: 'List deliveries to subscriptions that the key may see, newest event first.',
  description:
    'A page may be empty and still have a `next_cursor`: one call looks at a bounded number of deliveries, matching or not. Of deliveries that were delivered the last attempt was answered 2xx, so `error_class`, and a `status` that names no 2xx, leave them out.',
  query: DeliveriesQuery,
  problems: ['cursor-invalid', 'subscription-unknown', 'history-busy'],
  responses: {
    200: {
      description: 'A page of deliveries',
      schema: pageOf(DeliveryView),
      example: pageExample(deliveryExample),
    },
  },

  async handle(request) {
    const { query, context } = request
    const asked = readDeliveryFilters(query, request)
    if (asked.kind === 'problem') return asked
    const page = await context.ports.store.history.listDeliveries({
      ...asked.query,
      cursor: query.cursor ?? null,
      limit: query.limit ?? pageSizeDefault,
    })
    const data = await seenDeliveries(page.items, request, asked.dialect)
    return { status: 200, body: { data, next_cursor: page.nextCursor } }
  },
})
