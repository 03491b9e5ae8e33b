/**
 * Sends the dialect's made-up event once to a subscription's endpoint and tells what came back. It
 * is no delivery: nothing is stored, retried or counted.
 */
import type { TestResult } from '../pipeline/pipeline.ts'
import type { ManageParts } from './manage-parts.ts'

/** Null when the tenant has no such subscription. */
export async function sendTestEvent(
  request: { readonly tenantKey: number; readonly number: number },
  { pipeline }: Pick<ManageParts, 'pipeline'>,
): Promise<TestResult | null> {
  const subscription = pipeline.subscriptions.find(request.number)
  if (subscription === null || subscription.tenantKey !== request.tenantKey) return null
  return pipeline.sendTest(subscription)
}
