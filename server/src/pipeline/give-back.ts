/**
 * Deliveries that memory lets go of get their rows in the store: what it has no room for, and all
 * that an orderly end leaves. What the store does not take at an end (a full disk), the next start
 * recovers.
 */
import type { Ports } from '../ports/ports.ts'
import type { HeldDelivery } from './lane.ts'
import type { SettleTargets } from './settle-targets.ts'

/** Gives all back; `queued` are those that were not in flight. */
export async function giveBack(
  held: readonly HeldDelivery[],
  queued: ReadonlySet<HeldDelivery>,
  parts: Pick<Ports, 'store' | 'observer'> & { readonly settle: SettleTargets },
): Promise<void> {
  try {
    await parts.settle.giveRows(held)
    const inFlight = held.filter((item) => !queued.has(item) && !item.isRecording)
    await noteNoCrash(inFlight, parts)
  } catch (error) {
    parts.observer.observe({ kind: 'fault', where: 'give-back', error })
  }
}

/** A store that failed is asked again after this; the items stay in memory until then. */
const againAfterMs = 1_000

/** Resolves once all have their rows. */
export async function evict(
  items: readonly HeldDelivery[],
  parts: Pick<Ports, 'clock' | 'observer'> & { readonly settle: SettleTargets },
): Promise<void> {
  for (;;) {
    try {
      await parts.settle.giveRows(items)
      return
    } catch (error) {
      parts.observer.observe({ kind: 'fault', where: 'evict', error })
      await new Promise<void>((resolve) => parts.clock.after(againAfterMs, resolve))
    }
  }
}

/** What was marked as being sent again has met an orderly end and no crash. */
async function noteNoCrash(
  inFlight: readonly HeldDelivery[],
  { store }: Pick<Ports, 'store'>,
): Promise<void> {
  const marked = inFlight.filter(({ delivery }) => delivery.recoveryCount > 0)
  if (marked.length === 0) return
  const deliveries = marked.map(({ delivery }) => ({ ...delivery, recoveryCount: 0 }))
  await store.deliveries.markSending({ deliveries, isQuarantined: false })
}
