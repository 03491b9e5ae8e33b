/**
 * The mail that an application's error-reporting addresses get when its endpoint begins to fail,
 * where "Send error email" is checked: once a streak. The wording is ours. What a receiver answered
 * may repeat what it was sent, so secrets, header values and tokens are taken out.
 */
import type { AlertContent } from '../../domain/alert.ts'
import type { SubscriptionNews } from '../../domain/announcement.ts'
import { hideSecrets, shownUrl } from '../../domain/hidden-text.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { readTenantStatusSettings } from './tenant-status-settings.ts'

const nameCharactersMax = 100
const errorCharactersMax = 2_000

/** Null where nobody asked to be told of this. */
export function alertOf(news: SubscriptionNews): AlertContent | null {
  const { kind, subscription, attempt } = news
  if (kind !== 'failing' || attempt?.isFirstFailure !== true) return null
  const { isMailed, errorEmails, environment, appName } = readTenantStatusSettings(
    subscription.config,
  )
  if (!isMailed || errorEmails.length === 0) return null
  // In the subject it has to be one line.
  const oneLine = appName.replaceAll(/[\s\p{C}]+/gu, ' ').trim()
  const name = oneLine.slice(0, nameCharactersMax).toWellFormed()
  return {
    subject: `Tenant status messages to "${name}" (${environment}) have begun to fail`,
    text: textOf(news, name, environment),
    recipients: errorEmails,
    users: [],
    isInApp: false,
  }
}

function textOf(news: SubscriptionNews, name: string, environment: string): string {
  const { subscription, atMs, attempt } = news
  const paragraphs = [
    `The endpoint for customer state changes of "${name}" began to fail at ${new Date(atMs).toISOString()}.`,
    [
      `Application: ${name}`,
      `Environment: ${environment}`,
      `Endpoint:    ${shownUrl(subscription.config.url)}`,
      ...(attempt === null
        ? []
        : [`Event:       ${attempt.eventType}`, `webhook-id:  ${attempt.eventId}`]),
    ].join('\n'),
    `Last error:\n${errorText(subscription)}`,
    'What happens next: the message is tried again after 5 seconds, 5 and 30 minutes, then 2, 5, 10, 14, 20 and 24 hours. ' +
      'After the tenth attempt it is kept, and can be sent again by hand. Later messages do not wait for it, so it may arrive after them: ask for the state of the tenant before you act on it.',
    'You get no further mail about this endpoint before it has accepted a message again.',
  ]
  return `${paragraphs.join('\n\n')}\n`
}

const tokenPattern = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g

function errorText({ health, config }: Subscription): string {
  const hidden = hideSecrets(health.lastErrorText ?? '', config)
  const text = hidden.replaceAll(tokenPattern, '(hidden)').toWellFormed()
  const lines = text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{C}\n\t]/gu, ' ')
  return lines.length <= errorCharactersMax ? lines : `${lines.slice(0, errorCharactersMax)} […]`
}
