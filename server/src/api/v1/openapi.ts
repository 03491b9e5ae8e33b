/**
 * The OpenAPI 3.1 document, built from the same operation data that the router serves: what is
 * documented is what is there. Schemas with a title become components.
 */
import type { TSchema } from 'typebox'
import type { BodyRule, Operation, ResponseRule } from '../operation.ts'
import { problem, type ProblemCode } from '../problems.ts'
import { lateProblem } from '../thrown-problem.ts'
import { problemContentType, problemStyle } from './problem-style.ts'
import { ProblemView } from './view-schemas.ts'

type Json = Readonly<Record<string, unknown>>

/** What stands after a colon in a path. */
const paramTexts: Readonly<Record<string, { description: string; example: string }>> = {
  tenantId: { description: 'id of the tenant', example: 'Cust12345' },
  keyId: { description: 'id of the key', example: 'key_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f' },
  eventType: { description: 'name of the event type', example: 'order.placed' },
  eventId: { description: 'id of the event', example: 'evt_0199c3f5a1b27cde8f0123456789abcd' },
  deliveryId: {
    description: 'id of the delivery',
    example: 'dlv_0199c3f5a1b27cde8f0123456789abcd000000010000',
  },
  subscriptionId: {
    description: 'id of the subscription',
    example: 'sub_0199c3f0b2c37def90123456789abcde',
  },
  key: { description: 'key of your own: 1 to 128 of A-Z a-z 0-9 . _ : -', example: 'warehouse' },
  code: { description: 'code of the problem', example: 'event-unknown' },
}

const description = `Posthorn delivers webhooks: an event handed in once reaches every subscriber, signed, retried and recorded.

Authenticate with \`Authorization: Bearer <key>\`: the operator's key, or a key of the tenant in the path. Fields are snake_case, unknown fields are refused, instants are RFC 3339, lists are pages with an opaque cursor. Problems follow RFC 9457 with permanent codes.

A webhook made through the SuperOffice API belongs to the application of the key that made it. The operator and keys with the same \`application\` find it here; for other keys of the tenant it is unknown, and so is a delivery to it by its id. Events and the lists of deliveries are the whole tenant's.`

/** The document for these operations. */
export function openApiDocument(operations: readonly Operation[]): Json {
  const components = new Map<string, Json>()
  const paths: Record<string, Record<string, Json>> = {}
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = {
      ...paths[path],
      [operation.method.toLowerCase()]: operationObject(operation, components),
    }
  }
  // Met while the paths were written.
  const schemas = Object.fromEntries([...components].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return {
    openapi: '3.1.0',
    info: { title: 'Posthorn', version: '1', description, license: { name: 'Apache-2.0' } },
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        operator: { type: 'http', scheme: 'bearer', description: "the operator's key" },
        tenant: { type: 'http', scheme: 'bearer', description: 'a key of the tenant in the path' },
      },
    },
  }
}

function operationObject(operation: Operation, components: Map<string, Json>): Json {
  const { allow, body } = operation
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    description: [operation.description, allowText(allow)].filter(Boolean).join('\n\n'),
    security: securityOf(allow),
    parameters: [
      ...pathParameters(operation.path),
      ...queryParameters(operation.query),
      ...headerParameters(operation.requestHeaders ?? {}),
    ],
    ...(body === null ? {} : { requestBody: requestBody(body, components) }),
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.responses).map(([status, rule]) => [
          status,
          responseObject(rule, components),
        ]),
      ),
      ...problemResponses(operation, components),
    },
  }
}

function allowText(allow: Operation['allow']): string {
  if (allow === 'anyone') return 'Needs no key.'
  const roles = allow.flatMap((role) => (role === 'operator' ? [] : [role.split(':')]))
  const scopes = roles.map(([, scope]) => scope)
  if (scopes.length === 0) return "Needs the operator's key."
  const account = roles[0]?.[0]
  const manage = scopes.includes('read') ? ' (which `manage` includes)' : ''
  return `Needs the operator's key, or a key of the ${account} with the scope \`${scopes.join('` or `')}\`${manage}.`
}

const securityOf = (allow: Operation['allow']): readonly Json[] =>
  allow === 'anyone'
    ? []
    : [
        ...(allow.includes('operator') ? [{ operator: [] }] : []),
        ...(allow.some((role) => role !== 'operator') ? [{ tenant: [] }] : []),
      ]

function pathParameters(path: string): readonly Json[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
    ...paramTexts[name],
  }))
}

function queryParameters(schema: TSchema | null): readonly Json[] {
  const { properties = {} } = (schema ?? {}) as { properties?: Record<string, Json> }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: false,
    ...(typeof property['description'] === 'string'
      ? { description: property['description'] }
      : {}),
    schema: property,
  }))
}

const headerParameters = (headers: Readonly<Record<string, string>>): readonly Json[] =>
  Object.entries(headers).map(([name, text]) => ({
    name,
    in: 'header',
    required: false,
    description: text,
    schema: { type: 'string' },
  }))

function requestBody(rule: BodyRule, components: Map<string, Json>): Json {
  const isOptional = rule.kind === 'json' && rule.isOptional === true
  const media = {
    schema: rule.schema === undefined ? {} : hoisted(rule.schema, components),
    ...(rule.example === undefined ? {} : { example: rule.example }),
  }
  const contentTypes = rule.contentTypes ?? ['application/json']
  return {
    required: !isOptional,
    content: Object.fromEntries(contentTypes.map((contentType) => [contentType, media])),
  }
}

function responseObject(rule: ResponseRule, components: Map<string, Json>): Json {
  const headers = Object.entries(rule.headers ?? {}).map(([name, text]) => [
    name,
    { description: text, schema: { type: 'string' } },
  ])
  const hasContent = rule.schema !== undefined || rule.contentType !== undefined
  const media = {
    schema: rule.schema === undefined ? { type: 'string' } : hoisted(rule.schema, components),
    ...(rule.example === undefined ? {} : { example: rule.example }),
  }
  return {
    description: rule.description,
    ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
    ...(hasContent ? { content: { [rule.contentType ?? 'application/json']: media } } : {}),
  }
}

/** Every operation of this kind may answer these, whatever it declares itself. */
function usualProblems(operation: Operation): readonly ProblemCode[] {
  const codes: ProblemCode[] = ['fault', lateProblem(operation).code]
  if (operation.allow !== 'anyone') {
    codes.push('key-missing', 'key-invalid', 'too-many-failures')
    codes.push(operation.isOfTenant ? 'scope-missing' : 'operator-only')
  }
  if (operation.isOfTenant) codes.push('tenant-unknown')
  if (operation.query !== null) codes.push('query-invalid')
  if (operation.body !== null) codes.push('body-too-large', 'content-type-unsupported')
  if (operation.body?.kind === 'json') {
    codes.push('json-malformed', 'json-too-deep', 'json-too-many-keys', 'body-invalid')
    if (operation.body.isOptional !== true) codes.push('body-missing')
  }
  return codes
}

function problemResponses(operation: Operation, components: Map<string, Json>): Json {
  const codes = new Set([...usualProblems(operation), ...(operation.problems ?? [])])
  const byStatus = Map.groupBy(codes, (code) => String(problem(code).status))
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      status,
      {
        description: ofStatus.map((code) => `\`${code}\`: ${problem(code).title}`).join('\n\n'),
        content: {
          [problemContentType]: {
            schema: hoisted(ProblemView, components),
            examples: Object.fromEntries(ofStatus.map((code) => [code, problemExample(code)])),
          },
        },
      },
    ]),
  )
}

const problemExample = (code: ProblemCode): Json => ({
  value: JSON.parse(
    problemStyle(problem(code), { requestId: 'b1c2d3e4f5a6-1z', url: '' }).body,
  ) as unknown,
})

/** The schema with every titled one in it replaced by a reference to its component. */
function hoisted(schema: unknown, components: Map<string, Json>): unknown {
  if (Array.isArray(schema)) return schema.map((one) => hoisted(one, components))
  if (typeof schema !== 'object' || schema === null) return schema
  const plain = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, hoisted(value, components)]),
  )
  const { title } = plain
  if (typeof title !== 'string') return plain
  components.set(title, plain)
  return { $ref: `#/components/schemas/${title}` }
}
