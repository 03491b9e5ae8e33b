/**
 * The save that REST, the agents and SOAP share: checked, then pinged where that is due, then
 * stored, and nothing is stored when any of it fails (SuperOffice subscription page, "WebhookManager").
 * Two saves at once cannot lose one another: a change is worked out again when somebody else's was
 * stored first. A crash leaves the old definition or the new one.
 */
import type { Subscription, SubscriptionConfig } from '../../domain/subscription.ts'
import { changeSubscription } from '../../manage/change-subscription.ts'
import {
  checkSubscriptionConfig,
  type ConfigFault,
} from '../../manage/check-subscription-config.ts'
import { createSubscription } from '../../manage/create-subscription.ts'
import { deleteSubscription } from '../../manage/delete-subscription.ts'
import type { ApiContext } from '../context.ts'
import { findWebhook, type Viewer } from './find-webhook.ts'
import { planSave, type SavePlan } from './plan-save.ts'
import type { WebhookDraft } from './read-webhook.ts'
import { draftedSubscription } from './drafted-subscription.ts'
import {
  badArgument,
  conflict,
  isRefusal,
  type Refusal,
  webhookNotFound,
} from './superoffice-errors.ts'
import { replyMessage } from './reply-message.ts'
import type { Author } from './webhook-settings.ts'

/** Who saves, whose webhooks, and with what. */
export interface SaveDoor extends Viewer {
  readonly context: Pick<ApiContext, 'ports' | 'pipeline' | 'config' | 'tenantLimits'>
}

/** What a webhook is to become, worked out from what is stored. */
export type Edit = (before: Subscription) => WebhookDraft | Refusal

/** Each lost turn means that somebody else's save was stored. */
const turnsMax = 10

/** Saves a new webhook, or the one whose id the draft carries. */
export async function saveWebhook(
  draft: WebhookDraft,
  door: SaveDoor,
): Promise<Subscription | Refusal> {
  if (draft.webhookId !== 0) return changeWebhook(draft.webhookId, () => draft, door)
  const plan = planSave(draft, null, authorOf(door))
  if (isRefusal(plan)) return plan
  const refusal = await proveTarget(plan, null, door)
  if (refusal !== null) return refusal
  const { tenant, context, caller } = door
  const result = await createSubscription(
    {
      tenantKey: tenant.key,
      owner: { kind: 'tenant', id: tenant.id },
      externalKey: null,
      application: caller.kind === 'tenant' ? caller.key.application : null,
      config: plan.config,
      state: plan.stateWhenNew,
      subscriptionsMax: context.tenantLimits.subscriptionsMax(tenant.key),
    },
    context,
  )
  switch (result.kind) {
    case 'created':
      return result.subscription
    case 'refused':
      return faultRefused(result.faults, plan.config, door)
    case 'limit-reached':
      return conflict(
        'The tenant has as many webhooks as it may have. Delete one that is no longer needed.',
      )
    case 'external-key-taken':
      throw new Error('a webhook was saved with an external key')
  }
}

/** Changes the webhook of a number as `edit` says. */
export async function changeWebhook(
  number: number,
  edit: Edit,
  door: SaveDoor,
): Promise<Subscription | Refusal> {
  let provenUrl: string | null = null
  for (let turn = 0; turn < turnsMax; turn += 1) {
    const before = findWebhook(number, door, door.context)
    if (before === null) return webhookNotFound(number)
    const draft = edit(before)
    if (isRefusal(draft)) return draft
    const plan = planSave(draft, before, authorOf(door))
    if (isRefusal(plan)) return plan
    if (plan.config.url !== provenUrl) {
      const refusal = await proveTarget(plan, before, door)
      if (refusal !== null) return refusal
      if (plan.isPinged) provenUrl = plan.config.url
    }
    const state = stateAfter[plan.move]
    const result = await changeSubscription(
      {
        before,
        // What stays as it is makes no version.
        ...(plan.config === before.config ? {} : { config: plan.config }),
        ...(state === null ? {} : { state }),
      },
      door.context,
    )
    if (result.kind === 'changed') return result.subscription
    if (result.kind === 'refused') return faultRefused(result.faults, plan.config, door)
  }
  return conflict(`Webhook ${number} was changed by others again and again. Try again.`)
}

/** False when there is no such webhook that the caller may see. */
export async function deleteWebhook(number: number, door: SaveDoor): Promise<boolean> {
  if (findWebhook(number, door, door.context) === null) return false
  return deleteSubscription({ tenantKey: door.tenant.key, number }, door.context)
}

/** The draft as a subscription that a test event can be sent to, with the rules of a save. */
export async function draftedWebhook(
  draft: WebhookDraft,
  door: SaveDoor,
): Promise<Subscription | Refusal> {
  const before = draft.webhookId === 0 ? null : findWebhook(draft.webhookId, door, door.context)
  // A test asks nothing of the state, so no rule about states may be in its way.
  const plan = planSave({ ...draft, state: undefined }, before, authorOf(door))
  if (isRefusal(plan)) return plan
  const refusal = await checkConfig(plan.config, null, door)
  return refusal ?? draftedSubscription(plan.config, before, door)
}

const stateAfter = { start: 'active', stop: 'paused', keep: null } as const

/** Who saves, as a webhook names its makers. */
export function authorOf({ caller }: SaveDoor): Author {
  return { associateId: 0, name: caller.kind === 'tenant' ? caller.key.name : 'operator' }
}

/** Judges the configuration, and pings its target where the plan says so. */
async function proveTarget(
  plan: SavePlan,
  before: Subscription | null,
  door: SaveDoor,
): Promise<Refusal | null> {
  const refusal = await checkConfig(plan.config, before?.config ?? null, door)
  if (refusal !== null || !plan.isPinged) return refusal
  const subscription = draftedSubscription(plan.config, before, door)
  const { isAccepted, reply } = await door.context.pipeline.sendTest(subscription)
  if (isAccepted) return null
  return badArgument(
    `Webhook TargetUrl did not answer the test event with 200 OK, so nothing was saved. It said: ${replyMessage(reply)}`,
  )
}

async function checkConfig(
  config: SubscriptionConfig,
  known: SubscriptionConfig | null,
  door: SaveDoor,
): Promise<Refusal | null> {
  const { ports } = door.context
  const tenantKey = door.tenant.key
  const faults = await checkSubscriptionConfig(config, known, { ports, tenantKey })
  return faults.length === 0 ? null : faultRefused(faults, config, door)
}

/** The first fault in the words of this API. */
function faultRefused(
  [fault]: readonly ConfigFault[],
  { url, dispatcher }: SubscriptionConfig,
  { context }: SaveDoor,
): Refusal {
  if (fault === undefined) throw new Error('a configuration was refused without a fault')
  if (fault.field === 'headers') {
    const header = fault.header === null ? '' : ` ${JSON.stringify(fault.header.slice(0, 100))}`
    return badArgument(`Webhook Headers${header} ${fault.detail}.`)
  }
  const isAllowedHttp = context.config.allowHttpTargets && /^http:/i.test(url)
  if (dispatcher === 'http' && !/^https:/i.test(url) && !isAllowedHttp) {
    // Word for word what the published client's test expects.
    return badArgument(`Webhook TargetUrl must be secure: 'HTTPS:' not found in ${url}`)
  }
  return badArgument(`Webhook TargetUrl cannot be used: ${fault.detail}`)
}
