/** CreateDefaultWebhook: the object that clients fill in to make a webhook. Takes no input. */
import { tenantOperation } from '../../../operation.ts'
import { defaultWebhook } from '../../webhook-carrier.ts'
import { answered, rawBody } from '../../webhook-request.ts'
import { agentTag } from '../agent-request.ts'

export const agentCreateDefaultWebhookOperation = tenantOperation({
  id: 'superofficeAgentCreateDefaultWebhook',
  method: 'POST',
  path: '/:tenantId/api/v1/Agents/Webhook/CreateDefaultWebhook',
  allow: ['operator', 'tenant:manage', 'tenant:read'],
  tag: agentTag,
  unaudited: 'reads',
  summary: 'The default webhook, to be filled in and saved.',
  body: rawBody,
  responses: { 200: { description: 'Webhook' } },

  handle: () => answered(200, defaultWebhook),
})
