/** CreateDefaultWebhook: the object that clients fill in to make a webhook. */
import { tenantOperation } from '../../../operation.ts'
import { defaultWebhook } from '../../webhook-carrier.ts'
import { soapReply } from '../envelope.ts'
import { soapBody, soapIdOf, soapPath, soapTag } from '../soap-request.ts'

export const soapCreateDefaultWebhookOperation = tenantOperation({
  id: soapIdOf('CreateDefaultWebhook'),
  method: 'POST',
  path: soapPath,
  allow: ['operator', 'tenant:manage', 'tenant:read'],
  tag: soapTag,
  unaudited: 'reads',
  summary: 'The default webhook, to be filled in and saved.',
  body: soapBody('CreateDefaultWebhook', ''),
  responses: { 200: { description: 'CreateDefaultWebhookResponse' } },

  handle: ({ body }) => soapReply(body, defaultWebhook),
})
