/** GetAllWebhooks: the webhooks that the caller may see, by three filters. */
import { tenantOperation } from '../../../operation.ts'
import { listWebhooks } from '../../find-webhook.ts'
import { readFilter } from '../../read-request.ts'
import { shownWebhook } from '../../shown-webhook.ts'
import { isRefusal } from '../../superoffice-errors.ts'
import { soapRefused, soapReply } from '../envelope.ts'
import { soapBody, soapIdOf, soapPath, soapTag } from '../soap-request.ts'

export const soapGetAllWebhooksOperation = tenantOperation({
  id: soapIdOf('GetAllWebhooks'),
  method: 'POST',
  path: soapPath,
  allow: ['operator', 'tenant:manage', 'tenant:read'],
  tag: soapTag,
  unaudited: 'reads',
  summary: 'All webhooks of the application, filtered by NameFilter, EventFilter and StatusFilter.',
  body: soapBody('GetAllWebhooks', '<StatusFilter>Unknown</StatusFilter>'),
  responses: { 200: { description: 'GetAllWebhooksResponse' } },

  handle(request) {
    const { body, context } = request
    const filter = readFilter(body.input)
    if (isRefusal(filter)) return soapRefused(body, filter)
    const found = listWebhooks(filter, request, context)
    return soapReply(
      body,
      found.map((subscription) => shownWebhook(subscription, request)),
    )
  },
})
