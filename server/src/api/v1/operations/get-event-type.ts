import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { OwnEventTypeView, ownEventTypeExample, ownEventTypeView } from '../event-type-schemas.ts'

export const getEventTypeOperation = tenantOperation({
  id: 'getEventType',
  method: 'GET',
  path: '/v1/tenants/:tenantId/event-types/:eventType',
  allow: ['operator', 'tenant:read'],
  tag: 'Events',
  summary: 'Read an event type that the tenant has described, with its schema.',
  problems: ['event-type-unknown'],
  responses: {
    200: { description: 'The event type', schema: OwnEventTypeView, example: ownEventTypeExample },
  },

  async handle({ tenant, params, context }) {
    const held = await context.eventTypes.find(tenant.key, params.eventType)
    return held === null
      ? problem('event-type-unknown')
      : { status: 200, body: ownEventTypeView(held) }
  },
})
