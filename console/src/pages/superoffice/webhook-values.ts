/** The form of a webhook as it is typed, and what is sent for it. */
import type { NamedRow } from '../../ui/NamedRows.tsx'
import { isMailAddress } from '../subscriptions/EventTypesField.tsx'
import type { Webhook, WebhookBody, WireWebhook } from './webhook-calls.ts'

export interface WebhookValues {
  readonly isActive: boolean
  readonly name: string
  readonly description: string
  readonly events: string[]
  readonly kind: 'webhook' | 'crmscript'
  readonly url: string
  readonly script: string
  /** Addresses, and users as `5: Kari Nordmann`. */
  readonly recipients: string[]
  readonly via: 'Email' | 'InApp' | 'Email, InApp' | 'None'
  readonly onFirst: boolean
  readonly onDisabled: boolean
  /** A new one; empty: the stored one, or none, stays. */
  readonly secret: string
  readonly headers: NamedRow[]
  readonly properties: NamedRow[]
}

export const newValues: WebhookValues = {
  isActive: true,
  name: '',
  description: '',
  events: [],
  kind: 'webhook',
  url: '',
  script: '',
  recipients: [],
  via: 'Email',
  onFirst: false,
  onDisabled: true,
  secret: '',
  headers: [],
  properties: [],
}

export function valuesOf(webhook: Webhook): WebhookValues {
  const isScript = webhook.Type === 'crmscript'
  const target = webhook.TargetUrl ?? ''
  const when = webhook.NotifyWhen ?? ''
  const via = (['Email', 'InApp', 'Email, InApp'] as const).find((one) => one === webhook.NotifyVia)
  return {
    isActive: webhook.State === 'Active',
    name: webhook.Name ?? '',
    description: webhook.Description ?? '',
    events: [...(webhook.Events ?? [])],
    kind: isScript ? 'crmscript' : 'webhook',
    url: isScript ? '' : target,
    script: isScript ? target : '',
    recipients: [
      ...(webhook.ErrorEmails ?? []),
      ...(webhook.ErrorAssociates ?? []).map(({ Id, Name }) => userText(Id, Name)),
    ],
    via: via ?? 'None',
    onFirst: when.includes('FirstFailure'),
    onDisabled: when.includes('Disabling'),
    secret: '',
    headers: webhook.headerNames.map((name) => ({ name, value: '', isKept: true })),
    properties: Object.entries(webhook.Properties ?? {}).map(([name, value]) => ({
      name,
      value: propertyText(value),
    })),
  }
}

/**
 * The members that differ from `before`, or all of them for a new one. Header values that were left
 * alone are those of `stored`, which is read for the moment of the save.
 */
export function bodyOf(
  values: WebhookValues,
  before: WebhookValues | null,
  stored: WireWebhook | null,
): WebhookBody {
  const parts: readonly (readonly [readonly (keyof WebhookValues)[], () => WebhookBody])[] = [
    [['isActive'], () => ({ State: values.isActive ? 'Active' : 'Stopped' })],
    [['name'], () => ({ Name: values.name.trim() })],
    [['description'], () => ({ Description: values.description.trim() })],
    [['events'], () => ({ Events: values.events })],
    [['kind'], () => ({ Type: values.kind })],
    [['kind', 'url', 'script'], () => ({ TargetUrl: targetOf(values) })],
    [['recipients'], () => recipientsOf(values.recipients)],
    [['via'], () => ({ NotifyVia: values.via })],
    [['onFirst', 'onDisabled'], () => ({ NotifyWhen: whenOf(values) })],
    [['headers', 'kind'], () => ({ Headers: headersOf(values, stored) })],
    [['properties'], () => ({ Properties: propertiesOf(values.properties, stored) })],
  ]
  const isChanged = (names: readonly (keyof WebhookValues)[]): boolean =>
    before === null ||
    names.some((name) => JSON.stringify(values[name]) !== JSON.stringify(before[name]))
  const changes: WebhookBody[] = parts
    .filter(([names]) => isChanged(names))
    .map(([, part]) => part())
  if (values.secret !== '') changes.push({ Secret: values.secret })
  return Object.assign({}, ...changes) as WebhookBody
}

/** The definition as the form has it, for a test of what may not be saved yet. */
export function testBodyOf(values: WebhookValues, stored: WireWebhook | null): WebhookBody {
  const kept = stored === null ? {} : { WebhookId: stored.WebhookId, Secret: stored.Secret }
  return { ...kept, ...bodyOf(values, null, stored) }
}

function targetOf({ kind, url, script }: WebhookValues): string {
  return kind === 'crmscript' ? script : url.trim()
}

function whenOf({ onFirst, onDisabled }: WebhookValues): string {
  const names = [...(onFirst ? ['FirstFailure'] : []), ...(onDisabled ? ['Disabling'] : [])]
  return names.length === 0 ? 'None' : names.join(', ')
}

export const userText = (id: number, name: string | null): string =>
  name === null || name === '' ? String(id) : `${id}: ${name}`

const userPattern = /^(\d{1,9})(?::\s*(.*))?$/

export const isRecipient = (text: string): boolean => isMailAddress(text) || userPattern.test(text)

function recipientsOf(texts: readonly string[]): WebhookBody {
  const emails = texts.filter(isMailAddress)
  const users = texts.flatMap((text) => {
    const [, id, name = ''] = userPattern.exec(text) ?? []
    return id === undefined ? [] : [{ Id: Number(id), Name: name }]
  })
  return { ErrorEmails: emails, ErrorAssociates: users }
}

function headersOf(
  { headers, kind }: WebhookValues,
  stored: WireWebhook | null,
): Record<string, string> {
  if (kind === 'crmscript') return {}
  const given = headers.filter(({ name }) => name.trim() !== '')
  return Object.fromEntries(
    given.map(({ name, value, isKept }) => [
      name.trim(),
      isKept === true && value === '' ? (stored?.Headers?.[name] ?? '') : value,
    ]),
  )
}

const propertyText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

/** A property that other clients gave as a number or an object stays one while its text does. */
function propertiesOf(
  rows: readonly NamedRow[],
  stored: WireWebhook | null,
): Record<string, never> {
  const before: Readonly<Record<string, unknown>> = stored?.Properties ?? {}
  const entries = rows
    .filter(({ name }) => name.trim() !== '')
    .map(({ name, value }) => {
      const old = before[name]
      return [name.trim(), old !== undefined && propertyText(old) === value ? old : value] as const
    })
  // The document says no more of a property than that it may be anything.
  return Object.fromEntries(entries) as Record<string, never>
}

const secretBytes = 32

/** A secret that nobody can guess, in characters that survive every configuration file. */
export function makeSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(secretBytes))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

/** Which field a refusal is about: it begins with the name of the member. */
export function fieldOf(message: string): keyof WebhookValues | null {
  const [, member = ''] = /^Webhook (\w+)/.exec(message) ?? []
  return fields[member] ?? null
}

const fields: Readonly<Record<string, keyof WebhookValues>> = {
  Name: 'name',
  Description: 'description',
  Events: 'events',
  TargetUrl: 'url',
  Secret: 'secret',
  Headers: 'headers',
  Properties: 'properties',
  ErrorEmails: 'recipients',
}
