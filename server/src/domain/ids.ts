/**
 * Prefixed ids: what the outside sees. Each is a view of numbers and UUIDs that the store keeps in
 * binary, so an id exists before any row does and a repeat after a crash carries the same one.
 */
export type EventId = `evt_${string}`
export type SubscriptionId = `sub_${string}`
export type DeliveryId = `dlv_${string}`
export type AttemptId = `att_${string}`
export type KeyId = `key_${string}`
export type ReplayId = `rpl_${string}`

/** What names a delivery inside: the event, the subscription's number and the run. */
export interface DeliveryKey {
  readonly eventId: EventId
  readonly subscriptionNumber: number
  readonly run: number
}

const eventIdPattern = /^evt_[0-9a-f]{32}$/
const subscriptionIdPattern = /^sub_[0-9a-f]{32}$/
const deliveryIdPattern = /^dlv_([0-9a-f]{32})([0-9a-f]{8})([0-9a-f]{4})$/
const replayIdPattern = /^rpl_[0-9a-f]{32}$/
const keyIdPattern = /^key_[0-9a-f]{32}$/

export const isEventId = (text: string): text is EventId => eventIdPattern.test(text)
export const isSubscriptionId = (text: string): text is SubscriptionId =>
  subscriptionIdPattern.test(text)
export const isReplayId = (text: string): text is ReplayId => replayIdPattern.test(text)
export const isKeyId = (text: string): text is KeyId => keyIdPattern.test(text)

/** The public id of a delivery: event, subscription number (8 hex digits) and run (4). */
export function deliveryId(key: DeliveryKey): DeliveryId {
  const subscription = key.subscriptionNumber.toString(16).padStart(8, '0')
  return `dlv_${key.eventId.slice(4)}${subscription}${key.run.toString(16).padStart(4, '0')}`
}

/** The key behind a delivery's id, or null when the text is not one. */
export function parseDeliveryId(text: string): DeliveryKey | null {
  const match = deliveryIdPattern.exec(text)
  if (match === null) return null
  const [, event = '', subscription = '', run = ''] = match
  return {
    eventId: `evt_${event}`,
    subscriptionNumber: Number.parseInt(subscription, 16),
    run: Number.parseInt(run, 16),
  }
}

/** The public id of an attempt: its delivery's digits and its number, counted from 1. */
export function attemptId(key: DeliveryKey, number: number): AttemptId {
  return `att_${deliveryId(key).slice(4)}${number.toString(16).padStart(4, '0')}`
}
