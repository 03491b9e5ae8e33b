/**
 * What people are told when a subscription is disabled, and as it begins to fail where its owner
 * wants that: shown always, mailed to the addresses that it has. Whoever pauses or resumes one
 * knows of it. What a receiver answered may repeat what it was sent, so secrets are taken out.
 */
import type { AlertContent } from '../../domain/alert.ts'
import type { SubscriptionNews } from '../../domain/announcement.ts'
import { shownUrl } from '../../domain/hidden-text.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { lastErrorText } from '../last-error-text.ts'
import { shownName } from '../shown-name.ts'
import { alertSettingsOf } from './alert-settings.ts'

/** Null where there is nothing to tell, or nobody wants to be told. */
export function alertOf(news: SubscriptionNews, publicUrl: string | null): AlertContent | null {
  const { kind, subscription } = news
  const { recipients, isToldWhenFailing } = alertSettingsOf(subscription)
  const isWanted = kind === 'disabled' || (kind === 'failing' && isToldWhenFailing)
  if (!isWanted) return null
  const title = titleOf(subscription)
  return {
    subject:
      kind === 'disabled'
        ? `${title} is disabled: ${reasonOf(subscription)}`
        : `${title} has begun to fail`,
    text: `${[openingOf(news, title), factsOf(news), `Last error:\n${lastErrorText(subscription)}`, sequelOf(news, publicUrl)].join('\n\n')}\n`,
    recipients,
    users: [],
    isInApp: true,
  }
}

/** Most have no name; the id is what the API knows it by. */
function titleOf({ id, config }: Subscription): string {
  const name = shownName(config.name ?? '')
  return name === '' ? `Subscription ${id}` : `Subscription "${name}" (${id})`
}

function openingOf({ kind, subscription, atMs }: SubscriptionNews, title: string): string {
  const at = new Date(atMs).toISOString()
  return kind === 'disabled'
    ? `${title} was disabled at ${at}: ${reasonOf(subscription)}.`
    : `${title} began to fail at ${at}. It is still active, and what failed is tried again.`
}

function reasonOf({ status }: Subscription): string {
  if (status.reason === 'gone') return 'its endpoint answered 410 Gone'
  return 'its endpoint has failed for five days without a success in between'
}

function factsOf({ subscription, attempt }: SubscriptionNews): string {
  const { tenantId, id, config, health } = subscription
  return [
    `Tenant:       ${tenantId}`,
    `Subscription: ${id}`,
    `Endpoint:     ${shownUrl(config.url)}`,
    ...(attempt === null
      ? []
      : [`Event type:   ${attempt.eventType}`, `webhook-id:   ${attempt.eventId}`]),
    `Failures in a row: ${health.consecutiveErrorCount}`,
  ].join('\n')
}

/** What happens to its events from here on, and what there is to do. */
function sequelOf({ kind, subscription }: SubscriptionNews, publicUrl: string | null): string {
  if (kind !== 'disabled') {
    return 'What happens next: each event is tried again as its retries are set. After five days without a success the subscription is disabled. You are not told of further failures before the endpoint has accepted an event again.'
  }
  const { tenantId, id } = subscription
  return [
    'What happens to its events: nothing is sent any more. Its events are kept, as long as this service keeps events, and follow in the order of their acceptance once it is active again.',
    `To bring it back, mend the endpoint and resume the subscription:\nPOST ${publicUrl ?? ''}/v1/tenants/${tenantId}/subscriptions/${id}/resume`,
  ].join('\n\n')
}
