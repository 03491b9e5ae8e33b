/** DELETE Webhook/{id}: the webhook ends, what was not delivered is cancelled, its log stays. */
import { tenantOperation } from '../../operation.ts'
import { deleteWebhook } from '../save-webhook.ts'
import { webhookNotFound } from '../superoffice-errors.ts'
import { readInt32, refused } from '../webhook-request.ts'
import { superOfficeTag } from './webhook-reply.ts'

export const deleteWebhookOperation = tenantOperation({
  id: 'superofficeDeleteWebhook',
  method: 'DELETE',
  path: '/:tenantId/api/v1/Webhook/:webhookId',
  allow: ['operator', 'tenant:manage'],
  tag: superOfficeTag,
  summary: 'Delete a webhook.',
  responses: { 204: { description: 'It is gone.' } },

  async handle(request) {
    const number = readInt32(request.params.webhookId)
    const isDeleted = number !== null && (await deleteWebhook(number, request))
    if (!isDeleted) return refused(webhookNotFound(request.params.webhookId))
    return { status: 204 }
  },
})
