/** Records and the rows they are kept in: the JSON is sealed under the place it belongs to. */
import {
  type RecordChange,
  type RecordPlace,
  recordBytesMax,
  recordChangesMax,
  type StoredRecord,
} from '../../ports/record-store.ts'
import type { SealedValues } from './sealed-values.ts'

export interface RecordRow {
  readonly account: number
  readonly collection: string
  readonly id: string
  readonly revision: number
  readonly changed_at_ms: number
  readonly json: Uint8Array
}

const idCharactersMax = 256

/** What is wrong here is wrong in our own code. */
export function checkChanges(changes: readonly RecordChange[]): void {
  if (changes.length === 0 || changes.length > recordChangesMax) {
    throw new RangeError(`a write has 1 to ${recordChangesMax} records, not ${changes.length}`)
  }
  const places = new Set(changes.map(placeName))
  if (places.size < changes.length) throw new RangeError('a write changes a record twice')
  for (const { id, json } of changes) {
    if (id.length === 0 || id.length > idCharactersMax)
      throw new RangeError('a malformed record id')
    if (json !== null && Buffer.byteLength(json) > recordBytesMax) {
      throw new RangeError(`a record has more than ${recordBytesMax} bytes`)
    }
  }
}

/** Below the floor of free disk what is there may change or go, and little is made. */
export const needsRoom = ({ expectedRevision, json, isNeededBelowFloor }: RecordChange): boolean =>
  expectedRevision === null && json !== null && isNeededBelowFloor !== true

export function sealedJson(
  change: RecordPlace & { readonly json: string },
  sealedValues: SealedValues,
): Uint8Array {
  return sealedValues.seal(change.json, placeName(change))
}

export function toRecord(row: RecordRow, sealedValues: SealedValues): StoredRecord {
  const { account, collection, id, revision, changed_at_ms: changedAtMs } = row
  const json = sealedValues.open(row.json, placeName(row))
  return { account, collection, id, revision, changedAtMs, json }
}

/** The first text behind all that begin with the prefix; null: there is none. */
export function endOfPrefix(prefix: string): string | null {
  if (prefix === '') return null
  const last = prefix.charCodeAt(prefix.length - 1)
  return prefix.slice(0, -1) + String.fromCharCode(last + 1)
}

function placeName({ account, collection, id }: RecordPlace): string {
  return `record/${account}/${collection}/${id}`
}
