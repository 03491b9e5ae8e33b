/**
 * A JSON body becomes a value once, at the door: bytes within the limits of depth and keys, well
 * formed, and then fitting its schema. What is wrong is a problem with a pointer to each field.
 */
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { scanJson } from './json-scan.ts'
import { type FieldError, problem, type Problem } from './problems.ts'
import { faultsOf, isOverfull } from './schema-faults.ts'

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
  const validator = Compile(schema)
  const mayBeOverfull = hasBounds(schema)
  return (value) => {
    // First the lengths: the validator looks at every item before it counts them.
    const isFitting = !(mayBeOverfull && isOverfull(schema, value)) && validator.Check(value)
    if (isFitting) return []
    const faults = faultsOf(schema, value)
    return faults.length > 0 ? faults : [{ pointer: '', detail: 'does not fit its schema' }]
  }
}

const hasBounds = (schema: TSchema): boolean =>
  /"(?:maxItems|maxProperties)":/.test(JSON.stringify(schema))
