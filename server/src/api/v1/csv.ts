/**
 * Comma-separated values (RFC 4180) that are harmless where they are opened: a cell that a
 * spreadsheet would take for a formula begins with an apostrophe.
 */

export type CsvCell = string | number | boolean | null

const formulaPattern = /^[=+\-@\t\r]/
const quotedPattern = /[",\r\n]/

/** One row with its line end. */
export const csvRow = (cells: readonly CsvCell[]): string => `${cells.map(csvCell).join(',')}\r\n`

function csvCell(value: CsvCell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  const text = formulaPattern.test(value) ? `'${value}` : value
  return quotedPattern.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
