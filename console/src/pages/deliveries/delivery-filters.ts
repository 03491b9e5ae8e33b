/**
 * What deliveries are looked for by: as the address has it, as a person types it
 * (`state:exhausted type:contact.* since:2h`), as the API takes it, and as a rule for rows that the
 * live feed tells. A word that says nothing is named and explained, never passed over.
 */
import type { Schemas } from '../../api/client.ts'
import type { Search } from '../../search.ts'
import { instantOf } from '../../text/instant-of.ts'

export const filterNames = [
  'state',
  'type',
  'subscription',
  'event',
  'status',
  'error',
  'run',
  'since',
  'until',
] as const
export type FilterName = (typeof filterNames)[number]
export type DeliveryFilters = Readonly<Partial<Record<FilterName, string>>>

export const deliveryStates = [
  'pending',
  'parked',
  'delivered',
  'exhausted',
  'cancelled',
  'expired',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

export const isDeliveryState = (value: string): value is DeliveryState =>
  (deliveryStates as readonly string[]).includes(value)

const runKinds = ['accepted', 'resend', 'replay'] as const
type RunKind = (typeof runKinds)[number]

/** Why a word was left out; `word` as it was typed. */
export interface WordFault {
  readonly word: string
  readonly reason:
    | 'unknownName'
    | 'unknownWord'
    | 'stateFault'
    | 'typeFault'
    | 'idFault'
    | 'statusFault'
    | 'errorFault'
    | 'runFault'
    | 'timeFault'
}

const valuesMax = 6
const rules: Readonly<Record<FilterName, { test: (value: string) => boolean } & Fault>> = {
  state: {
    reason: 'stateFault',
    test: every(isDeliveryState),
  },
  type: { reason: 'typeFault', test: (value) => typePattern.test(value) && value.length <= 130 },
  subscription: { reason: 'idFault', test: (value) => /^sub_[0-9a-f]{32}$/.test(value) },
  event: { reason: 'idFault', test: (value) => /^evt_[0-9a-f]{32}$/.test(value) },
  status: { reason: 'statusFault', test: every((value) => /^[1-5](xx|\d\d)$/.test(value)) },
  error: { reason: 'errorFault', test: every((value) => /^[a-z][a-z0-9-]{1,40}$/.test(value)) },
  run: { reason: 'runFault', test: (value) => (runKinds as readonly string[]).includes(value) },
  since: { reason: 'timeFault', test: (value) => instantOf(value) !== null },
  until: { reason: 'timeFault', test: (value) => instantOf(value) !== null },
}

interface Fault {
  readonly reason: WordFault['reason']
}

const typePattern = /^(\*|[A-Za-z0-9_][A-Za-z0-9_:-]*(\.[A-Za-z0-9_:-]+)*(\.\*)?)$/

function every(test: (value: string) => boolean): (value: string) => boolean {
  return (text) => {
    const values = text.split(',')
    return values.length <= valuesMax && values.every(test)
  }
}

export function filtersOf(search: Search): DeliveryFilters {
  const pairs = filterNames.flatMap((name) => {
    const value = search[name]
    return value === undefined || !rules[name].test(value) ? [] : [[name, value] as const]
  })
  return Object.fromEntries(pairs)
}

export function filterText(filters: DeliveryFilters): string {
  return filterNames
    .flatMap((name) => (filters[name] === undefined ? [] : [`${name}:${filters[name]}`]))
    .join(' ')
}

/** Reads what a person typed. A name said twice counts with all its values. */
export function readFilterText(text: string): {
  readonly filters: DeliveryFilters
  readonly faults: readonly WordFault[]
} {
  const filters: Partial<Record<FilterName, string>> = {}
  const faults: WordFault[] = []
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const [name, value] = readWord(word)
    if (name === null) {
      faults.push({ word, reason: word.includes(':') ? 'unknownName' : 'unknownWord' })
    } else if (rules[name].test(value)) {
      const before = filters[name]
      filters[name] =
        before !== undefined && severalNames.has(name)
          ? [...new Set([...before.split(','), ...value.split(',')])].join(',')
          : value
    } else faults.push({ word, reason: rules[name].reason })
  }
  return { filters, faults }
}

const severalNames: ReadonlySet<FilterName> = new Set(['state', 'status', 'error'])

/** Ids and states say what they are without a name. */
function readWord(word: string): readonly [FilterName, string] | readonly [null, ''] {
  const colon = word.indexOf(':')
  const name = word.slice(0, Math.max(colon, 0)).toLowerCase()
  if (colon > 0) {
    const known = filterNames.find((each) => each === name)
    return known === undefined ? [null, ''] : [known, word.slice(colon + 1)]
  }
  if (rules.event.test(word)) return ['event', word]
  if (rules.subscription.test(word)) return ['subscription', word]
  if (rules.state.test(word)) return ['state', word]
  return [null, '']
}

/** As the API takes them. A pattern of types is not among them: rows are held to it here. */
export function queryOf(filters: DeliveryFilters, nowMs = Date.now()) {
  const { state, type, subscription, event, status, error, run, since, until } = filters
  return {
    ...(state === undefined ? {} : { state }),
    ...(type === undefined || type.endsWith('*') ? {} : { type }),
    ...(subscription === undefined ? {} : { subscription }),
    ...(event === undefined ? {} : { event }),
    ...(status === undefined ? {} : { status }),
    ...(error === undefined ? {} : { error_class: error }),
    // The rule of the word lets no other through.
    ...(run === undefined ? {} : { run_kind: run as RunKind }),
    ...(since === undefined ? {} : { since: instantOf(since, nowMs)! }),
    ...(until === undefined ? {} : { until: instantOf(until, nowMs)! }),
  }
}

export const isOfType = (pattern: string | undefined, type: string): boolean =>
  pattern === undefined ||
  pattern === '*' ||
  (pattern.endsWith('.*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern)

/** Whether a row that the live feed tells is among those looked for. */
export function isAmong(filters: DeliveryFilters, row: Schemas['Delivery']): boolean {
  const { state, subscription, event, status, error, run, since, until } = filters
  const acceptedAt = row.accepted_at
  return (
    (state === undefined || state.split(',').includes(row.state)) &&
    isOfType(filters.type, row.event_type) &&
    (subscription === undefined || row.subscription_id === subscription) &&
    (event === undefined || row.event_id === event) &&
    (status === undefined || status.split(',').some((each) => isOfStatus(each, row.last_status))) &&
    (error === undefined || error.split(',').includes(row.last_error_class ?? '')) &&
    (run === undefined || row.run_kind === run) &&
    (since === undefined || acceptedAt >= instantOf(since)!) &&
    (until === undefined || acceptedAt < instantOf(until)!)
  )
}

const isOfStatus = (wanted: string, status: number | null): boolean =>
  status !== null &&
  (wanted.endsWith('xx') ? String(status)[0] === wanted[0] : String(status) === wanted)

/** The later of two states of a delivery: what has ended does not go on. */
export function laterOf(kept: Schemas['Delivery'], told: Schemas['Delivery']): Schemas['Delivery'] {
  if ((kept.ended_at === null) !== (told.ended_at === null)) {
    return kept.ended_at === null ? told : kept
  }
  return told.attempt_count >= kept.attempt_count ? told : kept
}
