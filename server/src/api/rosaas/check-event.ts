/**
 * An event as a producer of RoSaaS hands it in, checked against what RoSaaS documents. It is named
 * by code, dotted name or alias, and kept as the very bytes of its body: the dialect reads tenant,
 * metadata, creation and previous attributes from them and takes code and name from the type.
 * Receivers rely on the documented metadata, so what is missing or mistyped is refused, or noted
 * where the product's validation says "warn". Which event it is and whose, has to be right always.
 */
import { type EventKind, findEventKind } from '../../domain/event-kind.ts'
import { instantMs, memberCharactersMax, memberFaults } from '../../domain/event-member.ts'
import { nearestName } from '../../domain/nearest-name.ts'
import { pointerPart } from '../json-pointer.ts'

export interface EventFault {
  /** JSON pointer into the body. */
  readonly pointer: string
  readonly kind: 'missing' | 'invalid'
  readonly detail: string
}

export interface CheckedEvent {
  /** The dotted name. */
  readonly type: string
  /** System name of the tenant. */
  readonly subject: string
  /** When it was created, epoch milliseconds; null: not given, so it is when it is accepted. */
  readonly occurredAtMs: number | null
}

export type EventCheck =
  | {
      readonly kind: 'checked'
      readonly event: CheckedEvent
      /** What validation would have refused. */
      readonly warnings: readonly EventFault[]
    }
  | { readonly kind: 'refused'; readonly faults: readonly EventFault[] }

export interface EventRules {
  /** What the dialect documents. */
  readonly kinds: readonly EventKind[]
  readonly validation: 'refuse' | 'warn'
}

/** `body` is parsed JSON; its bytes are what is to be kept as the event's data. */
export function checkEvent(body: unknown, { kinds, validation }: EventRules): EventCheck {
  if (!isObject(body)) return refused([invalid('', 'an event is a JSON object')])
  const named = namedEvent(body, kinds)
  const tenant = tenantOf(body['TenantSystemName'])
  const faults = [
    ...strangeMembers(body),
    ...('fault' in tenant ? [tenant.fault] : []),
    ...('fault' in named ? [named.fault] : []),
    ...metaDataFault(body['MetaData']),
    ...createdFault(body['Created']),
    ...previousFault(body['previous_attributes']),
  ]
  const metaData = body['MetaData']
  const gaps = 'fault' in named || !isObject(metaData) ? [] : metaDataGaps(named.event, metaData)
  const isRefused = faults.length > 0 || (validation === 'refuse' && gaps.length > 0)
  if (isRefused || 'fault' in named || 'fault' in tenant) return refused([...faults, ...gaps])
  const { type } = named.event
  const occurredAtMs = instantMs(body['Created'])
  return { kind: 'checked', event: { type, subject: tenant.name, occurredAtMs }, warnings: gaps }
}

const memberNames = [
  'TenantSystemName',
  'EventCode',
  'Event',
  'MetaData',
  'Created',
  'previous_attributes',
]

function strangeMembers(body: Readonly<Record<string, unknown>>): readonly EventFault[] {
  return Object.keys(body)
    .filter((name) => !memberNames.includes(name))
    .map((name) => {
      const near = nearestName(name, memberNames)
      const meant = near === null ? '' : `; "${near}" is`
      return invalid(`/${pointerPart(name)}`, `is no member of an event${meant}`)
    })
}

function tenantOf(value: unknown): { readonly name: string } | { readonly fault: EventFault } {
  const pointer = '/TenantSystemName'
  if (value === undefined) return { fault: missing(pointer, 'names the tenant that it is about') }
  if (typeof value === 'string' && value !== '' && value.length <= memberCharactersMax) {
    return { name: value }
  }
  return { fault: invalid(pointer, `has to be a text of 1 to ${memberCharactersMax} characters`) }
}

/** By code, by name, or by both where they agree: a guess would change what receivers are told. */
function namedEvent(
  { EventCode: code, Event: name }: Readonly<Record<string, unknown>>,
  kinds: readonly EventKind[],
): { readonly event: EventKind } | { readonly fault: EventFault } {
  if (code === undefined && name === undefined) {
    return { fault: missing('/Event', 'names the event, or EventCode does') }
  }
  const byCode = typeof code === 'number' ? findEventKind(kinds, code) : null
  if (code !== undefined && byCode === null) {
    return { fault: invalid('/EventCode', `is the code of no event; ${codesOf(kinds)}`) }
  }
  const byName = typeof name === 'string' ? findEventKind(kinds, name) : null
  if (name !== undefined && byName === null) {
    return { fault: invalid('/Event', `is the name of no event${nearOf(name, kinds)}`) }
  }
  if (byCode !== null && byName !== null && byCode !== byName) {
    const detail = `is the code of ${byCode.type}, while Event names ${byName.type} (${byName.code})`
    return {
      fault: invalid('/EventCode', `${detail}; leave one of the two out, or make them agree`),
    }
  }
  const event = byCode ?? byName
  if (event === null) throw new Error('an event is named by its code or by its name')
  return { event }
}

function codesOf(kinds: readonly EventKind[]): string {
  const codes = kinds.flatMap(({ code }) => code ?? [])
  return `codes are ${Math.min(...codes)} to ${Math.max(...codes)}`
}

function nearOf(name: unknown, kinds: readonly EventKind[]): string {
  const names = kinds.flatMap(({ type, aliases = [] }) => [type, ...aliases])
  const near = typeof name === 'string' ? nearestName(name, names) : null
  return near === null ? '' : `; ${near} is one`
}

function metaDataFault(value: unknown): readonly EventFault[] {
  if (isObject(value)) return []
  const detail = 'has to be an object with what the event documents'
  return [value === undefined ? missing('/MetaData', detail) : invalid('/MetaData', detail)]
}

function createdFault(value: unknown): readonly EventFault[] {
  const atMs = instantMs(value)
  if (value === undefined || (atMs !== null && atMs >= 0)) return []
  const detail =
    'has to be a date and time since 1970 with its offset, such as 2026-07-03T09:15:42Z'
  return [invalid('/Created', detail)]
}

/** Null is what some serialisers write where nothing was given. */
function previousFault(value: unknown): readonly EventFault[] {
  if (value === undefined || value === null || isObject(value)) return []
  return [invalid('/previous_attributes', 'has to be an object with the old values')]
}

function metaDataGaps(
  event: EventKind,
  metaData: Readonly<Record<string, unknown>>,
): readonly EventFault[] {
  return memberFaults(event.members ?? [], metaData).map(({ name, kind, detail }) => ({
    pointer: `/MetaData/${pointerPart(name)}`,
    kind,
    detail,
  }))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const refused = (faults: readonly EventFault[]): EventCheck => ({ kind: 'refused', faults })
const missing = (pointer: string, detail: string): EventFault => ({
  pointer,
  kind: 'missing',
  detail,
})
const invalid = (pointer: string, detail: string): EventFault => ({
  pointer,
  kind: 'invalid',
  detail,
})
