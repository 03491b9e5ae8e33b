/**
 * Timestamps as .NET writes them in UTC: seconds, up to seven fraction digits without trailing
 * zeros, `Z` (SuperOffice notification page and its samples; RoSaaS event pages).
 */

const isoPattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})?$/i

/** An instant, epoch milliseconds, as UTC text. */
export function utcTimestampOf(atMs: number): string {
  const iso = new Date(atMs).toISOString()
  return written(iso.slice(0, 19), iso.slice(20, -1))
}

/**
 * An ISO 8601 text as UTC text with all its digits, up to seven; without an offset it is taken as
 * UTC. Null when it is not one.
 */
export function utcTimestamp(text: string): string | null {
  const match = isoPattern.exec(text)
  if (match === null) return null
  const [, date = '', time = '', fraction = '', offset = 'Z'] = match
  const atMs = Date.parse(`${date}T${time}${offset.toUpperCase()}`)
  if (Number.isNaN(atMs)) return null
  const iso = new Date(atMs).toISOString()
  // An offset may push the first or last hours of the calendar out of its four-digit years.
  return iso.length === 24 ? written(iso.slice(0, 19), fraction.slice(0, 7)) : null
}

function written(seconds: string, fraction: string): string {
  const digits = fraction.replace(/0+$/, '')
  return digits === '' ? `${seconds}Z` : `${seconds}.${digits}Z`
}
