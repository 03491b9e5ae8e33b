/** GET Webhook: a bare array of the webhooks that the caller may see, by three filters. */
import { Type } from 'typebox'
import { tenantOperation } from '../../operation.ts'
import { listWebhooks } from '../find-webhook.ts'
import { readFilter } from '../read-request.ts'
import { shownWebhook } from '../shown-webhook.ts'
import { isRefusal } from '../superoffice-errors.ts'
import { defaultWebhook } from '../webhook-carrier.ts'
import { answered, queryValue, refused } from '../webhook-request.ts'
import { WebhookView } from '../webhook-views.ts'
import { superOfficeTag } from './webhook-reply.ts'

export const listWebhooksOperation = tenantOperation({
  id: 'superofficeListWebhooks',
  method: 'GET',
  path: '/:tenantId/api/v1/Webhook',
  allow: ['operator', 'tenant:manage', 'tenant:read'],
  tag: superOfficeTag,
  summary: 'All webhooks of the application, filtered by nameFilter, eventFilter and statusFilter.',
  responses: {
    200: {
      description: 'Array of Webhook',
      schema: Type.Array(WebhookView),
      example: [{ ...defaultWebhook, WebhookId: 1, Name: 'My Webhook' }],
    },
  },

  handle(request) {
    const names = ['NameFilter', 'EventFilter', 'StatusFilter']
    const asked = Object.fromEntries(names.map((name) => [name, queryValue(request, name)]))
    const filter = readFilter(asked)
    if (isRefusal(filter)) return refused(filter)
    const found = listWebhooks(filter, request, request.context)
    return answered(
      200,
      found.map((subscription) => shownWebhook(subscription, request)),
    )
  },
})
