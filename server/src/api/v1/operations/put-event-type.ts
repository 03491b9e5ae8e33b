import { isEventType } from '../../../domain/event.ts'
import { putEventType } from '../../../manage/put-event-type.ts'
import { tenantOperation } from '../../operation.ts'
import { isProblem, problem } from '../../problems.ts'
import {
  EventTypeBody,
  eventTypeBodyExample,
  OwnEventTypeView,
  ownEventTypeExample,
  ownEventTypeView,
  readEventType,
} from '../event-type-schemas.ts'

export const putEventTypeOperation = tenantOperation({
  id: 'putEventType',
  method: 'PUT',
  path: '/v1/tenants/:tenantId/event-types/:eventType',
  allow: ['operator', 'tenant:manage'],
  tag: 'Events',
  summary: 'Describe an event type, with the schema that the data of its events have to fit.',
  description:
    'With `mode` `warn` data that do not fit are accepted, and the answer says what is wrong; with `refuse` they are refused with 422 and nothing is stored. It holds for events handed in from now on; several nodes all know it within seconds. Types that nobody described are taken as they are. The same again changes nothing.',
  body: { kind: 'json', schema: EventTypeBody, example: eventTypeBodyExample },
  problems: ['event-type-limit-reached'],
  responses: {
    200: {
      description: 'Replaced, or as it was',
      schema: OwnEventTypeView,
      example: ownEventTypeExample,
    },
    201: { description: 'Described', schema: OwnEventTypeView, example: ownEventTypeExample },
  },

  async handle({ tenant, params, body, context }) {
    if (!isEventType(params.eventType)) {
      const detail =
        'The event type in the path has to be 1 to 128 of A-Z a-z 0-9 _ . : and -, with no empty part between dots.'
      return problem('request-malformed', { detail })
    }
    const eventType = readEventType(params.eventType, body)
    if (isProblem(eventType)) return eventType
    const result = await putEventType({ tenantKey: tenant.key, eventType }, context.eventTypes)
    switch (result.kind) {
      case 'put':
        return { status: result.isNew ? 201 : 200, body: ownEventTypeView(result.held) }
      case 'too-many':
      case 'too-long':
        return problem('event-type-limit-reached')
    }
  },
})
