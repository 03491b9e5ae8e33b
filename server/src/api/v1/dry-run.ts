/** What an event of a type would reach if it were handed in now; nothing is stored. */
import type { Subscription } from '../../domain/subscription.ts'
import type { ApiContext } from '../context.ts'
import type { OperationReply, PathTenant } from '../operation.ts'

export function dryRun(
  type: string,
  { tenant, context }: { readonly tenant: PathTenant; readonly context: ApiContext },
): OperationReply {
  const matches = context.pipeline.subscriptions.match(tenant.key, type)
  const subscriptions = matches.map((subscription) => ({
    id: subscription.id,
    name: subscription.config.name,
    state: subscription.status.state,
    effect: effectOf(subscription, context),
  }))
  const matched = subscriptions.filter(({ effect }) => effect !== 'skip').length
  return { status: 200, body: { dry_run: true, matched, subscriptions } }
}

/** Delivered at once, kept until the subscription is active again, or not kept for it at all. */
function effectOf(
  { status, config }: Subscription,
  { ports }: ApiContext,
): 'deliver' | 'park' | 'skip' {
  if (status.state === 'active') return 'deliver'
  if (status.state === 'disabled') return 'park'
  return ports.dialects(config.dialect).retryRule.whilePaused
}
