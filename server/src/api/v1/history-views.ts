/**
 * What callers see of events, deliveries, attempts and replays. What a receiver answered is text
 * from a stranger: it is passed on as text, its control characters escaped since it was stored.
 */
import type { Attempt } from '../../domain/attempt.ts'
import { attemptId, deliveryId } from '../../domain/ids.ts'
import type { PhaseTimings, Reply } from '../../domain/message.ts'
import type { Replay } from '../../domain/replay.ts'
import type { LiveAttempt, LiveDelivery } from '../../domain/live-entry.ts'
import type { DeliveryRecord, StoredEvent } from '../../ports/history.ts'
import type { RebuiltMessage } from '../../manage/rebuild-message.ts'
import { iso, isoOrNull } from './views.ts'

/** Of a body in an answer; more is cut, and marked so. */
const bodyCharactersShownMax = 64 * 1024

export function eventView({ event, targets }: StoredEvent) {
  return {
    id: event.id,
    type: event.type,
    accepted_at: iso(event.acceptedAtMs),
    occurred_at: iso(event.occurredAtMs),
    order_key: event.orderKey,
    subject: event.subject,
    traceparent: event.traceparent,
    matched: targets.length,
  }
}

/**
 * The JSON of an object with an event's data among its members, as the very bytes that came in:
 * parsing and writing them again would change long numbers.
 */
export function jsonWithData(members: object, data: Uint8Array): string {
  const start = JSON.stringify(members).slice(0, -1)
  return `${start},"data":${Buffer.from(data).toString('utf8')}}`
}

/** `subscriptionId` is null where the subscription is no longer known. */
export function deliveryView(delivery: DeliveryRecord, subscriptionId: string | null) {
  const { lastStatus: status, lastErrorClass: errorClass } = delivery
  return { ...liveDeliveryView(delivery, subscriptionId), ...lastView({ status, errorClass }) }
}

/** What its last attempt came to, which memory does not know of one that ended without another. */
export const lastView = (last: Pick<LiveAttempt, 'status' | 'errorClass'>) => ({
  last_status: last.status,
  last_error_class: last.errorClass,
})

/** The same without its last attempt. */
export function liveDeliveryView(delivery: LiveDelivery, subscriptionId: string | null) {
  return {
    id: deliveryId(delivery),
    event_id: delivery.eventId,
    event_type: delivery.type,
    subscription_id: subscriptionId,
    state: delivery.state,
    run: delivery.run,
    run_kind: delivery.runKind,
    attempt_count: delivery.attemptCount,
    accepted_at: iso(delivery.acceptedAtMs),
    due_at: isoOrNull(delivery.dueAtMs),
    ended_at: isoOrNull(delivery.endedAtMs),
    is_quarantined: delivery.isQuarantined,
  }
}

export function attemptView(attempt: Attempt, message: RebuiltMessage | null) {
  return {
    id: attemptId(attempt, attempt.number),
    number: attempt.number,
    started_at: iso(attempt.startedAtMs),
    outcome: attempt.outcome.kind,
    error_class: attempt.outcome.kind === 'accepted' ? null : attempt.outcome.errorClass,
    status: attempt.status,
    why: whyOf(attempt),
    reply: attempt.replyText,
    retry_after_ms: attempt.outcome.kind === 'refused' ? attempt.outcome.retryAfterMs : null,
    timings: timingsView(attempt.timings),
    subscription_version: attempt.subscriptionVersion,
    request: message === null ? null : requestView(message),
  }
}

const whyCharactersMax = 200

/** Why it failed, in a sentence; null: it did not. */
function whyOf({ outcome, status, replyText }: Attempt): string | null {
  if (outcome.kind === 'accepted') return null
  // What is kept of an answer is its head, an empty line, and its body.
  const bodyStart = status === null ? 0 : replyText.indexOf('\n\n') + 1
  const body = status !== null && bodyStart === 0 ? '' : replyText.slice(bodyStart)
  const line = (body.trim().split('\n', 1)[0] ?? '').slice(0, whyCharactersMax)
  if (status === null) return line
  return line === ''
    ? `The endpoint answered ${status}.`
    : `The endpoint answered ${status}: ${line}`
}

function requestView(message: RebuiltMessage) {
  const text = Buffer.from(message.body).toString('utf8')
  return {
    line: `${message.method} ${message.url}`,
    headers: message.headers.map(([name, value]) => ({ name, value })),
    body: text.slice(0, bodyCharactersShownMax),
    body_is_cut: text.length > bodyCharactersShownMax,
    body_is_exact: message.isExact,
  }
}

const timingsView = (timings: PhaseTimings) => ({
  dns_ms: timings.dnsMs,
  connect_ms: timings.connectMs,
  tls_ms: timings.tlsMs,
  first_byte_ms: timings.firstByteMs,
  total_ms: timings.totalMs,
})

/** What came back to a test event. */
export function replyView(reply: Reply) {
  const timings = timingsView(reply.timings)
  if (reply.kind === 'unreached') {
    return { status: null, error_class: reply.errorClass, detail: reply.detail, timings }
  }
  return {
    status: reply.status,
    headers: reply.headers.map(([name, value]) => ({ name, value })),
    body: reply.bodyText,
    timings,
  }
}

export function replayView(replay: Replay, subscriptionId: string | null) {
  const { filter } = replay
  return {
    id: replay.id,
    filter: {
      states: filter.states,
      subscription: subscriptionId,
      event_types: filter.patterns,
      since: isoOrNull(filter.sinceMs),
      until: isoOrNull(filter.untilMs),
      include_undelivered: filter.includesUndelivered,
    },
    rate_per_second: replay.ratePerSecond,
    state: replay.state,
    total_count: replay.totalCount,
    started_count: replay.startedCount,
    percent: percentOf(replay),
    seconds_left: secondsLeft(replay),
    created_at: iso(replay.createdAtMs),
    ended_at: isoOrNull(replay.endedAtMs),
  }
}

/** Of what was counted before it began; null: not counted yet. */
function percentOf({ state, totalCount, startedCount }: Replay): number | null {
  if (state === 'done') return 100
  if (totalCount === null) return null
  // Deliveries may have changed their state since the count.
  return totalCount === 0 ? 0 : Math.min(100, Math.floor((startedCount / totalCount) * 1_000) / 10)
}

/** At its rate; null: unknown, or it does not go on. */
function secondsLeft({ state, totalCount, startedCount, ratePerSecond }: Replay): number | null {
  if (state === 'done' || state === 'cancelled') return 0
  if (state === 'paused' || totalCount === null) return null
  return Math.ceil(Math.max(0, totalCount - startedCount) / ratePerSecond)
}
