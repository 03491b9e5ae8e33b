/**
 * What people are told when an endpoint is deactivated because it is gone or has failed for too
 * long: shown always, mailed to the addresses that its definition has. A person's own deactivation
 * needs no notice.
 */
import type { AlertContent } from '../../domain/alert.ts'
import type { SubscriptionNews } from '../../domain/announcement.ts'
import { shownUrl } from '../../domain/hidden-text.ts'
import { isMailAddress } from '../../domain/mail-address.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { lastErrorText } from '../last-error-text.ts'
import { utcTimestampOf } from '../utc-timestamp.ts'

const recipientsMax = 100

/** Null for news that are no trouble, or none yet. */
export function alertOf({
  kind,
  subscription,
  atMs,
  attempt,
}: SubscriptionNews): AlertContent | null {
  if (kind !== 'disabled') return null
  const title = `Webhook endpoint ${subscription.number} of ${subscription.tenantId}`
  const reason = reasonOf(subscription)
  const paragraphs = [
    `${title} was deactivated at ${utcTimestampOf(atMs)}: ${reason}.\nIts events are kept from now on, and follow once it is active again.`,
    [
      `Endpoint:   ${shownUrl(subscription.config.url)}`,
      ...(attempt === null
        ? []
        : [`Event:      ${attempt.eventType}`, `webhook-id: ${attempt.eventId}`]),
      `Failures in a row: ${subscription.health.consecutiveErrorCount}`,
    ].join('\n'),
    `Last error:\n${lastErrorText(subscription)}`,
    'To bring it back, mend the receiver and activate the endpoint again.',
  ]
  return {
    subject: `${title} is deactivated: ${reason}`,
    text: `${paragraphs.join('\n\n')}\n`,
    recipients: recipientsOf(subscription),
    users: [],
    isInApp: true,
  }
}

function reasonOf({ status }: Subscription): string {
  return status.reason === 'gone'
    ? 'it answered 410 Gone'
    : 'it has failed for days without a success in between'
}

/** RoSaaS has no such setting; it is ours. */
function recipientsOf({ config }: Subscription): readonly string[] {
  const { noticeAddresses } = config.dialectSettings
  if (!Array.isArray(noticeAddresses)) return []
  const addresses = noticeAddresses.filter(
    (one): one is string => typeof one === 'string' && isMailAddress(one),
  )
  return [...new Set(addresses)].slice(0, recipientsMax)
}
