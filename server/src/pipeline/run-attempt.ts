/**
 * One attempt from its turn to its record: stages 4, 5 and 6 in a row. It decides what a failure
 * is: theirs is counted and follows the retry rule; ours (a fault of our own, no way out) costs
 * the receiver nothing and the delivery simply waits a little.
 */
import type { Ports } from '../ports/ports.ts'
import { SenderEnded, type SentAttempt } from '../ports/sender.ts'
import type { DeliveryQueues } from './delivery-queues.ts'
import type { EgressWatch } from './egress-watch.ts'
import type { HeldDelivery } from './lane.ts'
import type { Ownership } from './membership.ts'
import { recordEnd, recordOutcome } from './record-outcomes.ts'
import { sendDelivery } from './send-delivery.ts'
import type { SubscriptionChanges } from './subscription-changes.ts'
import type { SubscriptionIndex } from './subscription-index.ts'

export interface AttemptParts extends Ports {
  readonly subscriptions: SubscriptionIndex
  readonly queues: DeliveryQueues
  readonly egress: EgressWatch
  readonly giveRows: (items: readonly HeldDelivery[]) => Promise<void>
  readonly changes: SubscriptionChanges
  readonly ownership: Ownership
  /** Whether the process came up only a moment ago, so that a crash loop may be under way. */
  readonly isFresh: () => boolean
}

/** Crashes in a row with the delivery in flight after which it is set aside and shown. */
const crashCountMax = 3
/** Wait after a fault of our own: long enough not to spin, short enough to go on by itself. */
const faultWaitMs = 60_000
/** Wait of a delivery that met no way out; the probes decide when sending goes on. */
const egressWaitMs = 2_000
/**
 * Waits after an end of the sender: until it is up again, then spread by chance, the wider the more
 * were in it and the oftener this one was, so that they do not meet what ended it again.
 */
const apartMsMin = 1_000
const apartSpreadMs = { least: 2_000, each: 50 } as const
/** What had been under way for long may well hang again, so it comes behind the others. */
const apartLongMsMax = 15_000

/** Runs one attempt of a delivery that is counted as in flight. */
export async function runAttempt(item: HeldDelivery, parts: AttemptParts): Promise<void> {
  // What has a row bears no sign of a crash, so at first it is marked as well.
  const isSuspect = item.delivery.recoveryCount > 0 || (item.hasRow && parts.isFresh())
  if (isSuspect && !(await mayRunAgain(item, parts))) return
  const subscription = parts.subscriptions.find(item.delivery.subscriptionNumber)
  if (subscription === null) {
    parts.queues.replied(item)
    await recordEnd(item, 'cancelled', parts)
    parts.queues.finish(item, null)
    return
  }
  if (item.lane.mode !== item.turnMode || !mayStartNow(item, parts)) {
    // Its turn was over before it could start: the store gives it another, by the new rules.
    parts.queues.replied(item)
    await survived(item, parts)
    parts.queues.finish(item, 0)
    return
  }
  const number = item.delivery.attemptCount + 1
  parts.queues.begun(item)
  parts.observer.observe({ kind: 'attempt-started', key: item.delivery, number })
  let sent: SentAttempt
  try {
    sent = await sendDelivery(item, subscription, parts)
  } catch (error) {
    await metFault(item, error, parts)
    return
  }
  parts.queues.replied(item)
  const voice = { tenantKey: item.event.tenantKey, origin: item.countedOrigin }
  const isOfNetwork = subscription.config.dispatcher === 'http'
  if (isOfNetwork && !parts.egress.learn(voice, sent.reply)) {
    parts.observer.observe({ kind: 'attempt-uncounted', key: item.delivery, reason: 'egress' })
    await survived(item, parts)
    await giveBack(item, egressWaitMs, parts)
    return
  }
  const { subscriptionNumber } = item.delivery
  // Another one may have begun when the wait is over.
  while (parts.changes.isUnderWay(subscriptionNumber)) await parts.changes.over(subscriptionNumber)
  const recording = recordOutcome(item, sent.attempt, subscription.health, parts)
  // Health and state have moved already: the lane must not start another on old knowledge. What is
  // served side by side and succeeds goes on like that.
  const isAsBefore = item.lane.mode === 'open' && sent.attempt.outcome.kind === 'accepted'
  if (!isAsBefore) parts.queues.refresh(subscriptionNumber)
  parts.queues.pump()
  parts.queues.finish(item, await recording)
}

/** The mark that it is sent again was long in coming: shard or lease may be another node's by now. */
function mayStartNow({ lane }: HeldDelivery, { ownership }: AttemptParts): boolean {
  return ownership.mayStart() && ownership.owns(lane.number)
}

/** A fault of ours. Nobody's attempt, so it counts against nobody. */
async function metFault(item: HeldDelivery, error: unknown, parts: AttemptParts): Promise<void> {
  parts.observer.observe({ kind: 'fault', where: 'send-delivery', error })
  parts.observer.observe({ kind: 'attempt-uncounted', key: item.delivery, reason: 'fault' })
  parts.queues.replied(item)
  if (error instanceof SenderEnded) {
    await sendApart(item, error, parts)
    return
  }
  await survived(item, parts)
  await setAside(item, parts)
}

/**
 * The sender ended with this delivery in it, and it may be why: it counts as in flight at a crash,
 * runs alone after three of them, and is set aside when it alone ends the sender once more.
 */
async function sendApart(
  item: HeldDelivery,
  ended: SenderEnded,
  parts: AttemptParts,
): Promise<void> {
  const { delivery } = item
  // One that had been in flight at a crash before was counted when it was marked.
  const crashCount = Math.max(1, delivery.recoveryCount)
  const isQuarantined = ended.attemptCount === 1 && crashCount > crashCountMax
  const isNews = isQuarantined || crashCount > delivery.recoveryCount
  const isMarked = isNews && (await mark(item, { recoveryCount: crashCount, isQuarantined }, parts))
  if (isMarked && isQuarantined) {
    quarantined(item, parts)
    return
  }
  const leastMs = Math.max(apartSpreadMs.least, ended.attemptCount * apartSpreadMs.each)
  // The next time it runs alone anyway, once it was in as many ends as that takes.
  const spreadMs = crashCount < crashCountMax ? leastMs * crashCount ** 2 : 0
  const heldMs = Math.max(0, parts.clock.nowMs() - item.queuedAtMs)
  const longMs = Math.min(apartLongMsMax, heldMs)
  await giveBack(item, apartMsMin + parts.random.fraction() * spreadMs + longMs, parts)
}

/** Until it is tried again, the others of its subscription go past it. */
async function setAside(item: HeldDelivery, parts: AttemptParts): Promise<void> {
  await giveRow(item, faultWaitMs, parts)
  parts.queues.setAside(item)
  parts.queues.pump()
  finishLater(item, faultWaitMs, parts)
}

/** Puts it back into the store, uncounted; it keeps its turn, and memory looks again after the wait. */
async function giveBack(item: HeldDelivery, waitMs: number, parts: AttemptParts): Promise<void> {
  await giveRow(item, waitMs, parts)
  // It stays held meanwhile, so no claim brings it before its wait is over.
  finishLater(item, waitMs, parts)
}

async function giveRow(item: HeldDelivery, againMs: number, parts: AttemptParts): Promise<void> {
  for (;;) {
    try {
      await parts.giveRows([item])
      return
    } catch (error) {
      parts.observer.observe({ kind: 'fault', where: 'give-back', error })
      await new Promise<void>((resolve) => parts.clock.after(againMs, resolve))
    }
  }
}

function finishLater(item: HeldDelivery, waitMs: number, parts: AttemptParts): void {
  parts.clock.after(waitMs, () => {
    parts.queues.finish(item, 0)
    parts.queues.pump()
  })
}

/**
 * A delivery that was in flight when the process died: that it is being sent again is committed
 * before it is sent, so a payload that kills the process is found out and set aside.
 */
async function mayRunAgain(item: HeldDelivery, parts: AttemptParts): Promise<boolean> {
  const { recoveryCount } = item.delivery
  // Marks whose result stayed unknown add up as well; a crash loop shows soon after a start.
  const isQuarantined = recoveryCount > crashCountMax && parts.isFresh()
  if (!(await mark(item, { recoveryCount: recoveryCount + 1, isQuarantined }, parts))) {
    parts.queues.replied(item)
    await giveBack(item, faultWaitMs, parts)
    return false
  }
  if (!isQuarantined) return true
  parts.queues.replied(item)
  quarantined(item, parts)
  return false
}

function quarantined(item: HeldDelivery, parts: AttemptParts): void {
  parts.observer.observe({ kind: 'delivery-quarantined', key: item.delivery })
  parts.queues.finish(item, null)
}

/** It came through its attempt alive, though nothing counts: crashes in a row end here. */
async function survived(item: HeldDelivery, parts: AttemptParts): Promise<void> {
  if (item.delivery.recoveryCount === 0) return
  await mark(item, { recoveryCount: 0, isQuarantined: false }, parts)
}

/** Commits how often in a row it was in flight at a crash; false when the store refused. */
async function mark(
  item: HeldDelivery,
  { recoveryCount, isQuarantined }: { recoveryCount: number; isQuarantined: boolean },
  parts: AttemptParts,
): Promise<boolean> {
  const marked = { ...item.delivery, recoveryCount }
  try {
    await parts.store.deliveries.markSending({ deliveries: [marked], isQuarantined })
  } catch (error) {
    parts.observer.observe({ kind: 'fault', where: 'mark-sending', error })
    return false
  }
  item.delivery = marked
  item.hasRow = true
  item.needsRow = false
  return true
}
