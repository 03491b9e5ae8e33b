import { Type } from 'typebox'
import { deliveryStates } from '../../../domain/delivery.ts'
import { facetRowsMax, facetValuesMax } from '../../../domain/limits.ts'
import { tenantOperation } from '../../operation.ts'
import { countFacets } from '../delivery-facets.ts'
import { readDeliveryFilters } from '../delivery-filters.ts'
import { deliveryExample } from '../examples.ts'
import { DeliveryFacetsQuery } from '../delivery-query-schemas.ts'
import { errorClass } from '../view-schemas.ts'

const strict = { additionalProperties: false } as const
const count = Type.Integer({ minimum: 0 })
const textOrNull = Type.Union([Type.String(), Type.Null()])

const DeliveryFacetsView = Type.Object(
  {
    examined: Type.Integer({ minimum: 0, description: 'deliveries that were looked at' }),
    is_complete: Type.Boolean({ description: 'there are no older ones' }),
    states: Type.Object(Object.fromEntries(deliveryStates.map((state) => [state, count])), strict),
    subscriptions: Type.Array(Type.Object({ id: textOrNull, name: textOrNull, count }, strict)),
    types: Type.Array(Type.Object({ type: Type.String(), count }, strict)),
    statuses: Type.Array(
      Type.Object({ status: Type.Union([Type.Integer(), Type.Null()]), count }, strict),
      { description: 'of the last attempt; null: it had no reply, or there is none' },
    ),
    error_classes: Type.Array(Type.Object({ error_class: errorClass, count }, strict)),
  },
  { title: 'DeliveryFacets', ...strict },
)

const states = { pending: 0, parked: 0, delivered: 2, exhausted: 1, cancelled: 0, expired: 0 }

export const getDeliveryFacetsOperation = tenantOperation({
  id: 'getDeliveryFacets',
  method: 'GET',
  path: '/v1/tenants/:tenantId/deliveries/facets',
  allow: ['operator', 'tenant:read'],
  tag: 'Deliveries',
  summary: 'How many of the newest deliveries there are of each state, subscription, type, status.',
  description: `Counted among the newest ${facetRowsMax} deliveries that the filters make it look at, as the list does. Of everything but states the ${facetValuesMax} most frequent are answered.`,
  query: DeliveryFacetsQuery,
  problems: ['subscription-unknown', 'history-busy'],
  responses: {
    200: {
      description: 'The counts',
      schema: DeliveryFacetsView,
      example: {
        examined: 3,
        is_complete: true,
        states,
        subscriptions: [{ id: deliveryExample.subscription_id, name: null, count: 3 }],
        types: [{ type: 'contact.changed', count: 3 }],
        statuses: [
          { status: 200, count: 2 },
          { status: 500, count: 1 },
        ],
        error_classes: [{ error_class: 'status-5xx', count: 1 }],
      },
    },
  },

  async handle(request) {
    const asked = readDeliveryFilters(request.query, request)
    if (asked.kind === 'problem') return asked
    return { status: 200, body: await countFacets(asked, request) }
  },
})
