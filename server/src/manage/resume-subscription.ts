/**
 * Brings a paused or disabled subscription back: it counts as healthy again, and what was parked
 * follows in the order of acceptance, at a bounded rate. Null when there is none such.
 */
import type { Subscription } from '../domain/subscription.ts'
import { changeAgain } from './change-again.ts'
import type { ManageParts } from './manage-parts.ts'

export function resumeSubscription(
  request: { readonly tenantKey: number; readonly number: number },
  parts: ManageParts,
): Promise<Subscription | null> {
  return changeAgain(request, () => ({ state: 'active' }), parts)
}
