/**
 * A webhook as one caller may see it, which every API of this system answers: with the mask in
 * place of what the caller may not read, and with dates that say where they stand if it asks for
 * that (web API documentation, header `SO-TimeZone`).
 */
import type { Subscription } from '../../domain/subscription.ts'
import { seesSecrets } from './find-webhook.ts'
import { noDate, toWebhook, type Webhook } from './webhook-carrier.ts'
import type { WebhookRequest } from './webhook-request.ts'

type Asking = Pick<WebhookRequest, 'caller' | 'headers'> & {
  readonly context: { readonly config: { readonly superofficeMaskSecrets: boolean } }
}

/** The carrier for this caller. Dates are always UTC: `includeTZOffset` adds the `Z`. */
export function shownWebhook(
  subscription: Subscription,
  { caller, headers, context }: Asking,
): Webhook {
  const isMasked = !seesSecrets(caller, context.config)
  const webhook = toWebhook(subscription, { isMasked })
  const zone = headers['so-timezone']
  if (typeof zone !== 'string' || !/\bincludeTZOffset\b/i.test(zone)) return webhook
  const { Registered, Updated } = webhook
  return { ...webhook, Registered: withOffset(Registered), Updated: withOffset(Updated) }
}

const withOffset = (date: string): string => (date === noDate ? date : `${date}Z`)
