/**
 * What a webhook is to be after a save: the caller's draft with what it leaves open filled from the
 * stored definition, and the configuration that follows. A member of the documented shape that is
 * absent is empty, since a save carries the whole object; members that came with release 12.0 are
 * kept, since older clients do not know them (API difference list 11.13 → 12.0, Webhook).
 */
import type { Subscription, SubscriptionConfig } from '../../domain/subscription.ts'
import type { WebhookDraft } from './read-webhook.ts'
import { secretMask, secretText } from './webhook-carrier.ts'
import {
  type Author,
  defaultSettings,
  type ErrorAssociate,
  settingsOf,
  storedSettings,
} from './webhook-settings.ts'

export interface WebhookDefinition {
  readonly name: string | null
  readonly description: string | null
  readonly events: readonly string[]
  readonly targetUrl: string
  /** Empty: notifications are not signed. */
  readonly secret: string
  readonly type: string
  readonly headers: Readonly<Record<string, string>>
  readonly properties: Readonly<Record<string, unknown>>
  readonly errorEmails: readonly string[]
  readonly errorAssociates: readonly ErrorAssociate[]
  readonly notifyVia: number
  readonly notifyWhen: number
}

/** The definition that a draft asks for; `before` is null for a new webhook. */
export function defineWebhook(draft: WebhookDraft, before: Subscription | null): WebhookDefinition {
  const settings = before === null ? defaultSettings : settingsOf(before)
  return {
    name: draft.name ?? null,
    description:
      draft.description === undefined ? (before?.config.description ?? null) : draft.description,
    events: draft.events ?? [],
    targetUrl: draft.targetUrl ?? '',
    secret: secretOf(draft, before),
    type: (draft.type ?? settings.type).toLowerCase(),
    headers: headersOf(draft, before),
    properties: draft.properties ?? {},
    errorEmails: recipientsOf(draft, settings.errorEmails),
    errorAssociates:
      draft.errorAssociates === undefined
        ? settings.errorAssociates
        : (draft.errorAssociates ?? []),
    notifyVia: draft.notifyVia ?? settings.notifyVia,
    notifyWhen: draft.notifyWhen ?? settings.notifyWhen,
  }
}

/** The configuration of a definition, made or changed by `author`. */
export function configOf(
  definition: WebhookDefinition,
  before: Subscription | null,
  author: Author,
): SubscriptionConfig {
  const { secret } = definition
  const registered = before === null ? author : settingsOf(before).registeredAssociate
  return {
    name: definition.name,
    description: definition.description,
    dialect: 'superoffice',
    dispatcher: definition.type === 'crmscript' ? 'script' : 'http',
    url: definition.targetUrl,
    patterns: definition.events,
    headers: definition.headers,
    // Receivers of this dialect know one secret, so a new one replaces the old one at once.
    secrets: { current: secret === '' ? [] : [{ kind: 'hmac-text', text: secret }], old: [] },
    retryOverride: before?.config.retryOverride ?? null,
    dialectSettings: storedSettings({
      type: definition.type,
      properties: definition.properties,
      errorEmails: definition.errorEmails,
      errorAssociates: definition.errorAssociates,
      notifyVia: definition.notifyVia,
      notifyWhen: definition.notifyWhen,
      registeredAssociate: registered,
      updatedAssociate: before === null ? null : author,
    }),
  }
}

function secretOf(draft: WebhookDraft, before: Subscription | null): string {
  const stored = before === null ? '' : secretText(before)
  const isMaskBroughtBack = draft.secret === secretMask && stored !== ''
  return isMaskBroughtBack ? stored : (draft.secret ?? '')
}

/** A value whose mask is brought back stays as it is stored, whatever the case of its name. */
function headersOf(
  { headers }: WebhookDraft,
  before: Subscription | null,
): Readonly<Record<string, string>> {
  const stored = new Map(
    Object.entries(before?.config.headers ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
  )
  const entries = Object.entries(headers ?? {}).map(([name, value]): [string, string] => [
    name,
    value === secretMask ? (stored.get(name.toLowerCase()) ?? value) : value,
  ])
  return Object.fromEntries(entries)
}

/**
 * `ErrorsEmail` is the first of `ErrorEmails`. A client that knows only the older member changes
 * that one and sends the other back as it was; whoever changes the list means the list.
 */
function recipientsOf(draft: WebhookDraft, stored: readonly string[]): readonly string[] {
  const list = draft.errorEmails === undefined ? stored : given(draft.errorEmails ?? [])
  const isListChanged = list.join(',') !== stored.join(',')
  const first =
    draft.errorsEmail === undefined ? list.slice(0, 1) : given([draft.errorsEmail ?? ''])
  const isFirstChanged = first[0] !== stored[0]
  if (!isFirstChanged) return list
  if (!isListChanged) return [...first, ...list.slice(1)]
  // Both changed, or both are new: nobody who was named is left out.
  return [...new Set([...(list.includes(first[0] ?? '') ? [] : first), ...list])]
}

function given(addresses: readonly string[]): readonly string[] {
  return addresses.map((address) => address.trim()).filter((address) => address !== '')
}
