/**
 * What every engine asks before it takes a definition in: below the floor of free disk there is room
 * for what becomes of events alone, so definitions are refused as events are. What stops or deletes
 * a subscription is taken, since it takes load off.
 */
import { DiskFull } from '../domain/disk-full.ts'
import type { SubscriptionChange } from '../ports/subscription-store.ts'

/** What keeps new events out now. */
export type StoreRefusal = () => 'overloaded' | 'disk-full' | null

export function checkRoom(refusal: StoreRefusal): void {
  if (refusal() === 'disk-full') throw new DiskFull()
}

export function checkRoomFor({ config, status }: SubscriptionChange, refusal: StoreRefusal): void {
  const isStop = status !== undefined && status.state !== 'active'
  if (config !== undefined && !isStop) checkRoom(refusal)
}
