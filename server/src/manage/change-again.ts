/**
 * A change that is worked out from what is stored and may simply be worked out again when somebody
 * else's change came first: pausing, resuming, deleting, rotating. Saving a whole definition that a
 * caller has read is not of this kind.
 */
import type { Subscription } from '../domain/subscription.ts'
import { changeSubscription, type ChangeSubscription } from './change-subscription.ts'
import type { ManageParts } from './manage-parts.ts'

/** Each lost turn means that somebody else's change was stored. */
const turnsMax = 20

export async function changeAgain(
  target: { readonly tenantKey: number; readonly number: number },
  change: (before: Subscription) => Omit<ChangeSubscription, 'before'>,
  parts: ManageParts,
): Promise<Subscription | null> {
  for (let turn = 0; turn < turnsMax; turn += 1) {
    await parts.pipeline.upToDate(target.tenantKey, target.number)
    const before = parts.pipeline.subscriptions.find(target.number)
    if (before === null || before.tenantKey !== target.tenantKey) return null
    const result = await changeSubscription({ before, ...change(before) }, parts)
    if (result.kind === 'changed') return result.subscription
    if (result.kind === 'refused') throw new Error('a change that takes no new target was refused')
  }
  throw new Error(`subscription ${target.number} kept changing for ${turnsMax} turns`)
}
