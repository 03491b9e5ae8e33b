/**
 * What a script is given in place of a notification: the documented variables, all as texts
 * (SuperOffice CRMScript handler page, "Variables"). They are those of the notification that an HTTP
 * receiver would get, and beside them the changed values, which no such receiver sees. A property
 * cannot replace a documented variable; the notification has left it out already.
 */
import type { Message } from '../../domain/message.ts'
import { jsonMembers } from '../../domain/json-members.ts'

/** Members of a notification that are no variables of their own. */
const unlisted: ReadonlySet<string> = new Set(['Changes', 'WebhookName', 'Values', 'FieldValues'])

/** `data`: the event's, for the values of its changed fields; null for a test event. */
export function scriptMessage(notification: Message, data: Uint8Array | null): Message {
  const members = jsonMembers(textOf(notification.body))
  const variables: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, json] of members) if (!unlisted.has(name)) variables[name] = plain(json)
  if (data !== null) {
    const values = changedValues(data)
    for (const field of fieldsIn(members.get('Changes'))) {
      variables[`Changes.${field}`] = plain(values.get(field) ?? '""')
    }
  }
  return {
    method: 'POST',
    url: notification.url,
    headers: [],
    body: Buffer.from(JSON.stringify(variables)),
  }
}

/** As the producer wrote them in `ChangedValues`; what is not there may be among `FieldValues`. */
function changedValues(data: Uint8Array): ReadonlyMap<string, string> {
  const members = jsonMembers(textOf(data))
  return new Map(['FieldValues', 'ChangedValues'].flatMap((name) => objectIn(members.get(name))))
}

function objectIn(json: string | undefined): readonly (readonly [string, string])[] {
  return json?.startsWith('{') === true ? [...jsonMembers(json)] : []
}

function fieldsIn(json: string | undefined): readonly string[] {
  const fields: unknown = JSON.parse(json ?? '[]')
  return Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : []
}

/** A text as it is, nothing for null, anything else as it stands in JSON. */
function plain(json: string): string {
  if (json.startsWith('"')) return String(JSON.parse(json))
  return json === 'null' ? '' : json
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
}
