/** DeleteWebhook: the webhook of the id in the query ends. One that is not there is gone already. */
import { tenantOperation } from '../../../operation.ts'
import { webhookSubject } from '../../audited-webhook.ts'
import { deleteWebhook } from '../../save-webhook.ts'
import { rawBody } from '../../webhook-request.ts'
import { agentTag, malformed, webhookIdOf } from '../agent-request.ts'

export const agentDeleteWebhookOperation = tenantOperation({
  id: 'superofficeAgentDeleteWebhook',
  method: 'POST',
  path: '/:tenantId/api/v1/Agents/Webhook/DeleteWebhook',
  allow: ['operator', 'tenant:manage'],
  tag: agentTag,
  summary: 'Delete the webhook of the webhookId in the query.',
  subject: webhookSubject(webhookIdOf),
  body: rawBody,
  responses: { 204: { description: 'It is gone, or was not there.' } },

  async handle(request) {
    const webhookId = webhookIdOf(request)
    if (typeof webhookId !== 'number') return malformed(webhookId)
    await deleteWebhook(webhookId, request)
    return { status: 204 }
  },
})
