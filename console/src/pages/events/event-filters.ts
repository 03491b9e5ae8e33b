/** What events are looked for by, as the address has it, as a person types it, and as the API takes it. */
import type { Search } from '../../search.ts'
import { instantOf } from '../../text/instant-of.ts'

const names = ['type', 'since', 'until'] as const
type Name = (typeof names)[number]
export type EventFilters = Readonly<Partial<Record<Name, string>>>

export interface EventWordFault {
  readonly word: string
  readonly reason: 'wordFault' | 'typeFault' | 'timeFault'
}

const typePattern = /^(\*|[A-Za-z0-9_][A-Za-z0-9_:-]*(\.[A-Za-z0-9_:-]+)*(\.\*)?)$/

const isFine = (name: Name, value: string): boolean =>
  name === 'type' ? typePattern.test(value) : instantOf(value) !== null

export function eventFiltersOf(search: Search): EventFilters {
  const pairs = names.flatMap((name) => {
    const value = search[name]
    return value !== undefined && isFine(name, value) ? [[name, value] as const] : []
  })
  return Object.fromEntries(pairs)
}

export const eventFilterText = (filters: EventFilters): string =>
  names
    .flatMap((name) => (filters[name] === undefined ? [] : [`${name}:${filters[name]}`]))
    .join(' ')

export function readEventFilterText(text: string): {
  readonly filters: EventFilters
  readonly faults: readonly EventWordFault[]
} {
  const filters: Partial<Record<Name, string>> = {}
  const faults: EventWordFault[] = []
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const colon = word.indexOf(':')
    const name = names.find((each) => each === word.slice(0, Math.max(colon, 0)))
    const value = word.slice(colon + 1)
    if (name === undefined) faults.push({ word, reason: 'wordFault' })
    else if (isFine(name, value)) filters[name] = value
    else faults.push({ word, reason: name === 'type' ? 'typeFault' : 'timeFault' })
  }
  return { filters, faults }
}

/** A pattern of types is not among what the API takes: rows are held to it here. */
export function eventQueryOf({ type, since, until }: EventFilters) {
  return {
    ...(type === undefined || type.endsWith('*') ? {} : { type }),
    ...(since === undefined ? {} : { since: instantOf(since)! }),
    ...(until === undefined ? {} : { until: instantOf(until)! }),
  }
}
