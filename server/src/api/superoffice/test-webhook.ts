/**
 * The test event, asked for by itself: the definition is used as it is given, saved or not, with
 * its headers, properties and secret; nothing is stored and no statistics change (REST reference,
 * POST Webhook/Test).
 */
import type { WebhookDraft } from './read-webhook.ts'
import { replyMessage } from './reply-message.ts'
import { draftedWebhook, type SaveDoor } from './save-webhook.ts'
import { isRefusal, type Refusal } from './superoffice-errors.ts'

export interface WebhookResult {
  /** Whether the target answered 200, or what the setting counts as success. */
  readonly Success: boolean
  /** Headers and body of the target's answer, or why there was none. Text from a stranger. */
  readonly Message: string
  readonly TableRight: null
  readonly FieldProperties: Readonly<Record<string, never>>
}

/** Sends the test event once. */
export async function testWebhook(
  draft: WebhookDraft,
  door: SaveDoor,
): Promise<WebhookResult | Refusal> {
  const subscription = await draftedWebhook(draft, door)
  if (isRefusal(subscription)) return subscription
  const { isAccepted, reply } = await door.context.pipeline.sendTest(subscription)
  return {
    Success: isAccepted,
    Message: replyMessage(reply),
    TableRight: null,
    FieldProperties: {},
  }
}
