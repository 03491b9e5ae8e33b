/** GET Webhook/default: the object that clients fill in to make a webhook. */
import { tenantOperation } from '../../operation.ts'
import { defaultWebhook } from '../webhook-carrier.ts'
import { answered } from '../webhook-request.ts'
import { WebhookView } from '../webhook-views.ts'
import { superOfficeTag } from './webhook-reply.ts'

export const getDefaultWebhookOperation = tenantOperation({
  id: 'superofficeGetDefaultWebhook',
  method: 'GET',
  path: '/:tenantId/api/v1/Webhook/default',
  allow: ['operator', 'tenant:manage', 'tenant:read'],
  tag: superOfficeTag,
  summary: 'The default webhook, to be filled in and saved.',
  responses: { 200: { description: 'Webhook', schema: WebhookView, example: defaultWebhook } },

  handle: () => answered(200, defaultWebhook),
})
