/**
 * For whose eyes an entry of the audit log is. A webhook of SuperOffice belongs to the application
 * that made it, and what became of it is not for keys of another; where it cannot be told which
 * webhooks an entry is about, it is for those who made it.
 */
import { isSubscriptionId, parseDeliveryId } from '../domain/ids.ts'
import type { Subscription } from '../domain/subscription.ts'
import { findSubscription } from '../manage/find-subscription.ts'
import type { AuditedRequest } from './operation.ts'

/** An application that no key has: the entry is for the operator. */
const nobodys = '-'

/** What was told about the call: names of its path, and what it answered. */
export interface AuditTold {
  readonly operationId: string
  /** It came over an API whose calls are about webhooks that belong to an application. */
  readonly isOfApplications: boolean
  readonly named: Readonly<Record<string, string>>
  readonly after: unknown
}

/** The subscription that the call names, as it is now; undefined: it names none that is there. */
export function subscriptionTold(
  request: AuditedRequest,
  { named, after }: Pick<AuditTold, 'named' | 'after'>,
): Subscription | undefined {
  const { tenant, context } = request
  const ids = [named['subscriptionId'], member(after, 'subscription_id'), filtered(after)]
  const id = ids.find((one) => typeof one === 'string' && isSubscriptionId(one))
  if (typeof id === 'string' && isSubscriptionId(id)) {
    return findSubscription(tenant.key, id, context) ?? undefined
  }
  const number =
    parseDeliveryId(named['deliveryId'] ?? '')?.subscriptionNumber ??
    Number(named['webhookId'] ?? member(after, 'WebhookId'))
  return context.pipeline.subscriptions.list(tenant.key).find((one) => one.number === number)
}

/** The application whose keys alone see the entry; null: it hides nothing from the tenant's keys. */
export function eyesOf(
  request: AuditedRequest,
  told: AuditTold,
  before: Subscription | undefined,
): string | null {
  const subscription = before ?? subscriptionTold(request, told)
  if (subscription !== undefined) {
    return subscription.config.dialect === 'superoffice' ? subscription.application : null
  }
  if (!mayBeAboutWebhooks(request, told)) return null
  return request.caller.kind === 'tenant' ? (request.caller.key.application ?? nobodys) : nobodys
}

/** Names of things that a webhook may be behind. */
const namesOfSent = ['subscriptionId', 'webhookId', 'deliveryId', 'replayId', 'alertId']

function mayBeAboutWebhooks(
  { tenant, context }: AuditedRequest,
  { operationId, isOfApplications, named }: AuditTold,
): boolean {
  if (isOfApplications || operationId === 'importSuperOffice') return true
  const isOfSent = operationId === 'createReplay' || namesOfSent.some((name) => name in named)
  if (!isOfSent) return false
  const all = context.pipeline.subscriptions.list(tenant.key)
  return all.some(({ config }) => config.dialect === 'superoffice')
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

const filtered = (after: unknown): unknown => member(member(after, 'filter'), 'subscription')
