/** What an event would reach if it were handed in now; nothing is stored. */
import type { Subscription } from '../../domain/subscription.ts'
import { filterTargets } from '../../pipeline/filter-targets.ts'
import { LookingTurns } from '../../pipeline/looking-turns.ts'
import type { ApiContext } from '../context.ts'
import type { OperationReply, PathTenant } from '../operation.ts'
import type { ReadEvent } from '../intake/accept-request.ts'

export async function dryRun(
  { type, data, warnings }: Pick<ReadEvent, 'type' | 'data' | 'warnings'>,
  { tenant, context }: { readonly tenant: PathTenant; readonly context: ApiContext },
): Promise<OperationReply> {
  const { subscriptions: index } = context.pipeline
  const parts = { lookingTurns: new LookingTurns(context.ports.clock), subscriptions: index }
  const matches = await filterTargets(index.match(tenant.key, type), data, parts)
  const subscriptions = matches.map((subscription) => ({
    id: subscription.id,
    name: subscription.config.name,
    state: subscription.status.state,
    effect: effectOf(subscription, context),
  }))
  const matched = subscriptions.filter(({ effect }) => effect !== 'skip').length
  const told = warnings.length === 0 ? {} : { warnings }
  return { status: 200, body: { dry_run: true, matched, subscriptions, ...told } }
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
