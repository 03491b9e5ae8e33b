/**
 * What became of an event at all endpoints, by the latest run of each delivery: how many have not
 * been answered yet, and whether all were delivered. A delivery that was cancelled with its endpoint
 * speaks neither for nor against.
 */
import type { DeliveryState } from '../../domain/delivery.ts'
import type { EventId } from '../../domain/ids.ts'
import type { Ports } from '../../ports/ports.ts'

const subscriptionsPerRead = 500

export interface EventOutcome {
  readonly pendingCount: number
  readonly isDelivered: boolean
}

export async function outcomeOf(
  eventId: EventId,
  tenantKey: number,
  { store }: Pick<Ports, 'store'>,
): Promise<EventOutcome> {
  let pendingCount = 0
  let isDelivered = true
  let afterSubscription = 0
  for (;;) {
    const asked = { tenantKey, eventId, afterSubscription, limit: subscriptionsPerRead }
    const { deliveries } = await store.history.deliveriesOfEvent(asked)
    // Of each subscription the last one is the latest.
    const latest = new Map(deliveries.map((one) => [one.subscriptionNumber, one.state]))
    for (const state of latest.values()) {
      if (isPending(state)) pendingCount += 1
      if (state !== 'delivered' && state !== 'cancelled') isDelivered = false
    }
    if (latest.size < subscriptionsPerRead) return { pendingCount, isDelivered }
    afterSubscription = deliveries.at(-1)?.subscriptionNumber ?? afterSubscription
  }
}

const isPending = (state: DeliveryState): boolean => state === 'pending' || state === 'parked'
