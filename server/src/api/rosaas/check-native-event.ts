/**
 * An event that the native API takes in for a product. Its type is a code, a name or another
 * spelling; its data is the event object, or the metadata alone. It is held to the catalogue like
 * one at the door of RoSaaS itself, and what is wrong is told where it stands in the native body.
 */
import { findEventKind } from '../../domain/event-kind.ts'
import { checkEvent, type EventCheck, type EventFault, type EventRules } from './check-event.ts'

export interface NativeEvent {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  readonly subject: string | null
  readonly tenantId: string
}

export function checkNativeEvent(event: NativeEvent, rules: EventRules): EventCheck {
  const { type, data, subject, tenantId } = event
  const isObject = Object.hasOwn(data, 'MetaData')
  const named = /^\d{1,3}$/.test(type) ? { EventCode: Number(type) } : { Event: type }
  const tenantName = { TenantSystemName: subject ?? tenantId }
  const body = isObject
    ? { ...tenantName, ...data, ...named }
    : { ...tenantName, MetaData: data, ...named }
  const other = isObject ? otherName(event, rules) : []
  const checked = checkEvent(body, rules)
  const placed = (fault: EventFault): EventFault => ({
    ...fault,
    pointer: placeOf(fault.pointer, isObject, data),
  })
  if (checked.kind === 'refused') {
    return { kind: 'refused', faults: [...other, ...checked.faults.map(placed)] }
  }
  if (other.length > 0) return { kind: 'refused', faults: other }
  return { ...checked, warnings: checked.warnings.map(placed) }
}

/** A name in the data that is of another event than the type. */
function otherName({ type, data }: NativeEvent, { kinds }: EventRules): readonly EventFault[] {
  const { Event: name } = data
  const byType = findEventKind(kinds, /^\d{1,3}$/.test(type) ? Number(type) : type)
  if (name === undefined || byType === null) return []
  const byName = typeof name === 'string' ? findEventKind(kinds, name) : null
  if (byName === byType) return []
  const detail = `is not the event of the type, which is ${byType.type}; leave it out, or make them agree`
  return [{ pointer: '/data/Event', kind: 'invalid', detail }]
}

function placeOf(
  pointer: string,
  isObject: boolean,
  data: Readonly<Record<string, unknown>>,
): string {
  if (pointer === '/Event' || pointer === '/EventCode') {
    return isObject && pointer === '/EventCode' && 'EventCode' in data ? '/data/EventCode' : '/type'
  }
  if (pointer === '/TenantSystemName' && !Object.hasOwn(data, 'TenantSystemName')) return '/subject'
  return isObject ? `/data${pointer}` : pointer.replace('/MetaData', '/data')
}
