/** TestWebhook: sends the test event to the webhook that the body wraps, saved or not. */
import { tenantOperation } from '../../../operation.ts'
import { selectionOf } from '../../operations/webhook-reply.ts'
import { readWrappedWebhook } from '../../read-request.ts'
import { readWebhook } from '../../read-webhook.ts'
import { selectMembers } from '../../select-members.ts'
import { badArgument, isRefusal } from '../../superoffice-errors.ts'
import { testWebhook } from '../../test-webhook.ts'
import { answered, rawBody } from '../../webhook-request.ts'
import { agentTag, malformed, readAgentBody, refusedByAgent } from '../agent-request.ts'

export const agentTestWebhookOperation = tenantOperation({
  id: 'superofficeAgentTestWebhook',
  method: 'POST',
  path: '/:tenantId/api/v1/Agents/Webhook/TestWebhook',
  allow: ['operator', 'tenant:manage'],
  tag: agentTag,
  unaudited: 'test',
  summary: 'Send the test event once and tell what the target answered.',
  body: rawBody,
  responses: { 200: { description: 'WebhookResult' } },

  async handle(request) {
    const selection = selectionOf(request)
    if (isRefusal(selection)) return malformed(selection)
    const draft = readAgentBody(request, (body) => {
      const wrapped = readWrappedWebhook(body)
      if (isRefusal(wrapped)) return wrapped
      return wrapped.webhook == null ? webhookMissing : readWebhook(wrapped.webhook)
    })
    if (draft.kind !== 'read') return draft.answer
    const result = await testWebhook(draft.value, request)
    if (isRefusal(result)) return refusedByAgent(result)
    return answered(200, selectMembers({ ...result }, selection))
  },
})

const webhookMissing = badArgument('The request needs a Webhook: {"Webhook":{...}}.')
