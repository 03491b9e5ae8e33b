/** If-Match on what people edit: who changes something says what it was when it was read. */
import type { IncomingHttpHeaders } from 'node:http'
import { problem, type Problem } from '../../problems.ts'

/** The revision that the caller read. */
export function readIfMatch(headers: IncomingHttpHeaders): number | Problem {
  const text = headers['if-match']
  if (text === undefined) return problem('precondition-missing')
  const match = /^"(\d{1,9})"$/.exec(text.trim())
  // A tag of something else, a list, or a weak one: none of them is what is there now.
  return match === null ? problem('precondition-failed') : Number(match[1])
}

/** Where it may be left out; null: whatever is there now. */
export const readIfMatchOrNull = (headers: IncomingHttpHeaders): number | null | Problem =>
  headers['if-match'] === undefined ? null : readIfMatch(headers)

export const ifMatchHeader = {
  'if-match': 'the ETag of the answer that was read; without it nothing is stored',
}
export const optionalIfMatchHeader = {
  'if-match': 'the ETag of the version that was looked at: refused where it is another by now',
}
export const etagHeader = { etag: 'to be sent as If-Match with a change' }
