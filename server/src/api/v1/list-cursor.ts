/** Opaque cursors of lists that are read from memory: what the page before ended with. */
import { problem, type Problem } from '../problems.ts'

/** `list` keeps the cursor of one list from being taken for another's. */
export const writeCursor = (list: string, last: string): string =>
  Buffer.from(`${list}:${last}`).toString('base64url')

/** Where to go on; null for the beginning. */
export function readCursor(list: string, cursor: string | undefined): string | null | Problem {
  if (cursor === undefined) return null
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  return text.startsWith(`${list}:`) ? text.slice(list.length + 1) : problem('cursor-invalid')
}
