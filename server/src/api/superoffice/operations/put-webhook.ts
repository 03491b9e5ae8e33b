/** PUT Webhook/{id}: replaces a whole webhook; the id of the path wins over that of the body. */
import { tenantOperation } from '../../operation.ts'
import { preconditionOf } from '../precondition.ts'
import { readWebhook } from '../read-webhook.ts'
import { changeWebhook } from '../save-webhook.ts'
import { isRefusal, webhookNotFound } from '../superoffice-errors.ts'
import { bodyMissing, readBody, readInt32, refused, unreadable } from '../webhook-request.ts'
import { webhookBody } from '../webhook-views.ts'
import { selectionOf, superOfficeTag, webhookReply, webhookWithLinks } from './webhook-reply.ts'

export const putWebhookOperation = tenantOperation({
  id: 'superofficePutWebhook',
  method: 'PUT',
  path: '/:tenantId/api/v1/Webhook/:webhookId',
  allow: ['operator', 'tenant:manage'],
  tag: superOfficeTag,
  summary: 'Replace a webhook.',
  body: webhookBody,
  requestHeaders: { 'If-Unmodified-Since': 'Refuse with 412 when it was changed later.' },
  responses: webhookWithLinks,

  async handle(request) {
    const selection = selectionOf(request)
    if (isRefusal(selection)) return refused(selection)
    const number = readInt32(request.params.webhookId)
    if (number === null) return refused(webhookNotFound(request.params.webhookId))
    const read = readBody(request)
    if (read.kind !== 'parsed') return unreadable(read)
    if (read.value === undefined || read.value === null) return refused(bodyMissing)
    const draft = readWebhook(read.value)
    if (isRefusal(draft)) return refused(draft)
    const check = preconditionOf(request.headers)
    const edit = (before: Parameters<typeof check>[0]) => check(before) ?? draft
    return webhookReply(await changeWebhook(number, edit, request), selection, request)
  },
})
