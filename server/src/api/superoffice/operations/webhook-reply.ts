/** What the operations of this API have in common: how they are listed, how a webhook is answered. */
import type { Subscription } from '../../../domain/subscription.ts'
import type { OperationReply } from '../../operation.ts'
import { seesSecrets } from '../find-webhook.ts'
import { selectMembers } from '../select-members.ts'
import { isRefusal, type Refusal } from '../superoffice-errors.ts'
import { toWebhook } from '../webhook-carrier.ts'
import {
  answered,
  queryValue,
  refused,
  type WebhookRequest,
  withLinks,
} from '../webhook-request.ts'

export const superOfficeTag = 'SuperOffice webhooks'

/** One webhook as the caller may see it, with links and as far as `$select` wants it. */
export function webhookReply(
  saved: Subscription | Refusal,
  request: WebhookRequest,
): OperationReply {
  if (isRefusal(saved)) return refused(saved)
  const { caller, context } = request
  const isMasked = !seesSecrets(caller, context.config)
  const webhook = withLinks(toWebhook(saved, { isMasked }), request)
  return answered(200, selectMembers({ ...webhook }, queryValue(request, '$select')))
}
