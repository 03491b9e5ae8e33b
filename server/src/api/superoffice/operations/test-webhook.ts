/** POST Webhook/Test: sends the test event to a bare webhook, saved or not. */
import { tenantOperation } from '../../operation.ts'
import { readWebhook } from '../read-webhook.ts'
import { isRefusal } from '../superoffice-errors.ts'
import { testWebhook } from '../test-webhook.ts'
import { answered, bodyMissing, readBody, refused, unreadable } from '../webhook-request.ts'
import { webhookBody, WebhookResultView } from '../webhook-views.ts'
import { superOfficeTag } from './webhook-reply.ts'

export const testWebhookOperation = tenantOperation({
  id: 'superofficeTestWebhook',
  method: 'POST',
  path: '/:tenantId/api/v1/Webhook/Test',
  allow: ['operator', 'tenant:manage'],
  tag: superOfficeTag,
  unaudited: 'test',
  summary: 'Send the test event once and tell what the target answered.',
  body: webhookBody,
  responses: {
    200: {
      description: 'WebhookResult',
      schema: WebhookResultView,
      example: { Success: true, Message: 'HTTP 200', TableRight: null, FieldProperties: {} },
    },
  },

  async handle(request) {
    const read = readBody(request)
    if (read.kind !== 'parsed') return unreadable(read)
    if (read.value === undefined || read.value === null) return refused(bodyMissing)
    const draft = readWebhook(read.value)
    if (isRefusal(draft)) return refused(draft)
    const result = await testWebhook(draft, request)
    return isRefusal(result) ? refused(result) : answered(200, result)
  },
})
