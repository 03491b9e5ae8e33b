/** GET Webhook/{id}/LastError: what the latest failure was, as a JSON string. */
import { tenantOperation } from '../../operation.ts'
import { findWebhook } from '../find-webhook.ts'
import { webhookNotFound } from '../superoffice-errors.ts'
import { answered, readInt32, refused } from '../webhook-request.ts'
import { LastErrorView } from '../webhook-views.ts'
import { superOfficeTag } from './webhook-reply.ts'

export const getLastErrorOperation = tenantOperation({
  id: 'superofficeGetLastError',
  method: 'GET',
  path: '/:tenantId/api/v1/Webhook/:webhookId/LastError',
  allow: ['operator', 'tenant:manage', 'tenant:read'],
  tag: superOfficeTag,
  summary: 'The latest error of a webhook; an empty text when there was none.',
  responses: {
    200: { description: 'JSON string', schema: LastErrorView, example: 'HTTP 500' },
  },

  handle(request) {
    const number = readInt32(request.params.webhookId)
    const found = number === null ? null : findWebhook(number, request, request.context)
    if (found === null) return refused(webhookNotFound(request.params.webhookId))
    return answered(200, found.health.lastErrorText ?? '')
  },
})
