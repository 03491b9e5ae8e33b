/** GET Webhook: a bare array of the webhooks that the caller may see, by three filters. */
import { tenantOperation } from '../../operation.ts'
import { listWebhooks } from '../find-webhook.ts'
import { shownWebhook } from '../shown-webhook.ts'
import { badArgument } from '../superoffice-errors.ts'
import { readState } from '../webhook-enums.ts'
import { answered, queryValue, refused } from '../webhook-request.ts'
import { superOfficeTag } from './webhook-reply.ts'

export const listWebhooksOperation = tenantOperation({
  id: 'superofficeListWebhooks',
  method: 'GET',
  path: '/:tenantId/api/v1/Webhook',
  allow: ['operator', 'tenant:manage', 'tenant:read'],
  tag: superOfficeTag,
  summary: 'All webhooks of the application, filtered by nameFilter, eventFilter and statusFilter.',
  responses: { 200: { description: 'Array of Webhook' } },

  handle(request) {
    const status = queryValue(request, 'statusFilter')
    const state = status === null ? 'Unknown' : readState(status)
    if (state === null) {
      const known = 'Unknown, Active, Stopped, TooManyErrors'
      return refused(badArgument(`The statusFilter has to be one of ${known}.`))
    }
    const filter = {
      name: queryValue(request, 'nameFilter'),
      event: queryValue(request, 'eventFilter'),
      state,
    }
    const found = listWebhooks(filter, request, request.context)
    return answered(
      200,
      found.map((subscription) => shownWebhook(subscription, request)),
    )
  },
})
