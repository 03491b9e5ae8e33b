/**
 * The `EventId` of a notification, derived and never drawn: all attempts of one cycle carry the
 * same one, each cycle and each run another (SuperOffice notification page, Failed attempts), and
 * a crash cannot change it.
 */
import type { DeliveryId } from '../../domain/ids.ts'
import { derivedUuid } from '../derived-uuid.ts'

/** A delivery's id names event, subscription and run; `cycle` is counted from 1 within the run. */
export function eventGuid(deliveryId: DeliveryId, cycle: number): string {
  return derivedUuid(`superoffice:event:${deliveryId}:${cycle}`)
}

export function testEventGuid(nonce: string): string {
  return derivedUuid(`superoffice:test:${nonce}`)
}
