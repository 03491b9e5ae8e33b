/**
 * What a save does, decided before anything is sent or stored: the new configuration, the change
 * of state, and whether the target has to answer a test event first. The documented promise is that
 * an active webhook points at something that answered 200, so a stopped copy, a rename or a change
 * of events needs no ping (SuperOffice subscription page, "Save").
 */
import { isDeepStrictEqual } from 'node:util'
import type { Subscription, SubscriptionConfig } from '../../domain/subscription.ts'
import type { WebhookDraft } from './read-webhook.ts'
import { badArgument, type Refusal } from './superoffice-errors.ts'
import { validateWebhook } from './validate-webhook.ts'
import { configOf, defineWebhook } from './webhook-definition.ts'
import type { Author } from './webhook-settings.ts'

export interface SavePlan {
  readonly config: SubscriptionConfig
  /** `start` and `stop` change a stored webhook's state; `keep` leaves it as it is. */
  readonly move: 'start' | 'stop' | 'keep'
  /** The state after the save, for a webhook that is new. */
  readonly stateWhenNew: 'active' | 'paused'
  /** Whether the target has to answer the test event. */
  readonly isPinged: boolean
}

/** The plan, or the rule that the draft breaks. `before` is null for a new webhook. */
export function planSave(
  draft: WebhookDraft,
  before: Subscription | null,
  author: Author,
): SavePlan | Refusal {
  const definition = defineWebhook(draft, before)
  const refusal = validateWebhook(definition)
  if (refusal !== null) return refusal
  const move = moveOf(draft, before)
  if (typeof move !== 'string') return move
  const asked = configOf(definition, before, author)
  const config = move === 'keep' && isAsBefore(asked, before) ? before.config : asked
  const stateWhenNew = draft.state === 'Stopped' ? 'paused' : 'active'
  const isNewTarget = before === null || isOtherTarget(before.config, config)
  const isActive =
    before === null
      ? stateWhenNew === 'active'
      : move === 'start' || (move === 'keep' && before.status.state === 'active')
  return {
    config,
    move,
    stateWhenNew,
    // A script is looked for instead; running it would be more than a look.
    isPinged: isActive && config.dispatcher === 'http' && (isNewTarget || move === 'start'),
  }
}

/** An absent or unknown state leaves a webhook as it is, and makes a new one active. */
function moveOf(draft: WebhookDraft, before: Subscription | null): SavePlan['move'] | Refusal {
  const stored = before?.status.state ?? null
  switch (draft.state) {
    case 'TooManyErrors':
      if (stored === 'disabled') return 'keep'
      return badArgument(
        "Webhook State 'TooManyErrors' is set by the service alone. Save it as Active or Stopped.",
      )
    case 'Active':
      return stored === null || stored === 'active' ? 'keep' : 'start'
    case 'Stopped':
      return stored === null || stored === 'paused' ? 'keep' : 'stop'
    case 'Unknown':
    case null:
    case undefined:
      return 'keep'
  }
}

/** Whether nothing but the name of who saves it would change; then nobody has changed it. */
export function isAsBefore(
  asked: SubscriptionConfig,
  before: Subscription | null,
): before is Subscription {
  if (before === null) return false
  const updatedAssociate = before.config.dialectSettings['updatedAssociate']
  const dialectSettings = { ...asked.dialectSettings, updatedAssociate }
  return isDeepStrictEqual({ ...asked, dialectSettings }, before.config)
}

function isOtherTarget(before: SubscriptionConfig, after: SubscriptionConfig): boolean {
  return before.url !== after.url || before.dispatcher !== after.dispatcher
}
