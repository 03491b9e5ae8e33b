/**
 * The catalogue as callers see it: each kind of event with the data that a producer would hand in
 * and the body that a webhook would then be sent, made by the same function that makes real ones.
 */
import type { EventKind } from '../../domain/event-kind.ts'
import {
  type CatalogueEntity,
  catalogueEntities,
  listNames,
  listsByNameOnly,
  listVerbs,
} from './event-catalogue.ts'
import { readEventData } from './event-data.ts'
import { notificationBody } from './notification-body.ts'
import { stateEventNames, stateVerbs } from './state-event.ts'

type Data = Readonly<Record<string, unknown>>

/** Every documented kind: entities, then lists, extra tables, webhooks themselves, custom names. */
export function documentedEvents(): readonly EventKind[] {
  return [
    ...catalogueEntities.flatMap((entity) => entity.verbs.map((verb) => ofEntity(entity, verb))),
    ...listNames.flatMap((name) => listVerbs.map((verb) => ofList(name, verb))),
    ...listVerbs.map((verb) => ofListById(verb)),
    ...(['created', 'changed', 'deleted'] as const).map(ofExtraTable),
    ...Object.values(stateVerbs).map(ofWebhook),
    custom(),
  ]
}

const primaryKey = 4_711
const associateId = 42

function ofEntity(entity: CatalogueEntity, verb: string): EventKind {
  const type = `${entity.name}.${verb}`
  const fields = entity.withoutFields?.includes(verb) === true ? [] : entity.fields
  const isDeleted = verb === 'deleted'
  return kind({
    type,
    subject: entity.name,
    description: describe(entity.name, verb),
    data: {
      Changes: changesOf(entity, verb),
      ...(isDeleted && entity.deletedValues.length > 0
        ? { Values: valuesOf(entity, entity.deletedValues) }
        : {}),
      ...(fields.length > 0 ? { FieldValues: valuesOf(entity, fields) } : {}),
    },
  })
}

/** A created row lists its columns, a changed one what changed and who did it, a deleted one none. */
function changesOf({ key, fields, changes }: CatalogueEntity, verb: string): readonly string[] {
  const special = changes?.[verb]
  if (special !== undefined) return special
  if (key === null || verb === 'deleted') return []
  const columns = fields.filter((name) => name !== key)
  if (verb === 'created') return [key, ...columns]
  const [first = 'name'] = columns
  return [...new Set([key, first, 'updated', 'updated_associate_id', 'updatedCount'])]
}

function valuesOf({ key }: CatalogueEntity, names: readonly string[]): Data {
  return Object.fromEntries(names.map((name) => [name, name === key ? primaryKey : valueOf(name)]))
}

/** Ids and flags are numbers, dates texts; those of a chat session come as its sample has them. */
function valueOf(column: string): unknown {
  if (/^(ContactId|CustomerId)$/.test(column)) return '18'
  if (/^(ChatbotIsactive|Consented)$/.test(column)) return false
  if (column === 'CustomerAlias') return ''
  if (column === 'DeletedDate') return '0001-01-01T00:00:00'
  if (/date$|^do_by$|^updated$|^registered$|^created_at$|^last_changed$/i.test(column)) {
    return '2026-07-03T09:15:42'
  }
  if (/associate_?id$/i.test(column)) return associateId
  return /^(deleted|done|private|retired|has_attachment|waiting_for_approval)$/.test(column) ? 0 : 1
}

function ofList(name: string, verb: string): EventKind {
  const also = listsByNameOnly.has(name)
    ? ''
    : ' A producer that knows the number of the list hands the change in under the number as well.'
  return kind({
    type: `list.${name}.${verb}`,
    subject: `list.${name}`,
    description: `${describe(`item of the list ${name}`, verb)}${also}`,
    data: { Changes: ['name', 'updated', 'updated_associate_id'], FieldValues: {} },
  })
}

function ofListById(verb: string): EventKind {
  return kind({
    type: `list.{id}.${verb}`,
    example: `list.110.${verb}`,
    subject: 'list.{id}',
    description: `${describe('item of a list', verb)} The id is that of the list's definition, and the only name that lists of users' own have.`,
    data: { Changes: ['name', 'updated', 'updated_associate_id'], FieldValues: {} },
  })
}

/** Values of extra tables are tagged with their type while the row is there, and plain afterwards. */
function ofExtraTable(verb: 'created' | 'changed' | 'deleted'): EventKind {
  const isDeleted = verb === 'deleted'
  const tagged = {
    id: '[I:6]',
    last_changed: '[DT:09/16/2025 14:22:14.0000000]',
    dbi_agent_id: '[I:-1]',
    dbi_last_syncronized: '[DT:01/01/0001 00:00:00.0000000]',
    dbi_last_modified: '[DT:09/16/2025 14:22:14.0000000]',
    x_wheels: '[I:4]',
  }
  const plain = {
    id: 6,
    last_changed: '2025-09-16T14:22:14',
    dbi_agent_id: -1,
    dbi_last_syncronized: '0001-01-01T00:00:00',
    dbi_last_modified: '2025-09-16T14:22:14',
    x_wheels: 4,
  }
  return kind({
    type: `{table}.${verb}`,
    example: `y_car.${verb}`,
    subject: '{table}',
    description: describe('row of an extra table', verb),
    data: {
      PrimaryKey: 6,
      Changes: isDeleted ? [] : Object.keys(tagged),
      ...(isDeleted ? { Values: {} } : {}),
      FieldValues: isDeleted ? plain : tagged,
    },
  })
}

/** Made here, from what becomes of a webhook; one that is handed in goes out all the same. */
function ofWebhook({ verb, state }: { readonly verb: string; readonly state: number }): EventKind {
  return kind({
    type: `webhook{id}.${verb}`,
    example: `webhook17.${verb}`,
    subject: 'webhook{id}',
    description: `A webhook of SuperOffice ${becameOf[verb]}. Made here, not by producers, for webhooks that name it with the number or as webhook.${verb}: the header has the number, the body does not.`,
    data: {
      PrimaryKey: 17,
      ChangedByAssociateId: 0,
      FieldValues: {
        events: 2,
        registered: '2026-07-03T09:10:00',
        registered_associate_id: associateId,
        state,
        updated: '2026-07-03T09:15:42',
        updated_associate_id: associateId,
      },
    },
  })
}

const becameOf: Readonly<Record<string, string>> = {
  started: 'was set to active',
  stopped: 'was stopped',
  errors: 'was disabled, by too many failures or because its target is gone',
}

function custom(): EventKind {
  return kind({
    type: '{name}',
    example: 'window.closed',
    subject: '{name}',
    description:
      'Any other name that a producer hands in or signals: letters, digits and _ . : - with no empty part.',
    data: { PrimaryKey: 123, Changes: ['windowName', 'widgets'] },
  })
}

const doneTo: Readonly<Record<string, string>> = {
  created: 'was created',
  changed: 'was changed',
  softdeleted: 'was deleted by a user and can be restored',
  deleted: 'was deleted for good',
  edited: 'was edited in its content',
  message: 'got a message',
  consented: 'gave a consent, or one was changed',
  unconsented: 'had a consent withdrawn or removed',
}

const describe = (subject: string, verb: string): string =>
  `${/^[aeiou]/.test(subject) ? 'An' : 'A'} ${subject} ${doneTo[verb] ?? `was ${verb}`}.`

function kind(given: {
  readonly type: string
  /** A real name, where the type has a part that varies. */
  readonly example?: string
  readonly subject: string
  readonly description: string
  readonly data: Data
}): EventKind {
  const { type, example = type, subject, description } = given
  const data = { PrimaryKey: primaryKey, ChangedByAssociateId: associateId, ...given.data }
  const stateNames = stateEventNames(example, primaryKey)
  const body = notificationBody({
    eventId: '3f1c2a54-9b1e-4c55-9a0e-5d6a3c0b7e11',
    timestamp: '2026-07-03T09:15:42.1203Z',
    event: stateNames?.body ?? example,
    isStateEvent: stateNames !== null,
    contextIdentifier: 'Cust12345',
    webhookName: 'CRM sync',
    data: readEventData(Buffer.from(JSON.stringify(data))),
    properties: {},
  })
  const payload = JSON.parse(Buffer.from(body).toString()) as Data
  return { type, subject, description, example: { type: example, data }, payload }
}
