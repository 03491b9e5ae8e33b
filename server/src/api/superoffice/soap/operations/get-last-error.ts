/** GetLastError: what the latest failure of a webhook was; nil when there is no such webhook. */
import { tenantOperation } from '../../../operation.ts'
import { findWebhook } from '../../find-webhook.ts'
import { readWebhookId } from '../../read-request.ts'
import { isRefusal } from '../../superoffice-errors.ts'
import { soapRefused, soapReply } from '../envelope.ts'
import { soapBody, soapIdOf, soapPath, soapTag } from '../soap-request.ts'

export const soapGetLastErrorOperation = tenantOperation({
  id: soapIdOf('GetLastError'),
  method: 'POST',
  path: soapPath,
  allow: ['operator', 'tenant:manage', 'tenant:read'],
  tag: soapTag,
  unaudited: 'reads',
  summary: 'The latest error of a webhook; an empty text when there was none.',
  body: soapBody('GetLastError', '<WebhookId>17</WebhookId>'),
  responses: { 200: { description: 'GetLastErrorResponse' } },

  handle(request) {
    const { body, context } = request
    const read = readWebhookId(body.input)
    if (isRefusal(read)) return soapRefused(body, read)
    const found = findWebhook(read.webhookId, request, context)
    return soapReply(body, found === null ? null : (found.health.lastErrorText ?? ''))
  },
})
