/**
 * `If-Unmodified-Since`: a change is refused when the webhook was changed after that instant
 * (REST reference, PATCH Webhook; RFC 9110, section 13.1.4). HTTP dates have whole seconds, so
 * changes within the same second are not told apart.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { Subscription } from '../../domain/subscription.ts'
import { preconditionFailed, type Refusal } from './superoffice-errors.ts'

/** Judges a webhook by the header; without one, or with one that is no date, all are let through. */
export function preconditionOf(
  headers: IncomingHttpHeaders,
): (before: Subscription) => Refusal | null {
  const sinceMs = Date.parse(headers['if-unmodified-since'] ?? '')
  if (Number.isNaN(sinceMs)) return () => null
  return ({ updatedAtMs }) =>
    Math.floor(updatedAtMs / 1000) * 1000 > sinceMs
      ? preconditionFailed('The webhook was changed since the instant in If-Unmodified-Since.')
      : null
}
