/**
 * Looks up a header in whatever a framework hands on: a `Headers` object, Node's lower-case record,
 * or a record in the sender's casing.
 */
import { VerificationError } from './verification-error.ts'

export type HeaderSource =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** The header's value; throws `MISSING_HEADER` when it is absent or empty. */
export function requiredHeader(headers: HeaderSource, lowerCaseName: string): string {
  const value = headerValue(headers, lowerCaseName)
  if (value !== null) return value
  throw new VerificationError(
    'MISSING_HEADER',
    `the request has no header ${lowerCaseName}; it was not sent by this format's sender, or ` +
      'something on the way dropped the header',
  )
}

/** The header's value, null when it is absent or empty; values given apart are joined by a space. */
export function headerValue(headers: HeaderSource, lowerCaseName: string): string | null {
  const value = isLookup(headers) ? headers.get(lowerCaseName) : fromRecord(headers, lowerCaseName)
  const text = typeof value === 'string' ? value : (value ?? []).join(' ')
  return text === '' ? null : text
}

function isLookup(headers: HeaderSource): headers is { get(name: string): string | null } {
  return typeof headers.get === 'function'
}

function fromRecord(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  lowerCaseName: string,
): string | readonly string[] | undefined {
  if (Object.hasOwn(headers, lowerCaseName)) return headers[lowerCaseName]
  const name = Object.keys(headers).find((key) => key.toLowerCase() === lowerCaseName)
  return name === undefined ? undefined : headers[name]
}
