/** TestWebhook: sends the test event to a webhook, saved or not. */
import { tenantOperation } from '../../../operation.ts'
import { readWebhook } from '../../read-webhook.ts'
import { isRefusal } from '../../superoffice-errors.ts'
import { testWebhook } from '../../test-webhook.ts'
import { bodyMissing } from '../../webhook-request.ts'
import { soapRefused, soapReply } from '../envelope.ts'
import { soapBody, soapIdOf, soapPath, soapTag } from '../soap-request.ts'

export const soapTestWebhookOperation = tenantOperation({
  id: soapIdOf('TestWebhook'),
  method: 'POST',
  path: soapPath,
  allow: ['operator', 'tenant:manage'],
  tag: soapTag,
  unaudited: 'test',
  summary: 'Send the test event once and tell what the target answered.',
  body: soapBody('TestWebhook', '<Webhook><TargetUrl>https://198.51.100.1/</TargetUrl></Webhook>'),
  responses: { 200: { description: 'TestWebhookResponse' } },

  async handle(request) {
    const { body } = request
    const { Webhook = null } = body.input
    const draft = Webhook === null ? bodyMissing : readWebhook(Webhook)
    if (isRefusal(draft)) return soapRefused(body, draft)
    const result = await testWebhook(draft, request)
    return isRefusal(result) ? soapRefused(body, result) : soapReply(body, result)
  },
})
