/** Entries of the live feed as server-sent events; each is put together once, for all its readers. */
import type { LiveAttempt, LiveEntry } from '../../domain/live-entry.ts'
import { lastView, liveDeliveryView } from '../v1/history-views.ts'
import { iso } from '../v1/views.ts'

const texts = new WeakMap<LiveEntry, string>()

export function liveText(entry: LiveEntry, start: string): string {
  let text = texts.get(entry)
  if (text === undefined) {
    text = sentEvent(`${start}-${entry.number}`, entry.kind, dataOf(entry))
    texts.set(entry, text)
  }
  return text
}

/** JSON has no line ends of its own, so data is one line. */
export const sentEvent = (id: string, name: string, data: object): string =>
  `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`

function dataOf(entry: LiveEntry): object {
  const { tenantId: tenant } = entry
  switch (entry.kind) {
    case 'delivery': {
      const { attempt, delivery, subscriptionId } = entry
      const last = attempt === null ? {} : lastView(attempt)
      return {
        tenant,
        delivery: { ...liveDeliveryView(delivery, subscriptionId), ...last },
        attempt: attempt === null ? null : attemptView(attempt),
      }
    }
    case 'event': {
      const { eventId: id, type, acceptedAtMs, matched } = entry
      return { tenant, event: { id, type, accepted_at: iso(acceptedAtMs), matched } }
    }
    case 'subscription': {
      const { subscriptionId, status, isFailing } = entry
      const { state, reason, sinceMs } = status
      const since = iso(sinceMs)
      return {
        tenant,
        subscription_id: subscriptionId,
        state,
        reason,
        since,
        is_failing: isFailing,
      }
    }
    case 'alert': {
      const { alertId: id, subscriptionId, news: kind, subject, atMs } = entry
      const alert = { id, subscription_id: subscriptionId, kind, subject, at: iso(atMs) }
      return { tenant, alert }
    }
  }
}

const attemptView = (attempt: LiveAttempt) => ({
  number: attempt.number,
  status: attempt.status,
  error_class: attempt.errorClass,
  duration_ms: attempt.durationMs,
  started_at: iso(attempt.startedAtMs),
})
