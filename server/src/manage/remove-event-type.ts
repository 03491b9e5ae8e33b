/** Takes back what a tenant said of an event type; events of that type are as welcome as before. */
import { eventTypes, type KnownEventTypes } from './known-event-types.ts'
import { inTries } from './records.ts'

/** False when the tenant has described no such type. */
export function removeEventType(
  request: { readonly tenantKey: number; readonly type: string },
  known: KnownEventTypes,
): Promise<boolean> {
  const { tenantKey, type } = request
  return inTries<boolean>(async () => {
    const before = await known.find(tenantKey, type)
    if (before === null) return false
    return (
      (await known.write(tenantKey, eventTypes.removed(before), await known.mark(tenantKey))) ||
      'overtaken'
    )
  })
}
