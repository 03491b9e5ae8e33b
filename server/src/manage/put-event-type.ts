/**
 * Describes an event type of a tenant, or describes it anew. Once this resolves it is on disk, and
 * events that this node is handed from then on are checked against it.
 */
import type { EventType } from '../domain/event-type.ts'
import { eventTypeCharactersPerTenantMax, eventTypesPerTenantMax } from '../domain/limits.ts'
import { eventTypes, type KnownEventTypes } from './known-event-types.ts'
import { type Held, inTries } from './records.ts'

export type PutEventTypeResult =
  | { readonly kind: 'put'; readonly held: Held<EventType>; readonly isNew: boolean }
  /** It would be one type too many. */
  | { readonly kind: 'too-many' }
  /** All schemas and examples of the tenant together would be too long. */
  | { readonly kind: 'too-long' }

export function putEventType(
  request: { readonly tenantKey: number; readonly eventType: EventType },
  known: KnownEventTypes,
): Promise<PutEventTypeResult> {
  const { tenantKey, eventType } = request
  return inTries<PutEventTypeResult>(async () => {
    // Read before they are counted: of many that are put at once none gets past the limits.
    const mark = await known.mark(tenantKey)
    const all = await known.list(tenantKey)
    const before = all.find(({ id }) => id === eventType.type) ?? null
    if (before !== null && JSON.stringify(before.value) === JSON.stringify(eventType)) {
      return { kind: 'put', held: before, isNew: false }
    }
    if (before === null && all.length >= eventTypesPerTenantMax) return { kind: 'too-many' }
    const others = all.filter((one) => one !== before)
    const characters = others.reduce((sum, { value }) => sum + JSON.stringify(value).length, 0)
    if (characters + JSON.stringify(eventType).length > eventTypeCharactersPerTenantMax) {
      return { kind: 'too-long' }
    }
    const change = eventTypes.put(before, { account: tenantKey, id: eventType.type }, eventType)
    if (!(await known.write(tenantKey, change, mark))) return 'overtaken'
    const held = await known.find(tenantKey, eventType.type)
    return held === null ? 'overtaken' : { kind: 'put', held, isNew: before === null }
  })
}
