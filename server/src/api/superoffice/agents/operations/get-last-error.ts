/** GetLastError: what the latest failure of a webhook was, as a JSON string; null without one. */
import { tenantOperation } from '../../../operation.ts'
import { findWebhook } from '../../find-webhook.ts'
import { readWebhookId } from '../../read-request.ts'
import { answered, rawBody } from '../../webhook-request.ts'
import { agentTag, readAgentBody } from '../agent-request.ts'

export const agentGetLastErrorOperation = tenantOperation({
  id: 'superofficeAgentGetLastError',
  method: 'POST',
  path: '/:tenantId/api/v1/Agents/Webhook/GetLastError',
  allow: ['operator', 'tenant:manage', 'tenant:read'],
  tag: agentTag,
  unaudited: 'reads',
  summary: 'The latest error of a webhook; an empty text when there was none.',
  body: rawBody,
  responses: { 200: { description: 'JSON string, or null when there is no such webhook' } },

  handle(request) {
    const read = readAgentBody(request, readWebhookId)
    if (read.kind !== 'read') return read.answer
    const found = findWebhook(read.value.webhookId, request, request.context)
    return answered(200, found === null ? null : (found.health.lastErrorText ?? ''))
  },
})
