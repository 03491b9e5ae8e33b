/** Where a tenant's state and its transitions are kept. A tenant nobody spoke of runs in production. */
import { initialStatus, type Installation } from '../domain/tenant-state.ts'
import type { Transition, TransitionId } from '../domain/transition.ts'
import type { Ports } from '../ports/ports.ts'
import { collection, type Held } from './records.ts'

const statuses = collection<Installation>('tenant-status')
export const transitionRecords = collection<Transition>('transition')
/** Of the installation: transitions whose apps are still to be told, in their order. */
export const untold = collection<{ readonly tenantKey: number }>('untold-transition')

const statusId = 'present'

export interface HeldStatus {
  readonly status: Installation
  readonly held: Held<Installation> | null
}

export async function statusOf(
  tenantKey: number,
  { store }: Pick<Ports, 'store'>,
): Promise<HeldStatus> {
  const held = await statuses.find(store.records, tenantKey, statusId)
  return { status: held?.value ?? initialStatus('production', 0), held }
}

export const statusChange = (tenantKey: number, { held }: HeldStatus, status: Installation) =>
  statuses.put(held, { account: tenantKey, id: statusId }, status)

export function findTransition(
  tenantKey: number,
  id: TransitionId,
  { store }: Pick<Ports, 'store'>,
): Promise<Held<Transition> | null> {
  return transitionRecords.find(store.records, tenantKey, id)
}
