/** Stops a subscription by a person's hand, with the reason given. Null when there is none such. */
import type { Subscription } from '../domain/subscription.ts'
import { changeAgain } from './change-again.ts'
import type { ManageParts } from './manage-parts.ts'

export function pauseSubscription(
  request: {
    readonly tenantKey: number
    readonly number: number
    readonly reason: string | null
  },
  parts: ManageParts,
): Promise<Subscription | null> {
  return changeAgain(request, () => ({ state: 'paused', reason: request.reason }), parts)
}
