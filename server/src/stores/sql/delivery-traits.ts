/** What is asked of single deliveries beyond what the walk over them already keeps to. */
import type { ErrorClass } from '../../domain/error-class.ts'
import type { DeliveryQuery, DeliveryRecord, DeliveryTraits } from '../../ports/history.ts'

/** What its last attempt came to. */
export interface LastAttempt {
  readonly lastStatus: number | null
  readonly lastErrorClass: ErrorClass | null
}

export const noAttempt: LastAttempt = { lastStatus: null, lastErrorClass: null }

/** A delivery without what its last attempt came to, which is read for those on a page alone. */
export type BareDelivery = Omit<DeliveryRecord, keyof LastAttempt>

/** Whether a delivery is one of those asked for, as far as it shows without its attempts. */
export function isAskedFor({ states, traits = {} }: DeliveryQuery): (one: BareDelivery) => boolean {
  const { runKind, attemptCountMin } = traits
  const except = new Set(traits.exceptSubscriptions)
  return (one) =>
    (states === null || states.includes(one.state)) &&
    !except.has(one.subscriptionNumber) &&
    (runKind === undefined || one.runKind === runKind) &&
    (attemptCountMin === undefined || one.attemptCount >= attemptCountMin)
}

/** Whether every delivery that is looked at has to show its last attempt. */
export function asksForLast({ lastStatuses, lastErrorClasses }: DeliveryTraits = {}): boolean {
  return lastStatuses !== undefined || lastErrorClasses !== undefined
}

export function isLastAskedFor(
  { lastStatus, lastErrorClass }: LastAttempt,
  { lastStatuses, lastErrorClasses }: DeliveryTraits = {},
): boolean {
  if (lastStatuses !== undefined) {
    if (lastStatus === null) return false
    if (!lastStatuses.some(([from, to]) => lastStatus >= from && lastStatus <= to)) return false
  }
  if (lastErrorClasses === undefined) return true
  return lastErrorClass !== null && lastErrorClasses.includes(lastErrorClass)
}

/** A part of the accept order, narrowed to one event. */
export function narrowed<Range extends { readonly fromSeq: number; readonly toSeq: number }>(
  range: Range,
  seq: number | null,
): Range {
  if (seq === null) return range
  return { ...range, fromSeq: Math.max(range.fromSeq, seq), toSeq: Math.min(range.toSeq, seq) }
}
