/**
 * What people are told when a webhook begins to fail or is disabled: its name, the error, the
 * EventId "and more" (SuperOffice notification page; the wording is ours), and how to bring it back.
 * What a receiver answered may repeat what it was sent, so secrets and header values are taken out.
 */
import type { AlertContent } from '../../domain/alert.ts'
import type { SubscriptionNews } from '../../domain/announcement.ts'
import { shownUrl } from '../../domain/hidden-text.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { lastErrorText } from '../last-error-text.ts'
import { shownName } from '../shown-name.ts'
import { utcTimestampOf } from '../utc-timestamp.ts'
import { alertSettingsOf } from './alert-settings.ts'
import { eventGuid } from './event-guid.ts'

/** Null where nobody asked to be told of this. */
export function alertOf(news: SubscriptionNews, publicUrl: string | null): AlertContent | null {
  const { kind, subscription, attempt } = news
  if (kind !== 'failing' && kind !== 'disabled') return null
  const settings = alertSettingsOf(subscription)
  const isFirst = attempt?.isFirstFailure === true
  const isAsked =
    (kind === 'disabled' && settings.isToldWhenDisabled) || (isFirst && settings.isToldWhenFailing)
  const recipients = settings.isMailed ? settings.recipients : []
  const users = settings.isMailed || settings.isInApp ? settings.users : []
  const isForSomebody = recipients.length > 0 || users.length > 0 || settings.isInApp
  if (!isAsked || !isForSomebody) return null
  return {
    subject: `${titleOf(subscription)} ${kind === 'disabled' ? `is disabled: ${reasonOf(subscription)}` : 'has begun to fail'}`,
    text: textOf(news, publicUrl),
    recipients,
    users,
    isInApp: settings.isInApp,
  }
}

function textOf(news: SubscriptionNews, publicUrl: string | null): string {
  const { kind, subscription, atMs, attempt } = news
  const { tenantId, health } = subscription
  const title = titleOf(subscription)
  const at = utcTimestampOf(atMs)
  const paragraphs = [
    kind === 'disabled'
      ? `${title} was disabled at ${at}: ${reasonOf(subscription)}.\nIts events are kept from now on, and follow in their order once it is active again.`
      : `${title} began to fail at ${at}. It is still active, and what failed is tried again.`,
    [
      `Context:  ${tenantId}`,
      `Webhook:  ${subscription.number}`,
      targetOf(subscription),
      ...(attempt === null
        ? []
        : [
            `Event:    ${attempt.eventType}`,
            `EventId:  ${eventGuid(attempt.deliveryId, attempt.cycle)}`,
            `webhook-id: ${attempt.eventId}`,
          ]),
      `Failures in a row: ${health.consecutiveErrorCount}`,
    ].join('\n'),
    `Last error:\n${lastErrorText(subscription)}`,
    ...(kind === 'disabled' ? [remedyOf(subscription, publicUrl)] : []),
  ]
  return `${paragraphs.join('\n\n')}\n`
}

function titleOf({ number, config }: Subscription): string {
  return `Webhook "${shownName(config.name ?? '')}" (${number})`
}

/** A script is named; its name is no URL, of which parts would be hidden. */
function targetOf({ config }: Subscription): string {
  return config.dispatcher === 'script'
    ? `Script:   ${shownName(config.url)}`
    : `Target:   ${shownUrl(config.url)}`
}

function reasonOf({ status }: Subscription): string {
  return status.reason === 'gone' ? 'its target answered 410 Gone' : 'too many errors'
}

function remedyOf(subscription: Subscription, publicUrl: string | null): string {
  const { number, tenantId, config } = subscription
  const path = `/${tenantId}/api/v1/Webhook/${number}`
  const way =
    config.dispatcher === 'script'
      ? 'upload a mended script and save the webhook as Active'
      : 'mend the receiver and save the webhook as Active. The receiver has to answer a test event with 200 OK then'
  return `To bring it back, ${way}:\nPATCH ${publicUrl ?? ''}${path}   {"State":"Active"}`
}
