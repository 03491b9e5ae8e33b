/**
 * How much work the check of some data against a schema would be, found out before it is done:
 * whoever sends both may have made them for it to take minutes. The places that a validator goes
 * to are gone through with the least there is to do at each, and that ends at the bound.
 */
import { type DataSchema, referred } from './data-schema.ts'
import { dataSchemaStepsMax } from './limits.ts'

/** Characters of a text, and pairs of elements, that cost as much as another step. */
const charactersPerStep = 64
const pairsPerStep = 16

interface Work {
  readonly root: DataSchema
  left: number
}

/** Whether the check would take more steps than it may. */
export function isTooMuchWork(schema: DataSchema, data: unknown): boolean {
  const work: Work = { root: schema, left: dataSchemaStepsMax }
  walk(schema, data, work)
  return work.left < 0
}

function walk(schema: unknown, value: unknown, work: Work): void {
  if (work.left < 0 || typeof schema !== 'object' || schema === null) return
  const given = schema as DataSchema
  work.left -= 1 + (Array.isArray(given['enum']) ? given['enum'].length : 0)
  if (typeof given['$ref'] === 'string') walk(referred(given['$ref'], work.root), value, work)
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    for (const one of listIn(given, keyword)) walk(one, value, work)
  }
  for (const keyword of ['not', 'if', 'then', 'else']) walk(given[keyword], value, work)
  if (typeof value === 'string') work.left -= value.length / charactersPerStep
  else if (Array.isArray(value)) walkElements(given, value, work)
  else if (typeof value === 'object' && value !== null)
    walkMembers(given, value as DataSchema, work)
}

function walkElements(schema: DataSchema, elements: readonly unknown[], work: Work): void {
  if (schema['uniqueItems'] === true) {
    work.left -= elements.length ** 2 / pairsPerStep
    for (const element of elements) countAll(element, work)
  }
  const first = listIn(schema, 'prefixItems')
  for (const [index, element] of elements.entries()) {
    if (work.left < 0) return
    work.left -= 1
    walk(first[index] ?? schema['items'], element, work)
    walk(schema['contains'], element, work)
  }
}

function walkMembers(schema: DataSchema, value: DataSchema, work: Work): void {
  const { properties, additionalProperties, propertyNames } = schema
  const known = (properties ?? {}) as DataSchema
  const names = Object.keys(value)
  const knownNames = Object.keys(known)
  work.left -= knownNames.length + listIn(schema, 'required').length
  // Each name is looked for among all that are known.
  if (additionalProperties !== undefined) work.left -= names.length * (1 + knownNames.length)
  for (const name of names) {
    if (work.left < 0) return
    walk(Object.hasOwn(known, name) ? known[name] : additionalProperties, value[name], work)
    walk(propertyNames, name, work)
  }
}

/** Everything in a value is read to tell it from others. */
function countAll(value: unknown, work: Work): void {
  if (work.left < 0) return
  work.left -= 1
  if (typeof value === 'string') work.left -= value.length / charactersPerStep
  else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) countAll(one, work)
  }
}

function listIn(schema: DataSchema, keyword: string): readonly unknown[] {
  const value = schema[keyword]
  return Array.isArray(value) ? value : []
}
