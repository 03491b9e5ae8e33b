/**
 * A webhook as SuperOffice's APIs show it: the carrier with its members in the documented order,
 * PascalCase, enumerations by name, dates in UTC without a zone (REST reference, Webhook). REST,
 * the agents and SOAP all write this one object.
 */
import type { Subscription } from '../../domain/subscription.ts'
import { notifyViaName, notifyWhenName, stateName, type WebhookState } from './webhook-enums.ts'
import { type Author, type ErrorAssociate, settingsOf } from './webhook-settings.ts'

export interface Webhook {
  readonly WebhookId: number
  readonly Name: string | null
  readonly Events: readonly string[] | null
  readonly TargetUrl: string | null
  readonly Secret: string | null
  readonly State: WebhookState
  readonly Type: string
  readonly Headers: Readonly<Record<string, string>> | null
  readonly Properties: Readonly<Record<string, unknown>> | null
  readonly Registered: string
  readonly RegisteredAssociate: Associate | null
  readonly Updated: string
  readonly UpdatedAssociate: Associate | null
  readonly ErrorsEmail: string | null
  readonly ErrorEmails: readonly string[] | null
  readonly ErrorAssociates: readonly ListItem[] | null
  readonly Description: string | null
  readonly NotifyVia: string | null
  readonly NotifyWhen: string | null
  readonly TotalCalls: number
  readonly TotalErrors: number
  readonly ConsecutiveErrors: number
  readonly LastError: string | null
}

export interface Associate {
  readonly AssociateId: number
  readonly Name: string
  readonly PersonId: number
  readonly Rank: number
  readonly Tooltip: string
  readonly Type: 'SystemAssociate'
  readonly GroupIdx: number
  readonly FullName: string
  readonly FormalName: string
  readonly Deleted: boolean
  readonly EjUserId: number
  readonly UserName: string
  readonly TableRight: null
  readonly FieldProperties: Readonly<Record<string, never>>
}

export interface ListItem {
  readonly Id: number
  readonly Name: string | null
  readonly ToolTip: string | null
  readonly Deleted: boolean
  readonly Rank: number
  readonly Type: string | null
  readonly ChildItems: readonly never[]
  readonly IconHint: string | null
  readonly ColorBlock: number
  readonly ExtraInfo: string | null
  readonly StyleHint: string | null
  readonly FullName: string | null
}

/** What the API shows of a date that was never set. */
export const noDate = '0001-01-01T00:00:00'

/** Shown in place of a secret, or of a header's value; a save that brings it back keeps that. */
export const secretMask = '********'

/** The object that callers start a new webhook from (REST reference, GET Webhook/default). */
export const defaultWebhook: Webhook = {
  WebhookId: 0,
  Name: null,
  Events: ['contact.created', 'contact.deleted'],
  TargetUrl: null,
  Secret: null,
  State: 'Active',
  Type: 'webhook',
  Headers: null,
  Properties: null,
  Registered: noDate,
  RegisteredAssociate: null,
  Updated: noDate,
  UpdatedAssociate: null,
  ErrorsEmail: null,
  ErrorEmails: null,
  ErrorAssociates: null,
  Description: null,
  NotifyVia: null,
  NotifyWhen: null,
  TotalCalls: 0,
  TotalErrors: 0,
  ConsecutiveErrors: 0,
  LastError: null,
}

/** Every member of the carrier by its wire name, in order. */
export const webhookMembers = Object.keys(defaultWebhook) as readonly (keyof Webhook)[]

/**
 * The carrier of a stored webhook. With `isMasked` the mask stands in place of its secret and of
 * the values of its headers, which may be credentials as well.
 */
export function toWebhook(
  subscription: Subscription,
  options: { readonly isMasked: boolean },
): Webhook {
  const { config, health } = subscription
  const settings = settingsOf(subscription)
  const secret = secretText(subscription)
  return {
    WebhookId: subscription.number,
    Name: config.name,
    Events: config.patterns,
    TargetUrl: config.url,
    Secret: options.isMasked && secret !== '' ? secretMask : secret,
    State: stateName(subscription.status.state),
    Type: settings.type,
    Headers: options.isMasked ? maskedHeaders(config.headers) : config.headers,
    Properties: settings.properties,
    Registered: writeDate(subscription.createdAtMs),
    RegisteredAssociate: toAssociate(settings.registeredAssociate),
    Updated: isUpdated(subscription) ? writeDate(subscription.updatedAtMs) : noDate,
    UpdatedAssociate: toAssociate(settings.updatedAssociate),
    ErrorsEmail: settings.errorEmails[0] ?? null,
    ErrorEmails: settings.errorEmails,
    ErrorAssociates: settings.errorAssociates.map(toListItem),
    Description: config.description,
    NotifyVia: notifyViaName(settings.notifyVia),
    NotifyWhen: notifyWhenName(settings.notifyWhen),
    TotalCalls: health.callCount,
    TotalErrors: health.errorCount,
    ConsecutiveErrors: health.consecutiveErrorCount,
    LastError: health.lastErrorText,
  }
}

function maskedHeaders(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, secretMask]))
}

/** The signing secret as text; empty when there is none, as the published client's fixture has it. */
export function secretText(subscription: Subscription): string {
  const [secret] = subscription.config.secrets.current
  return secret?.kind === 'hmac-text' ? secret.text : ''
}

/** A date as the API writes it: UTC to the second, without a zone. */
function writeDate(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19)
}

function isUpdated(subscription: Subscription): boolean {
  return subscription.version > 1 || subscription.updatedAtMs > subscription.createdAtMs
}

function toAssociate(author: Author | null): Associate | null {
  if (author === null) return null
  return {
    AssociateId: author.associateId,
    Name: author.name,
    PersonId: 0,
    Rank: 0,
    Tooltip: '',
    Type: 'SystemAssociate',
    GroupIdx: 0,
    FullName: author.name,
    FormalName: author.name,
    Deleted: false,
    EjUserId: 0,
    UserName: author.name,
    TableRight: null,
    FieldProperties: {},
  }
}

function toListItem(associate: ErrorAssociate): ListItem {
  return {
    Id: associate.id,
    Name: associate.name,
    ToolTip: associate.toolTip,
    Deleted: associate.isDeleted,
    Rank: associate.rank,
    Type: associate.type,
    ChildItems: [],
    IconHint: associate.iconHint,
    ColorBlock: associate.colorBlock,
    ExtraInfo: associate.extraInfo,
    StyleHint: associate.styleHint,
    FullName: associate.fullName,
  }
}
