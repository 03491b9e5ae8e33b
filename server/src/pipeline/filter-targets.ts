/**
 * Which of the subscriptions that want an event's type want it by its data as well. Nothing is read
 * where none of them has a filter; where some have, the data is read once for all of them, and the
 * loop comes round in between when there is much to look at.
 */
import { readOnce } from '../domain/event-data.ts'
import { matches, newEffort } from '../domain/event-filter.ts'
import { filterStepsMax } from '../domain/limits.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { Clock } from '../ports/clock.ts'
import type { SubscriptionIndex } from './subscription-index.ts'

/** Looked at before the loop comes round, about two milliseconds. */
const stepsPerTurnMax = 2 * filterStepsMax
/** What a filter takes beyond what it looks at. */
const stepsPerFilter = 20

export interface FilterParts {
  readonly clock: Pick<Clock, 'after'>
  readonly subscriptions: Pick<SubscriptionIndex, 'filterOf'>
}

/** Those that want the data; at once, unless looking takes long. */
export function filterTargets(
  matched: readonly Subscription[],
  data: Uint8Array,
  parts: FilterParts,
): readonly Subscription[] | Promise<readonly Subscription[]> {
  return matched.some(hasFilter) ? lookAt({ matched, read: readOnce(data), parts }) : matched
}

const hasFilter = ({ config }: Subscription): boolean => config.filter !== undefined

interface Looking {
  readonly matched: readonly Subscription[]
  readonly read: () => unknown
  readonly parts: FilterParts
}

function lookAt(
  looking: Looking,
  from = 0,
): readonly Subscription[] | Promise<readonly Subscription[]> {
  const { matched, read, parts } = looking
  const wanting: Subscription[] = []
  let steps = 0
  for (let at = from; at < matched.length; at += 1) {
    const subscription = matched[at]!
    if (steps > stepsPerTurnMax) return goOn(looking, at, wanting)
    const filter = parts.subscriptions.filterOf(subscription)
    const effort = newEffort()
    if (filter === null || matches(filter, read(), effort)) wanting.push(subscription)
    steps += filterStepsMax - effort.left + stepsPerFilter
  }
  return wanting
}

async function goOn(
  looking: Looking,
  at: number,
  wanting: readonly Subscription[],
): Promise<readonly Subscription[]> {
  await new Promise<void>((resolve) => looking.parts.clock.after(0, resolve))
  return [...wanting, ...(await lookAt(looking, at))]
}
