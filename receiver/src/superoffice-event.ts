/**
 * A SuperOffice notification as a type. Only the name of the event is in every one that was ever
 * documented; state events have no entity, older notifications no values. What is missing is null
 * (or empty), and what the webhook's owner added to the body is kept apart from what was sent.
 */

type Row = 'created' | 'changed' | 'deleted'

/** The documented names; others may come, from extra tables and from whoever signals an event. */
export type SuperOfficeEventName =
  | `${'activity' | 'associate' | 'contact' | 'document' | 'person' | 'project'}.${Row}`
  | `${'projectmember' | 'relation' | 'sale' | 'salestakeholder'}.${Row}`
  | `chatsession.${'created' | 'changed' | 'message'}`
  | 'contact.softdeleted'
  | 'document.edited'
  | `person.${'softdeleted' | 'consented' | 'unconsented'}`
  | `quote.${'approved' | 'rejected' | 'sent' | 'ordered'}`
  | `sale.${'completed' | 'lost' | 'sold'}`
  | `ticket.${'created' | 'changed'}`
  | `list.${string}.${'created' | 'changed' | 'softdeleted'}`
  | `webhook.${'started' | 'stopped' | 'errors'}`
  | 'test'

export interface SuperOfficeEvent {
  /** `Event`: compare it with the documented names, which an editor proposes. */
  readonly name: SuperOfficeEventName | (string & Readonly<Record<never, never>>)
  /** Another one in every cycle of attempts; `id` of the webhook is the one to tell repeats by. */
  readonly eventId: string | null
  /** When it happened, ISO 8601. */
  readonly timestamp: string | null
  /** Names of columns; empty where nothing was said. */
  readonly changes: readonly string[]
  readonly primaryKey: number | null
  /** Null on events about webhooks themselves. */
  readonly entity: string | null
  /** The tenant. */
  readonly contextIdentifier: string | null
  /** Zero: the system itself. */
  readonly changedByAssociateId: number | null
  readonly webhookName: string | null
  /** Ids out of a deleted row. */
  readonly values: Members | null
  /** What selected columns hold now. */
  readonly fieldValues: Members | null
  /** Every other member: what the webhook's owner has merged into the body. */
  readonly properties: Members
}

type Members = Readonly<Record<string, unknown>>

/** The event that a parsed body holds; null: it names none. */
export function superOfficeEventOf(payload: unknown): SuperOfficeEvent | null {
  const members = membersOf(payload)
  if (members === null) return null
  const {
    Event: name,
    EventId,
    Timestamp,
    Changes,
    PrimaryKey,
    Entity,
    ContextIdentifier,
    ChangedByAssociateId,
    WebhookName,
    Values,
    FieldValues,
    ...properties
  } = members
  if (typeof name !== 'string' || name === '') return null
  return {
    name,
    eventId: textOf(EventId),
    timestamp: textOf(Timestamp),
    changes: Array.isArray(Changes) ? Changes.filter((one) => typeof one === 'string') : [],
    primaryKey: numberOf(PrimaryKey),
    entity: textOf(Entity),
    contextIdentifier: textOf(ContextIdentifier),
    changedByAssociateId: numberOf(ChangedByAssociateId),
    webhookName: textOf(WebhookName),
    values: membersOf(Values),
    fieldValues: membersOf(FieldValues),
    properties,
  }
}

function membersOf(value: unknown): Members | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as Members) : null
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
