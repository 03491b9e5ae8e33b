import { acceptDoor } from '../../answer-in-time.ts'
import { tenantOperation } from '../../operation.ts'
import { isProblem } from '../../problems.ts'
import { dataCheck } from '../../intake/data-faults.ts'
import { dryRun } from '../dry-run.ts'
import { acceptedExample, eventBodyExample } from '../examples.ts'
import { deliverAtMsMax, ingestEvent, readEvent } from '../ingest-event.ts'
import { holdOf } from '../hold-to-catalogue.ts'
import { dryRunQuery, EventBody } from '../schemas.ts'
import { AcceptedView, DryRunView } from '../view-schemas.ts'

export const acceptEventOperation = tenantOperation({
  id: 'acceptEvent',
  method: 'POST',
  path: '/v1/tenants/:tenantId/events',
  allow: ['operator', 'tenant:ingest'],
  tag: 'Events',
  unaudited: 'event',
  isHot: true,
  summary: 'Hand in an event. 202 means it is on disk and will be delivered.',
  description:
    'An event that matches no subscription is kept too. `data` goes out as the very bytes it came in. Where the tenant has described the event type, data that do not fit its schema are refused, or accepted with `warnings`.',
  query: dryRunQuery,
  body: {
    kind: 'raw',
    contentTypes: ['application/json'],
    schema: EventBody,
    example: eventBodyExample,
  },
  requestHeaders: {
    'Idempotency-Key':
      '1 to 256 printable characters, kept for 7 days: the same key with the same body answers the same event again, with another body 409.',
    traceparent: 'W3C trace context; goes on with every delivery of the event.',
  },
  problems: [
    'body-missing',
    'json-malformed',
    'json-too-deep',
    'json-too-many-keys',
    'body-invalid',
    'event-data-invalid',
    'header-invalid',
    'idempotency-key-reused',
    'overloaded',
    'tenant-rate-exceeded',
    'result-unknown',
    'history-busy',
    'stopping',
    'disk-full',
  ],
  responses: {
    202: {
      description: 'On disk',
      schema: AcceptedView,
      example: acceptedExample,
      headers: { 'Idempotent-Replayed': '`true` when an earlier request had this key and body' },
    },
    200: {
      description: 'With `dry_run=true`: what would match; nothing was stored',
      schema: DryRunView,
      example: { dry_run: true, matched: 0, subscriptions: [] },
    },
  },

  async handle(request) {
    const { context, query, tenant } = request
    const holding = holdOf(tenant, context)
    const hold = holding instanceof Promise ? await holding : holding
    if (hold !== null && isProblem(hold)) return hold
    const parts = {
      deliverAtMsMax: deliverAtMsMax(context.ports.clock.nowMs(), context.config.retentionDays),
      checkData: dataCheck(tenant, context),
      hold,
    }
    if (query.dry_run !== true) return ingestEvent(request, { ...parts, door: acceptDoor(context) })
    const read = readEvent(request.rawBody, parts)
    return isProblem(read) ? read : dryRun(read, request)
  },
})
