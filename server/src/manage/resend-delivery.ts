/**
 * Sends one delivery again: a new run of the same event to the same subscription, with its own id
 * and retries. The earlier run stays as it was, since history is never rewritten. To a paused or
 * disabled subscription the new run waits with the others.
 */
import type { DeliveryKey } from '../domain/ids.ts'
import type { ManageParts } from './manage-parts.ts'

export type ResendResult =
  | { readonly kind: 'started'; readonly key: DeliveryKey }
  | { readonly kind: 'unknown' }
  /** Its subscription was deleted, so nobody wants it any more. */
  | { readonly kind: 'subscription-gone' }

export async function resendDelivery(
  request: { readonly tenantKey: number; readonly key: DeliveryKey },
  { ports, pipeline }: ManageParts,
): Promise<ResendResult> {
  const { tenantKey, key } = request
  const delivery = await ports.store.history.findDelivery(tenantKey, key)
  if (delivery === null) return { kind: 'unknown' }
  const subscription = pipeline.subscriptions.find(key.subscriptionNumber)
  if (subscription === null) return { kind: 'subscription-gone' }
  const { eventId, eventSeq, subscriptionNumber } = delivery
  const started = await ports.store.deliveries.startRuns({
    runKind: 'resend',
    deliveries: [{ eventId, eventSeq, subscriptionNumber }],
    replay: null,
  })
  const [run] = started
  if (run === undefined) return { kind: 'unknown' }
  ports.broker.wake([subscriptionNumber])
  return { kind: 'started', key: run }
}
