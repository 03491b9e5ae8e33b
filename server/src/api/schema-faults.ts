/**
 * What keeps a value from fitting its schema, told in a few lines: the first faults that are met,
 * and no more work than that takes, because whoever sent the value may have made it to be wrong in
 * half a million places. It knows the keywords that our schemas of bodies and queries use, and no
 * others; whether a value fits at all is decided by `json-body.ts`.
 */
import type { TSchema } from 'typebox'
import { nearestName } from '../domain/nearest-name.ts'
import { pointerPart } from './json-pointer.ts'
import type { FieldError } from './problems.ts'

/** Fields named in one answer; more would help nobody. */
const errorsShownMax = 20
/** Of a caller's own names; a megabyte of one is not sent back. */
const nameCharactersShown = 200

/** Every keyword that a schema of a body or a query may use; those after the gap say nothing. */
export const knownKeywords: ReadonlySet<string> = new Set([
  ...['type', 'enum', 'anyOf'],
  ...['required', 'properties', 'additionalProperties', 'patternProperties'],
  ...['minProperties', 'maxProperties'],
  ...['items', 'minItems', 'maxItems', 'uniqueItems'],
  ...['minLength', 'maxLength', 'pattern'],
  ...['minimum', 'maximum'],

  ...['description', 'examples', 'default'],
])

type Json = Readonly<Record<string, unknown>>

/** The first faults of a value that does not fit the schema, at most twenty. */
export function faultsOf(schema: TSchema, value: unknown): readonly FieldError[] {
  const faults: FieldError[] = []
  collect(schema as Json, value, { pointer: '', faults })
  return faults
}

/** Whether a list or an object in the value has more members than the schema lets it have. */
export function isOverfull(schema: TSchema, value: unknown): boolean {
  const { properties, items, maxItems, maxProperties } = schema as Json
  if (Array.isArray(value)) {
    if (typeof maxItems === 'number' && value.length > maxItems) return true
    return isJson(items) && value.some((item) => isOverfull(items, item))
  }
  if (!isJson(value)) return false
  if (typeof maxProperties === 'number' && Object.keys(value).length > maxProperties) return true
  return Object.entries(isJson(properties) ? properties : {}).some(
    ([name, property]) =>
      Object.hasOwn(value, name) && isOverfull(property as TSchema, value[name]),
  )
}

interface Place {
  readonly pointer: string
  readonly faults: FieldError[]
}

function collect(schema: Json, value: unknown, place: Place): void {
  if (place.faults.length >= errorsShownMax) return
  const { anyOf } = schema
  if (Array.isArray(anyOf)) {
    collectChoice(schema, value, place)
    return
  }
  const fault = faultOfValue(schema, value)
  if (fault !== null) tell(schema, fault, place)
  else if (Array.isArray(value)) collectItems(schema, value, place)
  else if (isJson(value)) collectMembers(schema, value, place)
}

/** The schema's own words say what is wanted; a pattern would only repeat them in signs. */
function tell({ description }: Json, fault: string, { pointer, faults }: Place): void {
  const detail = typeof description === 'string' ? `has to be ${description}` : fault
  faults.push({ pointer, detail })
}

/** Of a choice only the choice itself is told, unless the choice is between something and null. */
function collectChoice(schema: Json, value: unknown, place: Place): void {
  const branches = schema['anyOf'] as readonly Json[]
  if (branches.some((branch) => faultsOf(branch, value).length === 0)) return
  const [only, ...others] = branches.filter(({ type }) => type !== 'null')
  if (only !== undefined && others.length === 0) collect(only, value, place)
  else tell(schema, 'must match a schema in anyOf', place)
}

/** What is wrong with a value by itself, whatever is in it. */
function faultOfValue(schema: Json, value: unknown): string | null {
  const { type, enum: allowed } = schema
  if (typeof type === 'string' && !isOfType(type, value)) return `must be ${type}`
  if (Array.isArray(allowed) && !allowed.includes(value)) {
    return 'must be equal to one of the allowed values'
  }
  if (typeof value === 'string') return faultOfText(schema, value)
  if (typeof value === 'number') return faultOfNumber(schema, value)
  return Array.isArray(value) ? faultOfList(schema, value) : null
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'object':
      return isJson(value)
    case 'array':
      return Array.isArray(value)
    case 'integer':
      return Number.isInteger(value)
    case 'null':
      return value === null
    default:
      return typeof value === type
  }
}

function faultOfText({ minLength, maxLength, pattern }: Json, text: string): string | null {
  if (typeof minLength === 'number' && lengthUpTo(minLength, text) < minLength) {
    return `must not have fewer than ${minLength} characters`
  }
  if (typeof maxLength === 'number' && lengthUpTo(maxLength + 1, text) > maxLength) {
    return `must not have more than ${maxLength} characters`
  }
  if (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text)) return null
  return `must match pattern "${pattern}"`
}

/** The number of code points, counted no further than it matters. */
function lengthUpTo(max: number, text: string): number {
  let count = 0
  for (const _character of text) {
    if (count === max) break
    count += 1
  }
  return count
}

function faultOfNumber({ minimum, maximum }: Json, number: number): string | null {
  if (typeof minimum === 'number' && number < minimum) return `must be >= ${minimum}`
  return typeof maximum === 'number' && number > maximum ? `must be <= ${maximum}` : null
}

function faultOfList({ minItems, maxItems }: Json, list: readonly unknown[]): string | null {
  if (typeof minItems === 'number' && list.length < minItems) {
    return `must not have fewer than ${minItems} items`
  }
  const isTooLong = typeof maxItems === 'number' && list.length > maxItems
  return isTooLong ? `must not have more than ${maxItems} items` : null
}

/** The list is no longer than it may be, so a set of its items is a small thing. */
function collectItems(schema: Json, list: readonly unknown[], place: Place): void {
  const { items, uniqueItems } = schema
  const { length: countBefore } = place.faults
  for (const [index, item] of isJson(items) ? list.entries() : []) {
    if (place.faults.length >= errorsShownMax) return
    collect(items as Json, item, { ...place, pointer: `${place.pointer}/${index}` })
  }
  const isSound = place.faults.length === countBefore
  if (isSound && uniqueItems === true && new Set(list).size < list.length) {
    tell(schema, 'must not have duplicate items', place)
  }
}

function collectMembers(schema: Json, value: Json, place: Place): void {
  const names = Object.keys(value)
  const { minProperties, maxProperties, required } = schema
  if (typeof minProperties === 'number' && names.length < minProperties) {
    tell(schema, `must not have fewer than ${minProperties} properties`, place)
  }
  if (typeof maxProperties === 'number' && names.length > maxProperties) {
    tell(schema, `must not have more than ${maxProperties} properties`, place)
    return
  }
  for (const name of Array.isArray(required) ? (required as readonly string[]) : []) {
    if (!Object.hasOwn(value, name)) {
      const pointer = `${place.pointer}/${escaped(name)}`
      place.faults.push({ pointer, detail: 'is missing', isMissing: true })
    }
  }
  collectUnknown(schema, names, place)
  for (const [name, member] of memberSchemas(schema, value)) {
    if (place.faults.length >= errorsShownMax) return
    const pointer = `${place.pointer}/${escaped(name)}`
    collect(member, value[name], { ...place, pointer })
  }
}

/** The schema of each member that is there: of its own name, or the one for every name. */
function* memberSchemas(schema: Json, value: Json): Generator<readonly [string, Json]> {
  const { properties, patternProperties } = schema
  for (const [name, member] of Object.entries(isJson(properties) ? properties : {})) {
    if (Object.hasOwn(value, name)) yield [name, member as Json]
  }
  const [forAll] = isJson(patternProperties) ? Object.values(patternProperties) : []
  if (forAll === undefined) return
  for (const name of Object.keys(value)) yield [name, forAll as Json]
}

function collectUnknown(schema: Json, names: readonly string[], place: Place): void {
  if (schema['additionalProperties'] !== false) return
  const known = Object.keys(isJson(schema['properties']) ? schema['properties'] : {})
  for (const name of names) {
    if (place.faults.length >= errorsShownMax) return
    if (!known.includes(name)) add(place, name, unknownField(name, known))
  }
}

function unknownField(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known)
  const hint = nearest === null ? '' : `; did you mean "${nearest}"?`
  return `is not known here${hint}`
}

const add = ({ pointer, faults }: Place, name: string, detail: string): void => {
  faults.push({ pointer: `${pointer}/${escaped(name)}`, detail })
}

function escaped(name: string): string {
  const shown = name.length > nameCharactersShown ? `${name.slice(0, nameCharactersShown)}…` : name
  return pointerPart(shown)
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
