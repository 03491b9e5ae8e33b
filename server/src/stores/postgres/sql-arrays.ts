/**
 * Arrays as PostgreSQL reads them. A batch goes over the wire as one array a column, which
 * `unnest` turns back into rows, so a statement costs the same text and plan for any number of
 * rows. A column in which every value is missing goes as the empty array: `unnest` fills it up.
 */

type NumberColumn = readonly (number | null)[]
type TextColumn = readonly (string | null)[]
type BytesColumn = readonly (Uint8Array | null)[]

const empty = '{}'

/** Numbers, booleans as 0 and 1 included. */
export function numberArray(column: NumberColumn): string {
  let text = '{'
  for (let index = 0; index < column.length; index += 1) {
    const value = column[index]
    text += index === 0 ? (value ?? 'NULL') : `,${value ?? 'NULL'}`
  }
  return `${text}}`
}

/** Values without a quote, a backslash or a comma, such as hexadecimal ids. */
export function plainArray(column: readonly string[]): string {
  return `{${column.join(',')}}`
}

export function textArray(column: TextColumn): string {
  return `{${column.map((value) => (value === null ? 'NULL' : quoted(value))).join(',')}}`
}

export function bytesArray(column: BytesColumn): string {
  let text = '{'
  for (let index = 0; index < column.length; index += 1) {
    const value = column[index] ?? null
    if (index > 0) text += ','
    text += value === null ? 'NULL' : `"\\\\x${hexOf(value)}"`
  }
  return `${text}}`
}

/** The column, or the empty array where no row has a value. */
export function sparse<Value>(
  column: readonly (Value | null)[],
  write: (column: readonly (Value | null)[]) => string,
): string {
  return column.every((value) => value === null) ? empty : write(column)
}

/** A list of numbers that stands in one column of one row. */
export function numbersText(numbers: readonly number[]): string | null {
  return numbers.length === 0 ? null : `{${numbers.join(',')}}`
}

export function toNumbers(text: string | null): number[] {
  if (text === null || text === empty) return []
  return text.slice(1, -1).split(',').map(Number)
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}

const needsEscape = /["\\]/g

function quoted(text: string): string {
  return `"${text.replace(needsEscape, '\\$&')}"`
}
