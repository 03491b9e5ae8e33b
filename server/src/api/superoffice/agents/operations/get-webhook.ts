/** GetWebhook: the webhook of the id in the query, or null. */
import { tenantOperation } from '../../../operation.ts'
import { findWebhook } from '../../find-webhook.ts'
import { selectionOf } from '../../operations/webhook-reply.ts'
import { isRefusal } from '../../superoffice-errors.ts'
import { answered, rawBody } from '../../webhook-request.ts'
import { agentTag, malformed, selectedWebhook, webhookIdOf } from '../agent-request.ts'

export const agentGetWebhookOperation = tenantOperation({
  id: 'superofficeAgentGetWebhook',
  method: 'POST',
  path: '/:tenantId/api/v1/Agents/Webhook/GetWebhook',
  allow: ['operator', 'tenant:manage', 'tenant:read'],
  tag: agentTag,
  unaudited: 'reads',
  summary: 'The webhook of the webhookId in the query, or null.',
  body: rawBody,
  responses: { 200: { description: 'Webhook or null' } },

  handle(request) {
    const selection = selectionOf(request)
    if (isRefusal(selection)) return malformed(selection)
    const webhookId = webhookIdOf(request)
    if (typeof webhookId !== 'number') return malformed(webhookId)
    const found = findWebhook(webhookId, request, request.context)
    return answered(200, found === null ? null : selectedWebhook(found, selection, request))
  },
})
