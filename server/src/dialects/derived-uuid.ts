/**
 * Ids on the wire that are derived and never drawn, so that a crash cannot change them. Serves
 * every dialect whose system wants UUIDs.
 */
import { hash } from 'node:crypto'

/** A UUID of version 8 (RFC 9562, section 5.8), lower case with dashes, from a SHA-256. */
export function derivedUuid(text: string): string {
  const hex = hash('sha256', text, 'hex')
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3)
  return (
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-` +
    `${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  )
}
