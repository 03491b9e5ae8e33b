/**
 * What callers ask of the Events API: a page of at most a hundred, on from an event or back to one,
 * by names and groups, codes, tenant, creation and whether it was delivered (RoSaaS follows Stripe's
 * rules for lists).
 */
import { Type, type Static } from 'typebox'
import { findEventKind } from '../../domain/event-kind.ts'
import { instantMs, memberCharactersMax } from '../../domain/event-member.ts'
import { nearestName } from '../../domain/nearest-name.ts'
import { patternMatches } from '../../domain/event-pattern.ts'
import { type FieldError, problem, type Problem } from '../problems.ts'
import type { RosaasKind } from './rosaas-kinds.ts'

const limitDefault = 10
const limitMax = 100
/** Of one filter. */
const namesMax = 20

const eventId = Type.Optional(Type.String({ maxLength: 64, description: 'the id of an event' }))
const when = Type.Optional(
  Type.String({
    maxLength: 64,
    description: 'a date and time with its offset, or whole seconds since 1970',
  }),
)

export const EventsQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: limitMax,
        description: `a number from 1 to ${limitMax}, by default ${limitDefault}`,
      }),
    ),
    starting_after: eventId,
    ending_before: eventId,
    event: Type.Optional(Type.String({ minLength: 1, maxLength: 4_000 })),
    eventCode: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    tenantSystemName: Type.Optional(Type.String({ maxLength: memberCharactersMax })),
    created: when,
    'created[gt]': when,
    'created[gte]': when,
    'created[lt]': when,
    'created[lte]': when,
    delivery_success: Type.Optional(Type.Boolean({ description: 'true or false' })),
  },
  { additionalProperties: false },
)

export interface EventFilter {
  readonly limit: number
  readonly startingAfter: string | null
  readonly endingBefore: string | null
  /** Null: of all. */
  readonly types: readonly string[] | null
  readonly tenantName: string | null
  /** Whether an event created at that instant is asked for. */
  readonly isWhen: (createdAtMs: number) => boolean
  readonly isDelivered: boolean | null
}

export function readFilter(
  query: Static<typeof EventsQuery>,
  kinds: readonly RosaasKind[],
): EventFilter | Problem {
  const names = readNames(query.event, kinds)
  const codes = readCodes(query.eventCode, kinds)
  const times = readTimes(query)
  const errors = [...errorsOf(names), ...errorsOf(codes), ...errorsOf(times)]
  if (query.starting_after !== undefined && query.ending_before !== undefined) {
    const detail = 'cannot stand beside starting_after; a page goes one way'
    errors.push({ pointer: 'ending_before', detail })
  }
  if (errors.length > 0 || 'errors' in names || 'errors' in codes || 'errors' in times) {
    return problem('query-invalid', { errors })
  }
  return {
    limit: query.limit ?? limitDefault,
    startingAfter: query.starting_after ?? null,
    endingBefore: query.ending_before ?? null,
    types: bothOf(names.types, codes.types),
    tenantName: query.tenantSystemName ?? null,
    isWhen: times.isWhen,
    isDelivered: query.delivery_success ?? null,
  }
}

interface Faulty {
  readonly errors: readonly FieldError[]
}

const errorsOf = (read: object | Faulty): readonly FieldError[] =>
  'errors' in read ? read.errors : []

const faulty = (pointer: string, detail: string): Faulty => ({ errors: [{ pointer, detail }] })

type ReadTypes = { readonly types: readonly string[] | null } | Faulty

function readNames(text: string | undefined, kinds: readonly RosaasKind[]): ReadTypes {
  if (text === undefined) return { types: null }
  const names = text.split(',').map((name) => name.trim())
  if (names.length > namesMax) return faulty('event', `has at most ${namesMax} names`)
  const types: string[] = []
  for (const name of names) {
    const found = named(name, kinds)
    if (found.length === 0) {
      const near = nearestName(
        name,
        kinds.map(({ type }) => type),
      )
      return faulty('event', `names no event${near === null ? '' : `; ${near} is one`}`)
    }
    types.push(...found)
  }
  return { types }
}

/** One by its name or another spelling, or all below a group. */
function named(name: string, kinds: readonly RosaasKind[]): readonly string[] {
  if (!name.endsWith('.*'))
    return kinds.filter((kind) => kind === findEventKind(kinds, name)).map(({ type }) => type)
  return kinds.map(({ type }) => type).filter((type) => patternMatches(name, type))
}

function readCodes(text: string | undefined, kinds: readonly RosaasKind[]): ReadTypes {
  if (text === undefined) return { types: null }
  const codes = text.split(',').map((code) => code.trim())
  if (codes.length > namesMax) return faulty('eventCode', `has at most ${namesMax} codes`)
  const types: string[] = []
  for (const code of codes) {
    const found = /^\d{1,3}$/.test(code) ? findEventKind(kinds, Number(code)) : null
    if (found === null) return faulty('eventCode', 'has to be codes of events, such as 3 or 8,9')
    types.push(found.type)
  }
  return { types }
}

function bothOf(
  one: readonly string[] | null,
  other: readonly string[] | null,
): readonly string[] | null {
  if (one === null || other === null) return one ?? other
  return one.filter((type) => other.includes(type))
}

const comparisons = {
  created: (at: number, bound: number) => at === bound,
  'created[gt]': (at: number, bound: number) => at > bound,
  'created[gte]': (at: number, bound: number) => at >= bound,
  'created[lt]': (at: number, bound: number) => at < bound,
  'created[lte]': (at: number, bound: number) => at <= bound,
} as const

type TimeName = keyof typeof comparisons

function readTimes(
  query: Partial<Record<TimeName, string>>,
): { readonly isWhen: EventFilter['isWhen'] } | Faulty {
  const checks: EventFilter['isWhen'][] = []
  for (const name of Object.keys(comparisons) as TimeName[]) {
    const text = query[name]
    if (text === undefined) continue
    const isSeconds = /^\d{1,11}$/.test(text)
    const boundMs = isSeconds ? Number(text) * 1_000 : instantMs(text)
    if (boundMs === null) {
      const detail = 'has to be a date and time with its offset, or whole seconds since 1970'
      return faulty(name, detail)
    }
    checks.push((atMs) => comparisons[name](isSeconds ? wholeSecond(atMs) : atMs, boundMs))
  }
  return { isWhen: (atMs) => checks.every((check) => check(atMs)) }
}

/** Seconds are compared with seconds, as whoever writes them means. */
const wholeSecond = (atMs: number): number => Math.floor(atMs / 1_000) * 1_000
