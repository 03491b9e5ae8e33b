/**
 * Ends a subscription for good: what still waits for it is cancelled, its history stays within its
 * retention. Answers false when there is none such.
 */
import { changeAgain } from './change-again.ts'
import type { ManageParts } from './manage-parts.ts'

export async function deleteSubscription(
  request: { readonly tenantKey: number; readonly number: number },
  parts: ManageParts,
): Promise<boolean> {
  return (await changeAgain(request, () => ({ state: 'deleted' }), parts)) !== null
}
