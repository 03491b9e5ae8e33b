import { Type } from 'typebox'
import { batchEventsMax } from '../../../domain/limits.ts'
import { acceptDoor } from '../../answer-in-time.ts'
import { tenantOperation } from '../../operation.ts'
import { dataCheck } from '../../intake/data-faults.ts'
import { isProblem } from '../../problems.ts'
import { acceptedExample, eventBodyExample } from '../examples.ts'
import { ingestBatch } from '../ingest-batch.ts'
import { deliverAtMsMax } from '../ingest-event.ts'
import { holdOf } from '../hold-to-catalogue.ts'
import { BatchItem } from '../schemas.ts'
import { BatchView } from '../view-schemas.ts'

const lines = 'application/x-ndjson'

export const acceptEventsOperation = tenantOperation({
  id: 'acceptEvents',
  method: 'POST',
  path: '/v1/tenants/:tenantId/events/batch',
  allow: ['operator', 'tenant:ingest'],
  tag: 'Events',
  unaudited: 'event',
  summary: `Hand in up to ${batchEventsMax} events, with a result for each.`,
  description: `A JSON array, or one event a line as ${lines}. Every item is accepted or refused by itself: look at each \`status\`, also where it is a fault of ours. An item may have an \`idempotency_key\`.`,
  body: {
    kind: 'raw',
    contentTypes: ['application/json', lines],
    schema: Type.Array(BatchItem, { maxItems: batchEventsMax }),
    example: [{ ...eventBodyExample, idempotency_key: 'order-4711' }],
  },
  requestHeaders: { traceparent: 'W3C trace context; goes on with every delivery of the events.' },
  problems: ['json-malformed', 'json-too-deep', 'body-invalid'],
  responses: {
    200: {
      description: 'A result for each item, in their order',
      schema: BatchView,
      example: { data: [{ status: 202, ...acceptedExample }] },
    },
  },

  async handle({ tenant, rawBody, contentType, headers, context }) {
    const hold = await holdOf(tenant, context)
    if (hold !== null && isProblem(hold)) return hold
    const nowMs = context.ports.clock.nowMs()
    const subscriptions = context.pipeline.subscriptions.list(tenant.key)
    const hasFilters = subscriptions.some(({ config }) => config.filter !== undefined)
    const isLines = contentType === lines
    return ingestBatch(
      { tenant, rawBody, isLines, hasFilters, traceparent: headers['traceparent'] },
      {
        door: acceptDoor(context),
        deliverAtMsMax: deliverAtMsMax(nowMs, context.config.retentionDays),
        checkData: dataCheck(tenant, context),
        hold,
      },
    )
  },
})
