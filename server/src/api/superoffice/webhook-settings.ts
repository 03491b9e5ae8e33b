/**
 * What a webhook has beyond a subscription's own members, as it is kept in the configuration's
 * `dialectSettings`: the dialect reads `properties`, the error mails read the recipients, the API
 * shows it all. Keys are camelCase there; wire names exist only in the carrier.
 */
import type { Subscription } from '../../domain/subscription.ts'
import { notifyVia, notifyWhen } from './webhook-enums.ts'

export interface WebhookSettings {
  readonly type: string
  readonly properties: Readonly<Record<string, unknown>>
  /** Mailed when the webhook is disabled or begins to fail; the first is the wire's `ErrorsEmail`. */
  readonly errorEmails: readonly string[]
  readonly errorAssociates: readonly ErrorAssociate[]
  /** Flags of `notifyVia`. */
  readonly notifyVia: number
  /** Flags of `notifyWhen`. */
  readonly notifyWhen: number
  readonly registeredAssociate: Author | null
  readonly updatedAssociate: Author | null
}

/** A user to be told of errors, as the caller described them: a list item of SuperOffice. */
export interface ErrorAssociate {
  readonly id: number
  readonly name: string | null
  readonly toolTip: string | null
  readonly isDeleted: boolean
  readonly rank: number
  readonly type: string | null
  readonly iconHint: string | null
  readonly colorBlock: number
  readonly extraInfo: string | null
  readonly styleHint: string | null
  readonly fullName: string | null
}

/** Who made or changed a webhook. Keys stand in for users here, so the number is 0. */
export interface Author {
  readonly associateId: number
  readonly name: string
}

export const defaultSettings: WebhookSettings = {
  type: 'webhook',
  properties: {},
  errorEmails: [],
  errorAssociates: [],
  notifyVia: notifyVia.email,
  notifyWhen: notifyWhen.disabling,
  registeredAssociate: null,
  updatedAssociate: null,
}

/** The settings of a subscription of this dialect. What another writer left out has its default. */
export function settingsOf(subscription: Subscription): WebhookSettings {
  const stored = subscription.config.dialectSettings as Partial<WebhookSettings> & {
    readonly errorsEmail?: string | null
  }
  const errorEmails =
    stored.errorEmails ?? (typeof stored.errorsEmail === 'string' ? [stored.errorsEmail] : [])
  return { ...defaultSettings, ...stored, errorEmails }
}

/** The same as it is stored: plain JSON. */
export function storedSettings(settings: WebhookSettings): Readonly<Record<string, unknown>> {
  return { ...settings, errorsEmail: settings.errorEmails[0] ?? null }
}
