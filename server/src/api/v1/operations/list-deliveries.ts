import type { DeliveryState } from '../../../domain/delivery.ts'
import { pageSizeDefault } from '../../../domain/limits.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { deliveryExample, pageExample } from '../examples.ts'
import { DeliveriesQuery } from '../schemas.ts'
import { seenDeliveries } from '../seen-deliveries.ts'
import { subscriptionOf } from '../subscription-ids.ts'
import { readTimes } from '../time-filter.ts'
import { DeliveryView, pageOf } from '../view-schemas.ts'

export const listDeliveriesOperation = tenantOperation({
  id: 'listDeliveries',
  method: 'GET',
  path: '/v1/tenants/:tenantId/deliveries',
  allow: ['operator', 'tenant:read'],
  tag: 'Deliveries',
  summary: 'List deliveries to subscriptions that the key may see, newest event first.',
  description:
    'A page may be empty and still have a `next_cursor`: one call looks at a bounded number of deliveries, matching or not.',
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
    const { tenant, query, context } = request
    const times = readTimes(query)
    if (times.kind === 'problem') return times
    const { subscription: id } = query
    const subscription = id === undefined ? null : subscriptionOf(id, request)
    if (id !== undefined && subscription === null) return problem('subscription-unknown')
    const page = await context.ports.store.history.listDeliveries({
      tenantKey: tenant.key,
      // The schema lets only states through.
      states: query.state === undefined ? null : (query.state.split(',') as DeliveryState[]),
      subscriptionNumber: subscription?.number ?? null,
      type: query.type ?? null,
      sinceMs: times.sinceMs,
      untilMs: times.untilMs,
      cursor: query.cursor ?? null,
      limit: query.limit ?? pageSizeDefault,
    })
    const data = await seenDeliveries(page.items, request)
    return { status: 200, body: { data, next_cursor: page.nextCursor } }
  },
})
