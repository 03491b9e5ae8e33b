/** SaveWebhook: saves the bare webhook in the body; with an id of 0, or none, it is a new one. */
import { tenantOperation } from '../../../operation.ts'
import { readIdOf, webhookSubject } from '../../audited-webhook.ts'
import { readWebhookId } from '../../read-request.ts'
import { readWebhook } from '../../read-webhook.ts'
import { saveWebhook } from '../../save-webhook.ts'
import { shownWebhook } from '../../shown-webhook.ts'
import { isRefusal } from '../../superoffice-errors.ts'
import { answered, bodyMissing, rawBody, readBody } from '../../webhook-request.ts'
import { agentTag, readAgentBody, refusedByAgent } from '../agent-request.ts'

export const agentSaveWebhookOperation = tenantOperation({
  id: 'superofficeAgentSaveWebhook',
  method: 'POST',
  path: '/:tenantId/api/v1/Agents/Webhook/SaveWebhook',
  allow: ['operator', 'tenant:manage'],
  tag: agentTag,
  summary: 'Save a webhook. An active one has to answer a test event with 200 first.',
  subject: webhookSubject((request) => {
    const body = readBody(request)
    return body.kind === 'parsed' ? readIdOf(readWebhookId(body.value)) : null
  }),
  body: rawBody,
  responses: { 200: { description: 'Webhook' } },

  async handle(request) {
    const draft = readAgentBody(request, (body) =>
      body === undefined ? bodyMissing : readWebhook(body),
    )
    if (draft.kind !== 'read') return draft.answer
    const saved = await saveWebhook(draft.value, request)
    if (isRefusal(saved)) return refusedByAgent(saved)
    return answered(200, shownWebhook(saved, request))
  },
})
