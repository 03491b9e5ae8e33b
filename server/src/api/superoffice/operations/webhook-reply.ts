/** What the operations of this API have in common: how they are listed, how a webhook is answered. */
import type { Subscription } from '../../../domain/subscription.ts'
import type { OperationReply } from '../../operation.ts'
import { readSelection, selectMembers, type Selection } from '../select-members.ts'
import { shownWebhook } from '../shown-webhook.ts'
import { isRefusal, type Refusal } from '../superoffice-errors.ts'
import {
  answered,
  queryValue,
  refused,
  type WebhookRequest,
  withLinks,
} from '../webhook-request.ts'

export const superOfficeTag = 'SuperOffice webhooks'

/** What `$select` wants, to be read before anything is saved. */
export const selectionOf = (request: WebhookRequest): Selection | Refusal =>
  readSelection(queryValue(request, '$select'))

/** One webhook as the caller may see it, with links and as far as it was selected. */
export function webhookReply(
  saved: Subscription | Refusal,
  selection: Selection,
  request: WebhookRequest,
): OperationReply {
  if (isRefusal(saved)) return refused(saved)
  const webhook = withLinks(shownWebhook(saved, request), request)
  return answered(200, selectMembers({ ...webhook }, selection))
}
