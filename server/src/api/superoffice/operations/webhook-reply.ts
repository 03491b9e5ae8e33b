/** What the operations of this API have in common: how they are listed, how a webhook is answered. */
import type { Subscription } from '../../../domain/subscription.ts'
import type { OperationReply, ResponseRule } from '../../operation.ts'
import { defaultWebhook } from '../webhook-carrier.ts'
import { WebhookWithLinksView } from '../webhook-views.ts'
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

/** How one webhook is answered. */
export const webhookWithLinks: Readonly<Record<200, ResponseRule>> = {
  200: {
    description: 'The webhook, with links',
    schema: WebhookWithLinksView,
    example: {
      ...defaultWebhook,
      WebhookId: 1,
      Name: 'My Webhook',
      TargetUrl: 'https://crm.example.com/notify',
      _Links: {
        Self: 'https://hooks.example.com/Cust12345/api/v1/Webhook/1',
        Archive: 'https://hooks.example.com/Cust12345/api/v1/Webhook',
      },
    },
  },
}

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
