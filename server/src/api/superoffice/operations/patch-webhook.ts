/** PATCH Webhook/{id}: a JSON patch or a merge patch on what the caller sees of the webhook. */
import { tenantOperation } from '../../operation.ts'
import { seesSecrets } from '../find-webhook.ts'
import { patchWebhook } from '../patch-webhook.ts'
import { preconditionOf } from '../precondition.ts'
import { readWebhook } from '../read-webhook.ts'
import { changeWebhook, type Edit } from '../save-webhook.ts'
import { badArgument, isRefusal, webhookNotFound } from '../superoffice-errors.ts'
import { toWebhook } from '../webhook-carrier.ts'
import { readBody, readInt32, refused, unreadable } from '../webhook-request.ts'
import { patchBody } from '../webhook-views.ts'
import { selectionOf, superOfficeTag, webhookReply, webhookWithLinks } from './webhook-reply.ts'

export const patchWebhookOperation = tenantOperation({
  id: 'superofficePatchWebhook',
  method: 'PATCH',
  path: '/:tenantId/api/v1/Webhook/:webhookId',
  allow: ['operator', 'tenant:manage'],
  tag: superOfficeTag,
  summary: 'Change members of a webhook by a JSON patch (array) or a merge patch (object).',
  body: patchBody,
  requestHeaders: { 'If-Unmodified-Since': 'Refuse with 412 when it was changed later.' },
  responses: webhookWithLinks,

  async handle(request) {
    const selection = selectionOf(request)
    if (isRefusal(selection)) return refused(selection)
    const number = readInt32(request.params.webhookId)
    if (number === null) return refused(webhookNotFound(request.params.webhookId))
    const read = readBody(request)
    if (read.kind !== 'parsed') return unreadable(read)
    const { value: patch } = read
    if (patch === undefined || patch === null) return refused(patchMissing)
    const check = preconditionOf(request.headers)
    const isMasked = !seesSecrets(request.caller, request.context.config)
    const edit: Edit = (before) => {
      const refusal = check(before)
      if (refusal !== null) return refusal
      const patched = patchWebhook(toWebhook(before, { isMasked }), patch)
      return isRefusal(patched) ? patched : readWebhook(patched)
    }
    return webhookReply(await changeWebhook(number, edit, request), selection, request)
  },
})

const patchMissing = badArgument(
  'The patch is missing from the body. Send a list of operations, or an object with the members to change.',
)
