/** DeleteWebhook: the webhook of an id ends. One that is not there is gone already. */
import { tenantOperation } from '../../../operation.ts'
import { readIdOf, webhookSubject } from '../../audited-webhook.ts'
import { readWebhookId } from '../../read-request.ts'
import { deleteWebhook } from '../../save-webhook.ts'
import { isRefusal } from '../../superoffice-errors.ts'
import { type SoapCall, soapRefused, soapReply } from '../envelope.ts'
import { soapBody, soapIdOf, soapPath, soapTag } from '../soap-request.ts'

export const soapDeleteWebhookOperation = tenantOperation({
  id: soapIdOf('DeleteWebhook'),
  method: 'POST',
  path: soapPath,
  allow: ['operator', 'tenant:manage'],
  tag: soapTag,
  summary: 'Delete a webhook.',
  subject: webhookSubject(({ body }) => readIdOf(readWebhookId((body as SoapCall).input))),
  body: soapBody('DeleteWebhook', '<WebhookId>17</WebhookId>'),
  responses: { 200: { description: 'DeleteWebhookResponse' } },

  async handle(request) {
    const { body } = request
    const read = readWebhookId(body.input)
    if (isRefusal(read)) return soapRefused(body, read)
    await deleteWebhook(read.webhookId, request)
    return soapReply(body)
  },
})
