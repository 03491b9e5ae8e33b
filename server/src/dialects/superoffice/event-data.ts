/**
 * What a notification takes from the data of an event: the producer's members of exactly these
 * names, all optional. A member of another type than documented never breaks a delivery: it is
 * read as the nearest thing of the documented type, else as if it were missing (README.md lists
 * how). Objects are passed on as the producer wrote them, number text included.
 */
import { jsonMembers } from '../../domain/json-members.ts'
import { utcTimestamp } from '../utc-timestamp.ts'

export interface EventData {
  readonly primaryKey: number
  readonly changedByAssociateId: number
  /** JSON text of an array of strings. */
  readonly changesJson: string
  /** UTC with `Z`; null: none that can be read. */
  readonly timestamp: string | null
  /** JSON text of a string; null: not given. */
  readonly entityJson: string | null
  /** JSON text of an object; null: not given. */
  readonly valuesJson: string | null
  readonly fieldValuesJson: string | null
}

export function readEventData(data: Uint8Array): EventData {
  const members = jsonMembers(asBuffer(data).toString())
  const timestamp = stringOf(members.get('Timestamp'))
  const entityJson = members.get('Entity')
  return {
    primaryKey: integerOf(members.get('PrimaryKey')),
    changedByAssociateId: integerOf(members.get('ChangedByAssociateId')),
    changesJson: stringsJson(members.get('Changes')),
    timestamp: timestamp === null ? null : utcTimestamp(timestamp),
    entityJson: entityJson?.startsWith('"') === true && entityJson !== '""' ? entityJson : null,
    valuesJson: objectJson(members.get('Values')),
    fieldValuesJson: objectJson(members.get('FieldValues')),
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** A whole number, also one written as a string; else 0. */
function integerOf(json: string | undefined): number {
  if (json === undefined) return 0
  const value = Number(stringOf(json) ?? json)
  return Number.isSafeInteger(value) ? value : 0
}

function stringOf(json: string | undefined): string | null {
  if (json === undefined || !json.startsWith('"')) return null
  const value: unknown = JSON.parse(json)
  return typeof value === 'string' ? value : null
}

/** An array of strings as written; of any other array its strings, of anything else nothing. */
function stringsJson(json: string | undefined): string {
  if (json === undefined || !json.startsWith('[')) return '[]'
  const values: unknown = JSON.parse(json)
  if (!Array.isArray(values)) return '[]'
  const strings = values.filter((value) => typeof value === 'string')
  return strings.length === values.length ? json : JSON.stringify(strings)
}

function objectJson(json: string | undefined): string | null {
  return json?.startsWith('{') === true ? json : null
}
