/** SaveWebhook: saves a webhook; with an id of 0, or none, it is a new one. */
import { tenantOperation } from '../../../operation.ts'
import { readIdOf, webhookSubject } from '../../audited-webhook.ts'
import { readWebhookId } from '../../read-request.ts'
import { readWebhook } from '../../read-webhook.ts'
import { saveWebhook } from '../../save-webhook.ts'
import { shownWebhook } from '../../shown-webhook.ts'
import { isRefusal } from '../../superoffice-errors.ts'
import { bodyMissing } from '../../webhook-request.ts'
import { type SoapCall, soapRefused, soapReply } from '../envelope.ts'
import { soapBody, soapIdOf, soapPath, soapTag } from '../soap-request.ts'

export const soapSaveWebhookOperation = tenantOperation({
  id: soapIdOf('SaveWebhook'),
  method: 'POST',
  path: soapPath,
  allow: ['operator', 'tenant:manage'],
  tag: soapTag,
  summary: 'Save a webhook. An active one has to answer a test event with 200 first.',
  subject: webhookSubject(({ body }) =>
    readIdOf(readWebhookId((body as SoapCall).input['Webhook'])),
  ),
  body: soapBody('SaveWebhook', '<Webhook><Name>probe</Name><State>Stopped</State></Webhook>'),
  responses: { 200: { description: 'SaveWebhookResponse' } },

  async handle(request) {
    const { body } = request
    const { Webhook = null } = body.input
    const draft = Webhook === null ? bodyMissing : readWebhook(Webhook)
    if (isRefusal(draft)) return soapRefused(body, draft)
    const saved = await saveWebhook(draft, request)
    if (isRefusal(saved)) return soapRefused(body, saved)
    const webhook = shownWebhook(saved, request)
    return { ...soapReply(body, webhook), changed: webhook }
  },
})
