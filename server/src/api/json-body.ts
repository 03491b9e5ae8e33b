/**
 * A JSON body becomes a value once, at the door: bytes within the limits of depth and keys, well
 * formed, and then fitting its schema. What is wrong is a problem with a pointer to each field.
 */
import type { TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import type { TLocalizedValidationError } from 'typebox/error'
import { nearestName } from '../domain/nearest-name.ts'
import { scanJson } from './json-scan.ts'
import { type FieldError, problem, type Problem } from './problems.ts'

/** Fields named in one answer; more would help nobody. */
const errorsShownMax = 20

export type Parsed = { readonly kind: 'parsed'; readonly value: unknown } | Problem

/** The value of a JSON text, checked against depth, keys, UTF-8 and grammar, in that order. */
export function parseJson(bytes: Buffer): Parsed {
  const scan = scanJson(bytes, null)
  return scan.kind === 'scanned' ? parseScanned(bytes) : scanProblem(scan.kind)
}

/** The same for bytes that were scanned already. */
export function parseScanned(bytes: Buffer): Parsed {
  try {
    return { kind: 'parsed', value: JSON.parse(bytes.toString('utf8')) as unknown }
  } catch (error) {
    return problem('json-malformed', { detail: malformedDetail(error) })
  }
}

export function scanProblem(kind: 'not-utf-8' | 'too-deep' | 'too-many-keys'): Problem {
  switch (kind) {
    case 'not-utf-8':
      return problem('json-malformed', { detail: 'The body is not UTF-8, which JSON has to be.' })
    case 'too-deep':
      return problem('json-too-deep')
    case 'too-many-keys':
      return problem('json-too-many-keys')
  }
}

/** Where the text went wrong, without repeating any of it: a body may carry secrets. */
function malformedDetail(error: unknown): string {
  const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
  const place = position === undefined ? 'before its end' : `at character ${position}`
  return `The body is not well-formed JSON: it goes wrong ${place}.`
}

export type Check = (value: unknown) => readonly FieldError[]

/** A schema made ready once; the check answers what is wrong, and an empty list when nothing is. */
export function checkOf(schema: TSchema): Check {
  const validator: Validator = Compile(schema)
  return (value) => (validator.Check(value) ? [] : fieldErrors(schema, validator.Errors(value)))
}

function fieldErrors(
  schema: TSchema,
  errors: readonly TLocalizedValidationError[],
): readonly FieldError[] {
  // Of a choice only the choice itself is told, not why each of its branches failed.
  const choices = errors.filter((error) => error.keyword === 'anyOf')
  const told = errors.filter(
    (error) =>
      error.keyword !== 'boolean' &&
      !choices.some((choice) => error.schemaPath.startsWith(`${choice.schemaPath}/anyOf/`)),
  )
  return told.flatMap((error) => fieldErrorsOf(schema, error)).slice(0, errorsShownMax)
}

function fieldErrorsOf(schema: TSchema, error: TLocalizedValidationError): readonly FieldError[] {
  const place = subSchema(schema, error.schemaPath)
  if (error.keyword === 'required') {
    return error.params.requiredProperties.map((name) => ({
      pointer: `${error.instancePath}/${escaped(name)}`,
      detail: 'is missing',
    }))
  }
  if (error.keyword === 'additionalProperties') {
    const known = Object.keys(propertiesOf(place))
    return error.params.additionalProperties.map((name) => ({
      pointer: `${error.instancePath}/${escaped(name)}`,
      detail: unknownField(name, known),
    }))
  }
  const { description } = place
  // The schema's own words say what is wanted; a pattern would only repeat them in signs.
  const detail = typeof description === 'string' ? `has to be ${description}` : error.message
  return [{ pointer: error.instancePath, detail }]
}

function unknownField(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known)
  const hint = nearest === null ? '' : `; did you mean "${nearest}"?`
  return `is not known here${hint}`
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

/** The part of a schema that an error's path names. */
function subSchema(schema: TSchema, path: string): Readonly<Record<string, unknown>> {
  let place: unknown = schema
  for (const part of path.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    place = isObject(place) ? place[name] : undefined
  }
  return isObject(place) ? place : {}
}

const propertiesOf = (place: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  isObject(place['properties']) ? place['properties'] : {}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
