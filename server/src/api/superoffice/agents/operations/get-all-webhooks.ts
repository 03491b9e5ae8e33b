/** GetAllWebhooks: a bare array of the webhooks that the caller may see, by three filters. */
import { tenantOperation } from '../../../operation.ts'
import { listWebhooks } from '../../find-webhook.ts'
import { selectionOf } from '../../operations/webhook-reply.ts'
import { readFilter } from '../../read-request.ts'
import { isRefusal } from '../../superoffice-errors.ts'
import { answered, rawBody } from '../../webhook-request.ts'
import { agentTag, malformed, readAgentBody, selectedWebhook } from '../agent-request.ts'

export const agentGetAllWebhooksOperation = tenantOperation({
  id: 'superofficeAgentGetAllWebhooks',
  method: 'POST',
  path: '/:tenantId/api/v1/Agents/Webhook/GetAllWebhooks',
  allow: ['operator', 'tenant:manage', 'tenant:read'],
  tag: agentTag,
  unaudited: 'reads',
  summary: 'All webhooks of the application, filtered by NameFilter, EventFilter and StatusFilter.',
  body: rawBody,
  responses: { 200: { description: 'Array of Webhook' } },

  handle(request) {
    const selection = selectionOf(request)
    if (isRefusal(selection)) return malformed(selection)
    const filter = readAgentBody(request, readFilter)
    if (filter.kind !== 'read') return filter.answer
    const found = listWebhooks(filter.value, request, request.context)
    return answered(
      200,
      found.map((subscription) => selectedWebhook(subscription, selection, request)),
    )
  },
})
