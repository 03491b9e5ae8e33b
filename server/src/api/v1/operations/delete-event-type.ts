import { removeEventType } from '../../../manage/remove-event-type.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'

export const deleteEventTypeOperation = tenantOperation({
  id: 'deleteEventType',
  method: 'DELETE',
  path: '/v1/tenants/:tenantId/event-types/:eventType',
  allow: ['operator', 'tenant:manage'],
  tag: 'Events',
  summary: 'Take back what was said of an event type.',
  description: 'Its events are taken as before, whatever their data; those that are kept stay.',
  problems: ['event-type-unknown'],
  responses: { 204: { description: 'Taken back' } },

  async handle({ tenant, params, context }) {
    const request = { tenantKey: tenant.key, type: params.eventType }
    const isRemoved = await removeEventType(request, context.eventTypes)
    return isRemoved ? { status: 204 } : problem('event-type-unknown')
  },
})
