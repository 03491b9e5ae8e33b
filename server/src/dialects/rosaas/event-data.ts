/**
 * What a message takes from the data of an event. The data is the event object that RoSaaS
 * documents, of which only `TenantSystemName`, `MetaData`, `Created` and `previous_attributes` are
 * read: which event it is, its type says. Data without an object `MetaData` is metadata as a whole.
 * A member of another type than documented is as if it were missing, so it never breaks a delivery.
 */
import { jsonMembers } from '../../domain/json-members.ts'
import { utcTimestamp } from '../utc-timestamp.ts'

export interface EventData {
  /** JSON text of a text; null: not given. */
  readonly tenantJson: string | null
  /** JSON text of an object, as the producer wrote it. */
  readonly metaDataJson: string
  /** UTC with `Z`; null: none that can be read. */
  readonly created: string | null
  /** JSON text of an object; null: not given. */
  readonly previousAttributesJson: string | null
}

export function readEventData(data: Uint8Array): EventData {
  const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString()
  const members = jsonMembers(text)
  const metaDataJson = objectJson(members.get('MetaData'))
  if (metaDataJson === null) {
    return { tenantJson: null, metaDataJson: text, created: null, previousAttributesJson: null }
  }
  return {
    tenantJson: textJson(members.get('TenantSystemName')),
    metaDataJson,
    created: createdOf(members.get('Created')),
    previousAttributesJson: objectJson(members.get('previous_attributes')),
  }
}

function textJson(json: string | undefined): string | null {
  return json?.startsWith('"') === true && json !== '""' ? json : null
}

function objectJson(json: string | undefined): string | null {
  return json?.startsWith('{') === true ? json : null
}

function createdOf(json: string | undefined): string | null {
  const value: unknown = json?.startsWith('"') === true ? JSON.parse(json) : null
  return typeof value === 'string' ? utcTimestamp(value) : null
}
