/** GetWebhook: the webhook of an id, or nil. */
import { tenantOperation } from '../../../operation.ts'
import { findWebhook } from '../../find-webhook.ts'
import { readWebhookId } from '../../read-request.ts'
import { shownWebhook } from '../../shown-webhook.ts'
import { isRefusal } from '../../superoffice-errors.ts'
import { soapRefused, soapReply } from '../envelope.ts'
import { soapBody, soapIdOf, soapPath, soapTag } from '../soap-request.ts'

export const soapGetWebhookOperation = tenantOperation({
  id: soapIdOf('GetWebhook'),
  method: 'POST',
  path: soapPath,
  allow: ['operator', 'tenant:manage', 'tenant:read'],
  tag: soapTag,
  unaudited: 'reads',
  summary: 'One webhook, or nil.',
  body: soapBody('GetWebhook', '<WebhookId>17</WebhookId>'),
  responses: { 200: { description: 'GetWebhookResponse' } },

  handle(request) {
    const { body, context } = request
    const read = readWebhookId(body.input)
    if (isRefusal(read)) return soapRefused(body, read)
    const found = findWebhook(read.webhookId, request, context)
    return soapReply(body, found === null ? null : shownWebhook(found, request))
  },
})
