/** GET Webhook/{id}: one webhook with its links. */
import { tenantOperation } from '../../operation.ts'
import { findWebhook } from '../find-webhook.ts'
import { isRefusal, webhookNotFound } from '../superoffice-errors.ts'
import { readInt32, refused } from '../webhook-request.ts'
import { selectionOf, superOfficeTag, webhookReply, webhookWithLinks } from './webhook-reply.ts'

export const getWebhookOperation = tenantOperation({
  id: 'superofficeGetWebhook',
  method: 'GET',
  path: '/:tenantId/api/v1/Webhook/:webhookId',
  allow: ['operator', 'tenant:manage', 'tenant:read'],
  tag: superOfficeTag,
  summary: 'One webhook.',
  responses: webhookWithLinks,

  handle(request) {
    const selection = selectionOf(request)
    if (isRefusal(selection)) return refused(selection)
    const number = readInt32(request.params.webhookId)
    const found = number === null ? null : findWebhook(number, request, request.context)
    if (found === null) return refused(webhookNotFound(request.params.webhookId))
    return webhookReply(found, selection, request)
  },
})
