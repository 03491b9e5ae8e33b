/** How deliveries fall apart by state, subscription, type and what their last attempts came to. */
import { type DeliveryState, deliveryStates } from '../../domain/delivery.ts'
import { facetRowsMax, facetValuesMax } from '../../domain/limits.ts'
import type { DeliveryRecord } from '../../ports/history.ts'
import type { AskedDeliveries } from './delivery-filters.ts'
import { seenWith } from './seen-deliveries.ts'
import type { SeenSubscription, Viewer } from './subscription-ids.ts'

/** A page takes a second at most; what was counted until then is answered. */
const facetsMsMax = 10_000

/** Counts of the newest `facetRowsMax` deliveries, those asked for among them. */
export async function countFacets({ query, dialect }: AskedDeliveries, viewer: Viewer) {
  const { history } = viewer.context.ports.store
  const { clock } = viewer.context.ports
  const untilMs = clock.monotonicMs() + facetsMsMax
  const see = seenWith(viewer, dialect)
  const counts = new FacetCounts()
  let examinedCount = 0
  let cursor: string | null = null
  do {
    const limit = facetRowsMax - examinedCount
    const page = await history.listDeliveries({ ...query, cursor, limit })
    for (const delivery of page.items) {
      const subscription = await see(delivery)
      if (subscription !== null) counts.add(delivery, subscription)
    }
    examinedCount += page.examinedCount
    cursor = page.nextCursor
  } while (cursor !== null && examinedCount < facetRowsMax && clock.monotonicMs() < untilMs)
  return { examined: examinedCount, is_complete: cursor === null, ...counts.view() }
}

class FacetCounts {
  readonly #states = new Map<DeliveryState, number>()
  readonly #subscriptions = new Map<number, number>()
  readonly #shown = new Map<number, SeenSubscription>()
  readonly #types = new Map<string, number>()
  readonly #statuses = new Map<number | null, number>()
  readonly #errorClasses = new Map<string, number>()

  add(delivery: DeliveryRecord, subscription: SeenSubscription): void {
    const { state, subscriptionNumber, type, lastStatus, lastErrorClass } = delivery
    countOne(this.#states, state)
    countOne(this.#subscriptions, subscriptionNumber)
    this.#shown.set(subscriptionNumber, subscription)
    countOne(this.#types, type)
    countOne(this.#statuses, lastStatus)
    if (lastErrorClass !== null) countOne(this.#errorClasses, lastErrorClass)
  }

  view() {
    const states = deliveryStates.map((state) => [state, this.#states.get(state) ?? 0] as const)
    return {
      states: Object.fromEntries(states) as Record<DeliveryState, number>,
      subscriptions: mostFrequent(this.#subscriptions).map(([number, count]) => {
        const { id = null, name = null } = this.#shown.get(number) ?? {}
        return { id, name, count }
      }),
      types: mostFrequent(this.#types).map(([type, count]) => ({ type, count })),
      statuses: mostFrequent(this.#statuses).map(([status, count]) => ({ status, count })),
      error_classes: mostFrequent(this.#errorClasses).map(([errorClass, count]) => ({
        error_class: errorClass,
        count,
      })),
    }
  }
}

function countOne<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** As they first came where they are equally frequent. */
function mostFrequent<Key>(counts: ReadonlyMap<Key, number>): readonly (readonly [Key, number])[] {
  return [...counts].toSorted(([, a], [, b]) => b - a).slice(0, facetValuesMax)
}
