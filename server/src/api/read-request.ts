/**
 * Query and body of a request as its operation takes them: checked by their schemas, once, and
 * refused with every fault by name.
 */
import type { FastifyRequest } from 'fastify'
import { Convert } from 'typebox/value'
import { type Check, checkOf, parseJson } from './json-body.ts'
import type { BodyRule, Operation } from './operation.ts'
import { type FieldError, isProblem, problem, type Problem } from './problems.ts'

const noBytes = Buffer.alloc(0)

export const rawBodyOf = (request: FastifyRequest): Buffer =>
  Buffer.isBuffer(request.body) ? request.body : noBytes

export function contentTypeOf(request: FastifyRequest): string {
  const header = request.headers['content-type'] ?? ''
  const end = header.indexOf(';')
  return (end === -1 ? header : header.slice(0, end)).trim().toLowerCase()
}

type Reading = { readonly kind: 'read'; readonly value: unknown } | Problem

const nothing: Reading = { kind: 'read', value: undefined }

/** Query parameters become numbers and truth values where the schema has them. */
export function queryReader(operation: Operation): (query: unknown) => Reading {
  const { query: schema } = operation
  if (schema === null) return () => nothing
  const check = checkOf(schema)
  const empty: Reading = { kind: 'read', value: {} }
  const isOptional = check({}).length === 0
  return (query) => {
    if (isOptional && isEmpty(query)) return empty
    const converted = Convert(schema, { ...(query as object) })
    const errors = check(converted)
    return errors.length === 0
      ? { kind: 'read', value: converted }
      : problem('query-invalid', { errors: errors.map(asParameter) })
  }
}

function isEmpty(query: unknown): boolean {
  for (const _name in query as object) return false
  return true
}

/** A parameter is named, not pointed at. */
const asParameter = ({ pointer, detail }: FieldError): FieldError => ({
  pointer: pointer.replace(/^\//, ''),
  detail,
})

export function bodyReader(rule: BodyRule | null): (request: FastifyRequest) => Reading {
  if (rule === null) return () => nothing
  const { contentTypes = ['application/json'] } = rule
  const check = rule.kind === 'json' ? checkOf(rule.schema) : null
  return (request) => {
    const bytes = rawBodyOf(request)
    if (bytes.length > 0 && !isTaken(contentTypeOf(request), contentTypes)) {
      const taken = contentTypes.join(' or ')
      const detail = `This operation takes ${taken}; say so in the header Content-Type.`
      return problem('content-type-unsupported', { detail })
    }
    if (check === null) return { kind: 'read', value: bytes }
    return readJson(bytes, check, rule.kind === 'json' && rule.isOptional === true)
  }
}

export const isTaken = (contentType: string, taken: readonly string[]): boolean =>
  taken.includes(contentType) || taken.includes('*')

function readJson(bytes: Buffer, check: Check, isOptional: boolean): Reading {
  if (bytes.length === 0) return isOptional ? nothing : problem('body-missing')
  const parsed = parseJson(bytes)
  if (isProblem(parsed)) return parsed
  const errors = check(parsed.value)
  return errors.length === 0
    ? { kind: 'read', value: parsed.value }
    : problem('body-invalid', { errors })
}
