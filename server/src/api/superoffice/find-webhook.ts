/**
 * Which webhooks a caller may know of: those of the SuperOffice dialect that its own application
 * made; the operator sees all (SuperOffice database dictionary, `webhook.application_token`). A
 * webhook that may not be seen is not found, exactly like one that does not exist.
 */
import type { Subscription } from '../../domain/subscription.ts'
import { isSeenBy } from '../../manage/find-subscription.ts'
import type { Pipeline } from '../../pipeline/pipeline.ts'
import type { Caller, PathTenant } from '../operation.ts'
import type { WebhookState } from './webhook-enums.ts'
import { stateName } from './webhook-enums.ts'

export interface Viewer {
  readonly tenant: PathTenant
  readonly caller: Caller
}

interface Sources {
  readonly pipeline: Pick<Pipeline, 'subscriptions'>
}

export interface WebhookFilter {
  /** The whole name, in any case; null: any. */
  readonly name: string | null
  /** An event name that it responds to; null: any. */
  readonly event: string | null
  /** `Unknown`: any. */
  readonly state: WebhookState
}

/** The webhook of a number, if the viewer may see it. */
export function findWebhook(
  number: number,
  viewer: Viewer,
  { pipeline }: Sources,
): Subscription | null {
  const found = pipeline.subscriptions.find(number)
  return found !== null && isVisible(found, viewer) ? found : null
}

/** The webhooks that the viewer may see and that pass the filter, by number. */
export function listWebhooks(
  filter: WebhookFilter,
  viewer: Viewer,
  { pipeline }: Sources,
): readonly Subscription[] {
  const name = filter.name?.toLowerCase() ?? null
  return pipeline.subscriptions
    .list(viewer.tenant.key)
    .filter(
      (subscription) =>
        isVisible(subscription, viewer) &&
        (name === null || subscription.config.name?.toLowerCase() === name) &&
        (filter.event === null || subscription.config.patterns.includes(filter.event)) &&
        (filter.state === 'Unknown' || stateName(subscription.status.state) === filter.state),
    )
}

/** Whether a subscription is a webhook of the viewer's tenant and application. */
function isVisible(subscription: Subscription, { tenant, caller }: Viewer): boolean {
  if (subscription.tenantKey !== tenant.key) return false
  if (subscription.config.dialect !== 'superoffice') return false
  if (subscription.status.state === 'deleted') return false
  if (caller.kind === 'operator') return true
  if (caller.kind !== 'tenant') return false
  return isSeenBy(caller.key.application, subscription)
}

/** Whether the caller may read secrets and header values: it can change them, and no setting hides them. */
export function seesSecrets(
  caller: Caller,
  config: { readonly superofficeMaskSecrets: boolean },
): boolean {
  if (config.superofficeMaskSecrets) return false
  if (caller.kind === 'tenant') return caller.key.scopes.includes('manage')
  return caller.kind === 'operator'
}
