/**
 * The part of JSON Schema (2020-12) that the data of events may be described in. It is a closed
 * list, because a schema is written by a stranger and judges on the hot path: no regular
 * expression, nothing that is fetched, no reference that leads back to itself, and a bound on how
 * large it becomes when all references are followed. A keyword that is not known is a fault and not
 * nothing, so that a typing mistake is not a rule that never holds.
 */
import { dataSchemaCharactersMax, dataSchemaDepthMax, dataSchemaPartsMax } from './limits.ts'
import { nearestName } from './nearest-name.ts'

/** A schema that `schemaFaults` found nothing wrong with: plain JSON. */
export type DataSchema = Readonly<Record<string, unknown>>

export interface SchemaFault {
  /** JSON pointer into the schema. */
  readonly pointer: string
  /** What is wrong and how to mend it, to follow the place's name. */
  readonly detail: string
}

/** Told in one answer; more would help nobody. */
const faultsMax = 20

type Kind =
  | 'schema'
  | 'schemas'
  | 'members'
  | 'count'
  | 'number'
  | 'factor'
  | 'flag'
  | 'names'
  | 'names-by-name'
  | 'types'
  | 'format'
  | 'scalar'
  | 'scalars'
  | 'reference'
  | 'note'

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['type', 'types'],
  ['enum', 'scalars'],
  ['const', 'scalar'],
  ['properties', 'members'],
  ['required', 'names'],
  ['additionalProperties', 'schema'],
  ['propertyNames', 'schema'],
  ['dependentRequired', 'names-by-name'],
  ['minProperties', 'count'],
  ['maxProperties', 'count'],
  ['items', 'schema'],
  ['prefixItems', 'schemas'],
  ['contains', 'schema'],
  ['minContains', 'count'],
  ['maxContains', 'count'],
  ['minItems', 'count'],
  ['maxItems', 'count'],
  ['uniqueItems', 'flag'],
  ['minLength', 'count'],
  ['maxLength', 'count'],
  ['format', 'format'],
  ['minimum', 'number'],
  ['maximum', 'number'],
  ['exclusiveMinimum', 'number'],
  ['exclusiveMaximum', 'number'],
  ['multipleOf', 'factor'],
  ['allOf', 'schemas'],
  ['anyOf', 'schemas'],
  ['oneOf', 'schemas'],
  ['not', 'schema'],
  ['if', 'schema'],
  ['then', 'schema'],
  ['else', 'schema'],
  ['$ref', 'reference'],
  ['$defs', 'members'],
  ...[
    ...['$schema', '$comment', 'title', 'description', 'default', 'examples', 'deprecated'],
    ...['readOnly', 'writeOnly', 'contentMediaType', 'contentEncoding'],
  ].map((name): [string, Kind] => [name, 'note']),
])

/** Why these are not taken, where more is to be said than that they are not. */
const refusals: ReadonlyMap<string, string> = new Map([
  [
    'pattern',
    'is a regular expression, and a text could make one run for hours; list what is allowed with enum, or use format or maxLength',
  ],
  [
    'patternProperties',
    'is made of regular expressions, and a name could make one run for hours; use properties and additionalProperties',
  ],
  ['definitions', 'is called $defs here'],
  ['$id', 'is not needed: references lead into this schema alone'],
])

const types = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']
const formats = ['date-time', 'date', 'time', 'email', 'uri', 'uuid', 'ipv4', 'ipv6']
const referencePattern = /^#\/\$defs\/[A-Za-z0-9_.-]{1,128}$/

/** What is wrong with a schema, and nothing when nothing is. */
export function schemaFaults(given: unknown): readonly SchemaFault[] {
  if (!isObject(given))
    return [{ pointer: '', detail: 'has to be an object of JSON Schema keywords' }]
  if (JSON.stringify(given).length > dataSchemaCharactersMax) {
    const detail = `is longer than ${dataSchemaCharactersMax} characters of JSON`
    return [{ pointer: '', detail }]
  }
  const faults: SchemaFault[] = []
  readSchema(given, { pointer: '', depth: 1, root: given, faults })
  if (faults.length > 0) return faults.slice(0, faultsMax)
  const partCount = countParts(given, { root: given, known: new Map() })
  if (partCount === null) {
    return [
      {
        pointer: '',
        detail: 'has a $ref that leads back to itself; write it out to a fixed depth',
      },
    ]
  }
  if (partCount <= dataSchemaPartsMax) return []
  const detail = `has ${partCount} schemas in it when its references are followed; at most ${dataSchemaPartsMax} may be`
  return [{ pointer: '', detail }]
}

interface Place {
  readonly pointer: string
  readonly depth: number
  readonly root: DataSchema
  readonly faults: SchemaFault[]
}

function readSchema(given: unknown, place: Place): void {
  if (typeof given === 'boolean' || place.faults.length >= faultsMax) return
  if (!isObject(given)) return tell(place, 'has to be a schema: an object, true or false')
  if (place.depth > dataSchemaDepthMax)
    return tell(place, `is nested more than ${dataSchemaDepthMax} deep`)
  for (const [keyword, value] of Object.entries(given)) {
    const at = { ...place, pointer: below(place.pointer, keyword) }
    const kind = kinds.get(keyword)
    if (kind === undefined) readUnknown(keyword, at)
    else if (keyword === '$defs' && place.depth > 1)
      tell(at, 'may stand at the top of the schema alone')
    else readKeyword(kind, value, at)
  }
}

function readUnknown(keyword: string, place: Place): void {
  if (keyword.startsWith('x-')) return
  const nearest = nearestName(keyword, [...kinds.keys()])
  const hint = nearest === null ? '' : `; did you mean "${nearest}"?`
  tell(place, refusals.get(keyword) ?? `is no keyword that is known here${hint}`)
}

function readKeyword(kind: Kind, value: unknown, place: Place): void {
  const deeper = { ...place, depth: place.depth + 1 }
  switch (kind) {
    case 'note':
      return
    case 'schema':
      return readSchema(value, deeper)
    case 'schemas':
      if (!isFilled(value)) return tell(place, 'has to be a list of one or more schemas')
      for (const [index, one] of value.entries()) {
        readSchema(one, { ...deeper, pointer: below(place.pointer, String(index)) })
      }
      return
    case 'members':
      return readMembers(value, deeper)
    case 'reference':
      return readReference(value, place)
    case 'names-by-name':
      if (isObject(value) && areNames(Object.keys(value)) && Object.values(value).every(areNames))
        return
      return tell(place, 'has to be an object of lists of names')
    case 'count':
    case 'number':
    case 'factor':
    case 'flag':
    case 'names':
    case 'types':
    case 'format':
    case 'scalar':
    case 'scalars':
      if (!isPlain[kind](value)) tell(place, `has to be ${wishes[kind]}`)
  }
}

function readMembers(value: unknown, place: Place): void {
  if (!isObject(value)) return tell(place, 'has to be an object of schemas')
  for (const [name, member] of Object.entries(value)) {
    const at = { ...place, pointer: below(place.pointer, name) }
    // The validator would find these in every object.
    if (name in Object.prototype) tell(at, 'is a name that cannot be described')
    else readSchema(member, at)
  }
}

function readReference(value: unknown, place: Place): void {
  if (typeof value !== 'string' || !referencePattern.test(value)) {
    return tell(place, 'has to lead to "#/$defs/<name>" of this schema; nothing is fetched')
  }
  if (referred(value, place.root) === undefined)
    tell(place, `leads to nothing: there is no ${value}`)
}

type PlainKind =
  'count' | 'number' | 'factor' | 'flag' | 'names' | 'types' | 'format' | 'scalar' | 'scalars'

const wishes: Readonly<Record<PlainKind, string>> = {
  count: 'a whole number, 0 or more',
  number: 'a number',
  factor: 'a number above 0',
  flag: 'true or false',
  names: 'a list of names, none of which every object has',
  types: `one of ${types.join(', ')}, or a list of them`,
  format: `one of ${formats.join(', ')}`,
  scalar: 'a text, a number, true, false or null',
  scalars: 'a list of one or more texts, numbers, true, false or null',
}

const isPlain: Readonly<Record<PlainKind, (value: unknown) => boolean>> = {
  count: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  number: (value) => typeof value === 'number',
  factor: (value) => typeof value === 'number' && value > 0,
  flag: (value) => typeof value === 'boolean',
  names: areNames,
  types: (value) =>
    (isFilled(value) ? value : [value]).every((one) => types.includes(one as string)),
  format: (value) => formats.includes(value as string),
  scalar: isScalar,
  scalars: (value) => isFilled(value) && value.every(isScalar),
}

/** With all references followed; null where one leads back to itself. */
function countParts(
  schema: unknown,
  from: { readonly root: DataSchema; readonly known: Map<string, number | null> },
): number | null {
  if (!isObject(schema)) return 1
  let count = 1
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === '$defs') continue
    for (const one of partsIn(keyword, value)) {
      const more = typeof one === 'string' ? countReferred(one, from) : countParts(one, from)
      if (more === null) return null
      count += more
    }
  }
  return count
}

function countReferred(reference: string, from: Parameters<typeof countParts>[1]): number | null {
  const known = from.known.get(reference)
  if (known !== undefined) return known
  // Met again before it is counted, it leads to itself.
  from.known.set(reference, null)
  const count = countParts(referred(reference, from.root), from)
  from.known.set(reference, count)
  return count
}

/** The schemas of a keyword; a reference as it is written. */
function partsIn(keyword: string, value: unknown): readonly unknown[] {
  const kind = kinds.get(keyword)
  if (kind === 'schema' || kind === 'reference') return [value]
  if (kind === 'schemas') return value as readonly unknown[]
  return kind === 'members' ? Object.values(value as object) : []
}

/** What a `$ref` leads to. */
export function referred(reference: string, root: DataSchema): unknown {
  const { $defs } = root
  const name = reference.slice('#/$defs/'.length)
  return isObject($defs) && Object.hasOwn($defs, name) ? $defs[name] : undefined
}

const tell = ({ pointer, faults }: Place, detail: string): void =>
  void faults.push({ pointer, detail })

const below = (pointer: string, name: string): string =>
  `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`

function areNames(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((one) => typeof one === 'string' && !(one in Object.prototype))
  )
}

function isScalar(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

const isFilled = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.length > 0

const isObject = (value: unknown): value is DataSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
