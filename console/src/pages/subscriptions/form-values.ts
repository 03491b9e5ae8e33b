/** The form of a subscription as it is typed, and the body that is sent for it. */
import type { operations } from '../../api/schema.generated.ts'
import type { NamedRow } from '../../ui/NamedRows.tsx'
import type { Subscription } from './subscription-calls.ts'

export interface SubscriptionValues {
  readonly url: string
  readonly name: string
  readonly description: string
  readonly eventTypes: string[]
  readonly filter: string
  readonly headers: NamedRow[]
  readonly signature: 'hmac' | 'ed25519' | 'both'
  readonly secretKind: 'generated' | 'own'
  readonly secret: string
  readonly delays: string
  readonly timeout: string
  readonly rate: string
  readonly ordering: 'none' | 'per-key'
  readonly onExhausted: 'skip' | 'block'
  readonly emails: string[]
  readonly notifyOn: 'failing' | 'disabled'
}

type JsonBody<Operation extends 'createSubscription' | 'changeSubscription'> =
  operations[Operation]['requestBody']['content']['application/json']
export type NewBody = JsonBody<'createSubscription'>
export type ChangeBody = JsonBody<'changeSubscription'>

export const newValues: SubscriptionValues = {
  url: '',
  name: '',
  description: '',
  eventTypes: [],
  filter: '',
  headers: [],
  signature: 'hmac',
  secretKind: 'generated',
  secret: '',
  delays: '',
  timeout: '',
  rate: '',
  ordering: 'none',
  onExhausted: 'skip',
  emails: [],
  notifyOn: 'disabled',
}

export function valuesOf(one: Subscription): SubscriptionValues {
  return {
    ...newValues,
    url: one.url,
    name: one.name ?? '',
    description: one.description ?? '',
    eventTypes: [...one.event_types],
    filter: one.filter === null ? '' : JSON.stringify(one.filter, null, 2),
    headers: one.header_names.map((name) => ({ name, value: '', isKept: true })),
    signature: one.signature === 'none' ? 'hmac' : one.signature,
    delays: (one.retry?.delays_ms ?? []).map(waitText).join(', '),
    timeout: one.retry?.timeout_ms === undefined ? '' : String(one.retry.timeout_ms / 1_000),
    rate: one.rate_limit === null ? '' : String(one.rate_limit.per_second),
    ordering: one.ordering,
    onExhausted: one.on_exhausted,
    emails: [...one.notify_emails],
    notifyOn: one.notify_on,
  }
}

/** What makes a new subscription of it: what is left empty is left to the server. */
export function newBodyOf(values: SubscriptionValues): NewBody {
  const changed = changeBodyOf(values, newValues)
  const { headers, ...rest } = changed
  const own = values.secretKind === 'own' ? { secret: values.secret.trim() } : {}
  return {
    ...rest,
    url: values.url.trim(),
    event_types: values.eventTypes,
    ...(headers === undefined ? {} : { headers: headers as Record<string, string> }),
    ...own,
  }
}

/** A merge patch of what differs from `before`; an empty one where nothing does. */
export function changeBodyOf(values: SubscriptionValues, before: SubscriptionValues): ChangeBody {
  const parts: readonly (readonly [isSame: boolean, part: () => ChangeBody])[] = [
    [same('url'), () => ({ url: values.url.trim() })],
    [same('name'), () => ({ name: textOrNull(values.name) })],
    [same('description'), () => ({ description: textOrNull(values.description) })],
    [same('eventTypes'), () => ({ event_types: values.eventTypes })],
    [same('filter'), () => ({ filter: filterOf(values.filter) })],
    [same('headers'), () => ({ headers: headersOf(values.headers, before.headers) })],
    [same('signature'), () => ({ signature: values.signature })],
    [same('delays') && same('timeout'), () => ({ retry: retryOf(values) })],
    [
      same('rate'),
      () => ({ rate_limit: values.rate === '' ? null : { per_second: Number(values.rate) } }),
    ],
    [same('ordering'), () => ({ ordering: values.ordering })],
    [same('onExhausted'), () => ({ on_exhausted: values.onExhausted })],
    [same('emails'), () => ({ notify_emails: values.emails })],
    [same('notifyOn'), () => ({ notify_on: values.notifyOn })],
  ]
  const changes: ChangeBody[] = parts.filter(([isSame]) => !isSame).map(([, part]) => part())
  return Object.assign({}, ...changes) as ChangeBody

  function same(name: keyof SubscriptionValues): boolean {
    return JSON.stringify(values[name]) === JSON.stringify(before[name])
  }
}

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

function filterOf(text: string): Record<string, never> | null {
  return text.trim() === '' ? null : (JSON.parse(text) as Record<string, never>)
}

/** Why a filter cannot be one, or null. What its members mean the server says. */
export function filterFault(text: string): string | null {
  if (text.trim() === '') return null
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? null : '{ … }'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function headersOf(
  rows: readonly NamedRow[],
  before: readonly NamedRow[],
): Record<string, string | null> {
  const left = new Set(rows.map(({ name }) => name.trim().toLowerCase()))
  const removed = before.filter(({ name }) => !left.has(name.toLowerCase()))
  const given = rows.filter(
    ({ name, value, isKept }) => name.trim() !== '' && (isKept !== true || value !== ''),
  )
  return Object.fromEntries([
    ...removed.map(({ name }) => [name, null] as const),
    ...given.map(({ name, value }) => [name.trim(), value] as const),
  ])
}

function retryOf({ delays, timeout }: SubscriptionValues): NonNullable<ChangeBody['retry']> | null {
  const waits = readWaits(delays)
  const delaysMs = waits.kind === 'read' ? waits.waitsMs : []
  if (delaysMs.length === 0 && timeout.trim() === '') return null
  return {
    ...(delaysMs.length === 0 ? {} : { delays_ms: delaysMs }),
    ...(timeout.trim() === '' ? {} : { timeout_ms: Number(timeout) * 1_000 }),
  }
}

const unitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
}

export type Waits =
  | { readonly kind: 'read'; readonly waitsMs: number[] }
  | { readonly kind: 'malformed'; readonly part: string }

/** Waits as people write them: `5 s, 5 min, 2 h`. */
export function readWaits(text: string): Waits {
  const parts = text
    .split(/[,;،]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const waitsMs: number[] = []
  for (const part of parts) {
    const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(part) ?? []
    const unitMs = unitsMs[unit.toLowerCase()]
    if (number === '' || unitMs === undefined) return { kind: 'malformed', part }
    waitsMs.push(Math.round(Number(number) * unitMs))
  }
  return { kind: 'read', waitsMs }
}

export function waitText(ms: number): string {
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000} h`
  if (ms % 60_000 === 0) return `${ms / 60_000} min`
  return `${ms / 1_000} s`
}

/** Which field a fault of the server's is about, by the first part of its pointer. */
export function fieldOf(pointer: string): keyof SubscriptionValues | null {
  const [, first = ''] = pointer.split('/')
  return fields[first] ?? null
}

const fields: Readonly<Record<string, keyof SubscriptionValues>> = {
  url: 'url',
  name: 'name',
  description: 'description',
  event_types: 'eventTypes',
  filter: 'filter',
  headers: 'headers',
  signature: 'signature',
  secret: 'secret',
  retry: 'delays',
  rate_limit: 'rate',
  ordering: 'ordering',
  on_exhausted: 'onExhausted',
  notify_emails: 'emails',
  notify_on: 'notifyOn',
}
