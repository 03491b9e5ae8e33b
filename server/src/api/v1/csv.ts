/**
 * Comma-separated values (RFC 4180) that are harmless where they are opened: a cell that a
 * spreadsheet would take for a formula begins with an apostrophe, and so does what would become a
 * cell where another sign than the comma parts them, as in half of Europe.
 */

export type CsvCell = string | number | boolean | null

/** Also as wide signs, which some read alike. */
const formulaPattern = /(^|[;|\t\r\n]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g
const leadingPattern = /^[\t\r\n]/
const quotedPattern = /[",\r\n]/

/** One row with its line end. */
export const csvRow = (cells: readonly CsvCell[]): string => `${cells.map(csvCell).join(',')}\r\n`

function csvCell(value: CsvCell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  const harmless = value.replace(formulaPattern, "$1'")
  const text = leadingPattern.test(value) ? `'${harmless}` : harmless
  return quotedPattern.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
