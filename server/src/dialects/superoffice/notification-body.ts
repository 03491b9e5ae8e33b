/**
 * The JSON body of a notification: the documented members in the order of the newest samples, then
 * the definition's own `Properties` (SuperOffice notification page, WebhookPayload). A property
 * cannot replace a documented member, whatever its casing. UTF-8, non-ASCII as itself.
 */
import type { EventData } from './event-data.ts'

export interface Notification {
  readonly eventId: string
  readonly timestamp: string
  readonly event: string
  /** About a webhook itself: such an event is documented without an entity. */
  readonly isStateEvent: boolean
  readonly contextIdentifier: string
  readonly webhookName: string
  readonly data: EventData
  readonly properties: unknown
}

export function notificationBody(notification: Notification): Uint8Array {
  const { data, event } = notification
  const isDeleted = event.endsWith('.deleted')
  // Every documented delete event has the member: receivers may read it without a look.
  const valuesJson = data.valuesJson ?? (isDeleted ? '{}' : null)
  return Buffer.from(
    `{"EventId":"${notification.eventId}"` +
      `,"Timestamp":"${notification.timestamp}"` +
      `,"Changes":${isDeleted ? '[]' : data.changesJson}` +
      `,"Event":${JSON.stringify(event)}` +
      `,"PrimaryKey":${data.primaryKey}` +
      (notification.isStateEvent
        ? ''
        : `,"Entity":${data.entityJson ?? JSON.stringify(entityOf(event))}`) +
      `,"ContextIdentifier":${JSON.stringify(notification.contextIdentifier)}` +
      `,"ChangedByAssociateId":${data.changedByAssociateId}` +
      `,"WebhookName":${JSON.stringify(notification.webhookName)}` +
      (valuesJson === null ? '' : `,"Values":${valuesJson}`) +
      (data.fieldValuesJson === null ? '' : `,"FieldValues":${data.fieldValuesJson}`) +
      `${propertyMembers(notification.properties)}}`,
  )
}

/** `contact` of `contact.changed`, `list.category` of `list.category.changed`, `test` of `test`. */
function entityOf(event: string): string {
  const dot = event.lastIndexOf('.')
  return dot < 0 ? event : event.slice(0, dot)
}

const reservedNames: ReadonlySet<string> = new Set([
  'eventid',
  'timestamp',
  'changes',
  'event',
  'primarykey',
  'entity',
  'contextidentifier',
  'changedbyassociateid',
  'webhookname',
  'values',
  'fieldvalues',
])

function propertyMembers(properties: unknown): string {
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return ''
  let members = ''
  for (const [name, value] of Object.entries(properties)) {
    if (reservedNames.has(name.toLowerCase())) continue
    members += `,${JSON.stringify(name)}:${JSON.stringify(value) ?? 'null'}`
  }
  return members
}
