/**
 * The `EventId` of a notification, derived and never drawn: all attempts of one cycle carry the
 * same one, each cycle and each run another (SuperOffice notification page, Failed attempts), and
 * a crash cannot change it.
 */
import { hash } from 'node:crypto'
import type { DeliveryId } from '../../domain/ids.ts'

/** A delivery's id names event, subscription and run; `cycle` is counted from 1 within the run. */
export function eventGuid(deliveryId: DeliveryId, cycle: number): string {
  return guidOf(`superoffice:event:${deliveryId}:${cycle}`)
}

export function testEventGuid(nonce: string): string {
  return guidOf(`superoffice:test:${nonce}`)
}

/** A GUID of version 8 (RFC 9562, section 5.8), lower case with dashes, from a SHA-256. */
function guidOf(text: string): string {
  const hex = hash('sha256', text, 'hex')
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3)
  return (
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-` +
    `${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  )
}
