/**
 * A column that is copied: how its values go over the wire, and the text by which a row of the file
 * and a row of the database are compared, made on either side from what that side holds.
 */
import { type PackedNumbers, unpackNumbers } from '../sql/packed-numbers.ts'
import {
  bytesArray,
  numberArray,
  numbersText,
  plainArray,
  textArray,
} from '../postgres/sql-arrays.ts'
import { StoreRefused } from '../store-options.ts'
import { type AcceptDay, cursorIn, placeIn } from './accept-days.ts'

/** `place`, `cursor`: of the accept order; `uuid`: 16 bytes in the file; `numbers`: packed there. */
export type ColumnKind =
  | 'smallint'
  | 'integer'
  | 'bigint'
  | 'boolean'
  | 'double'
  | 'text'
  | 'bytes'
  | 'uuid'
  | 'place'
  | 'cursor'
  | 'numbers'

export interface CopiedColumn {
  readonly name: string
  readonly kind: ColumnKind
  /** What it is in the file, as SQL, where it is not a column of the same name. */
  readonly from?: string
}

/** As SQLite gives it. */
export type SourceValue = number | string | Uint8Array | null

const sqlTypes: Readonly<Record<ColumnKind, string>> = {
  smallint: 'smallint',
  integer: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
  double: 'double precision',
  text: 'text',
  bytes: 'bytea',
  uuid: 'uuid',
  place: 'bigint',
  cursor: 'bigint',
  // An array of arrays is one longer array to `unnest`: each goes as its text.
  numbers: 'text',
}

/** The type of one value as it is bound. */
export const sqlType = ({ kind }: CopiedColumn): string => sqlTypes[kind]

/** In SQL: a bound value as the column takes it. */
export function storedSql({ name, kind }: CopiedColumn): string {
  return kind === 'numbers' ? `given.${name}::integer[]` : `given.${name}`
}

/** A whole column of a page, as PostgreSQL reads an array. Throws `StoreRefused`. */
export function columnArray(
  column: CopiedColumn,
  values: readonly SourceValue[],
  days: readonly AcceptDay[],
): string {
  switch (column.kind) {
    case 'text':
      return textArray(values.map((value) => plainText(column, value)))
    case 'numbers':
      return textArray(values.map((value) => numbersOf(value)))
    case 'bytes':
      return bytesArray(values as (Uint8Array | null)[])
    case 'uuid':
      return plainArray(values.map(hexOf))
    case 'place':
    case 'cursor':
      return numberArray(values.map((value) => placeOf(column, value, days)))
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'boolean':
    case 'double':
      return numberArray(values as (number | null)[])
  }
}

/** The text of one value of the file by which rows are compared. */
export function comparedText(
  column: CopiedColumn,
  value: SourceValue,
  days: readonly AcceptDay[],
): string {
  if (value === null) return nothing
  switch (column.kind) {
    case 'text':
      return value as string
    case 'numbers':
      return numbersOf(value) ?? nothing
    case 'bytes':
    case 'uuid':
      return hexOf(value)
    case 'place':
    case 'cursor':
      return String(placeOf(column, value, days))
    case 'double':
      return hexOfDouble(value as number)
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'boolean':
      return String(value)
  }
}

/** The same text in SQL, of the column as the database holds it. */
export function comparedSql({ name, kind }: CopiedColumn): string {
  return `coalesce(${textSql(name, kind)}, '${nothing}')`
}

/** One value of a key, bound as text. */
export function keyText(
  column: CopiedColumn,
  value: SourceValue,
  days: readonly AcceptDay[],
): string {
  return column.kind === 'bytes' ? `\\x${hexOf(value)}` : comparedText(column, value, days)
}

/** As COPY writes it; no text of ours looks like that. */
const nothing = String.raw`\N`

function textSql(name: string, kind: ColumnKind): string {
  if (kind === 'bytes') return `encode(${name}, 'hex')`
  if (kind === 'double') return `encode(float8send(${name}), 'hex')`
  if (kind === 'uuid') return `replace(${name}::text, '-', '')`
  if (kind === 'boolean') return `${name}::integer::text`
  return kind === 'text' ? name : `${name}::text`
}

function plainText({ name }: CopiedColumn, value: SourceValue): string | null {
  if (typeof value === 'string' && value.includes('\0')) {
    throw new StoreRefused(
      `a text in the column ${name} has the character U+0000, which PostgreSQL cannot keep: ` +
        'change it in the file, then copy into an empty database',
    )
  }
  return value as string | null
}

function numbersOf(value: SourceValue): string | null {
  return numbersText(unpackNumbers(value as PackedNumbers))
}

function placeOf(
  { kind }: CopiedColumn,
  value: SourceValue,
  days: readonly AcceptDay[],
): number | null {
  if (value === null) return null
  return kind === 'cursor' ? cursorIn(days, value as number) : placeIn(days, value as number)
}

function hexOf(value: SourceValue): string {
  const { buffer, byteOffset, byteLength } = value as Uint8Array
  return Buffer.from(buffer, byteOffset, byteLength).toString('hex')
}

function hexOfDouble(value: number): string {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes.toString('hex')
}
