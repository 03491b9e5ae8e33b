/** What of the live feed a caller gets: what it asked for, of what lists would show it. */
import type { LiveEntry, LiveKind } from '../../domain/live-entry.ts'
import type { ApiContext } from '../context.ts'
import type { Caller, PathTenant } from '../operation.ts'
import { maySee, seenSubscriptions } from '../v1/subscription-ids.ts'

export interface LiveAudience {
  readonly kinds: ReadonlySet<LiveKind>
  /** Whose entries alone; null: everybody's, for the operator. */
  readonly tenant: PathTenant | null
  readonly caller: Caller
}

export type Sees = (entry: LiveEntry) => boolean | Promise<boolean>

/** Subscriptions that are gone, as a reader has met them; then it begins again. */
const rememberedMax = 1_000

/** Answers at once but for what was sent to a subscription that is gone. */
export function seesOf({ kinds, tenant, caller }: LiveAudience, context: ApiContext): Sees {
  let gone = new Map<number, Promise<boolean>>()
  return (entry) => {
    if (!kinds.has(entry.kind)) return false
    if (tenant === null) return true
    if (entry.tenantKey !== tenant.key) return false
    // What a tenant hands in is all its keys' to see, as in the list.
    if (entry.kind === 'event' || caller.kind !== 'tenant') return true
    const { subscriptionNumber } = entry
    const present = context.pipeline.subscriptions.find(subscriptionNumber)
    if (present !== null) return maySee(caller, present)
    if (gone.size >= rememberedMax) gone = new Map()
    const known = gone.get(subscriptionNumber)
    if (known !== undefined) return known
    const seen = seenSubscriptions({ tenant, caller, context })
    // Not known is not shown.
    const looking = seen(subscriptionNumber).then(
      ({ isSeen }) => isSeen,
      () => false,
    )
    gone.set(subscriptionNumber, looking)
    return looking
  }
}
