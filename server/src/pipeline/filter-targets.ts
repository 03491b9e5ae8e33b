/**
 * Which of the subscriptions that want an event's type want it by its data as well. Nothing is read
 * where none of them has a filter; where some have, the data is read once for all of them, and the
 * loop comes round in between when there is much to look at.
 */
import { readOnce } from '../domain/event-data.ts'
import { matches, newEffort } from '../domain/event-filter.ts'
import { filterStepsMax } from '../domain/limits.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { LookingTurns } from './looking-turns.ts'
import type { SubscriptionIndex } from './subscription-index.ts'

/** What a filter takes beyond what it looks at. */
const stepsPerFilter = 20

export interface FilterParts {
  readonly lookingTurns: Pick<LookingTurns, 'isOver' | 'note' | 'next'>
  readonly subscriptions: Pick<SubscriptionIndex, 'filterOf'>
}

/** Those that want the data; at once, unless looking takes long. */
export function filterTargets(
  matched: readonly Subscription[],
  data: Uint8Array,
  parts: FilterParts,
): readonly Subscription[] | Promise<readonly Subscription[]> {
  if (!matched.some(hasFilter)) return matched
  return lookAt({ matched, read: readOnce(data), wanting: [], ...parts })
}

const hasFilter = ({ config }: Subscription): boolean => config.filter !== undefined

interface Looking extends FilterParts {
  readonly matched: readonly Subscription[]
  readonly read: () => unknown
  /** Those that were found to want it so far. */
  readonly wanting: Subscription[]
}

function lookAt(
  looking: Looking,
  from = 0,
): readonly Subscription[] | Promise<readonly Subscription[]> {
  const { matched, read, wanting, lookingTurns } = looking
  for (let at = from; at < matched.length; at += 1) {
    if (lookingTurns.isOver) return lookingTurns.next().then(() => lookAt(looking, at))
    const subscription = matched[at]!
    const filter = looking.subscriptions.filterOf(subscription)
    const effort = newEffort()
    if (filter === null || matches(filter, read(), effort)) wanting.push(subscription)
    if (filter !== null) lookingTurns.note(filterStepsMax - effort.left + stepsPerFilter)
  }
  return wanting
}
