/** POST Webhook: saves a new webhook, or the one whose id the body carries. Answers 200, not 201. */
import { tenantOperation } from '../../operation.ts'
import { readWebhook } from '../read-webhook.ts'
import { saveWebhook } from '../save-webhook.ts'
import { isRefusal } from '../superoffice-errors.ts'
import { bodyMissing, readBody, refused, unreadable } from '../webhook-request.ts'
import { webhookBody } from '../webhook-views.ts'
import { selectionOf, superOfficeTag, webhookReply, webhookWithLinks } from './webhook-reply.ts'

export const createWebhookOperation = tenantOperation({
  id: 'superofficeCreateWebhook',
  method: 'POST',
  path: '/:tenantId/api/v1/Webhook',
  allow: ['operator', 'tenant:manage'],
  tag: superOfficeTag,
  summary: 'Save a new webhook. An active one has to answer a test event with 200 first.',
  body: webhookBody,
  responses: webhookWithLinks,

  async handle(request) {
    const selection = selectionOf(request)
    if (isRefusal(selection)) return refused(selection)
    const read = readBody(request)
    if (read.kind !== 'parsed') return unreadable(read)
    if (read.value === undefined || read.value === null) return refused(bodyMissing)
    const draft = readWebhook(read.value)
    if (isRefusal(draft)) return refused(draft)
    return webhookReply(await saveWebhook(draft, request), selection, request)
  },
})
