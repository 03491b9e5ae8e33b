/**
 * The OpenAPI 3.1 document, built from the same operation data that the router serves: what is
 * documented is what is there. Schemas with a title become components.
 */
import assert from 'node:assert/strict'
import type { DocumentedGroup } from '../documented-group.ts'
import type { BodyRule, Operation, ResponseRule } from '../operation.ts'
import { parametersOf } from './openapi-parameters.ts'
import { problemResponses } from './openapi-problems.ts'

type Json = Readonly<Record<string, unknown>>

const description = `Posthorn delivers webhooks: an event handed in once reaches every subscriber, signed, retried and recorded.

Authenticate with \`Authorization: Bearer <key>\`: the operator's key, or a key of the tenant in the path, or of the partner whose path or app it is. A browser whose user signed in at \`/v1/session\` sends its cookie instead, and \`X-CSRF-Token\` with whatever is no GET. Fields are snake_case, unknown fields are refused, instants are RFC 3339, lists are pages with an opaque cursor. Problems follow RFC 9457 with permanent codes.

A webhook made through the SuperOffice API belongs to the application of the key that made it. The operator and keys with the same \`application\` find it here; for other keys of the tenant it is unknown, and so is a delivery to it by its id. Events and the lists of deliveries are the whole tenant's.

Beside the native API this document has, under tags of their own, those APIs for clients of RoSaaS and of SuperOffice's webhooks whose bodies are JSON. They keep the paths, the casing and the error bodies that those clients know; what is said above of fields, lists and problems holds for the native API alone.`

/** The document for the operations of these APIs. */
export function openApiDocument(groups: readonly DocumentedGroup[]): Json {
  const components: Components = new Map()
  const paths: Record<string, Record<string, Json>> = {}
  for (const group of groups) {
    for (const operation of group.operations) {
      const path = operation.path.replaceAll(/:(\w+)/g, '{$1}')
      paths[path] = {
        ...paths[path],
        [operation.method.toLowerCase()]: operationObject(operation, group, components),
      }
    }
  }
  // Met while the paths were written.
  const schemas = Object.fromEntries([...components].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const securitySchemes = Object.assign(
    {},
    bearerSchemes,
    sessionScheme,
    ...groups.map((group) => group.securitySchemes),
  ) as Json
  return {
    openapi: '3.1.0',
    info: { title: 'Posthorn', version: '1', description, license: { name: 'Apache-2.0' } },
    tags: groups.flatMap(tagsOf),
    paths,
    components: { schemas, securitySchemes },
  }
}

type Components = Map<string, Json>

const bearer = (whose: string) => ({ type: 'http', scheme: 'bearer', description: whose })

const bearerSchemes = {
  operator: bearer("the operator's key"),
  tenant: bearer('a key of the tenant in the path, or of the tenant whose product it is'),
  partner: bearer('a key of the partner in the path, or of the partner whose app it is'),
}

const sessionScheme = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'posthorn_session',
    description: 'of who signed in to the console; X-CSRF-Token beside it where the call is no GET',
  },
}

const tagsOf = ({ operations, tagTexts }: DocumentedGroup): readonly Json[] =>
  [...new Set(operations.map(({ tag }) => tag))].map((name) => ({
    name,
    ...(tagTexts?.[name] === undefined ? {} : { description: tagTexts[name] }),
  }))

function operationObject(
  operation: Operation,
  group: DocumentedGroup,
  components: Components,
): Json {
  const { body } = operation
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    description: [operation.description, allowText(operation)].filter(Boolean).join('\n\n'),
    security: securityOf(operation, group),
    parameters: parametersOf(operation, group),
    ...(body === null ? {} : { requestBody: requestBody(body, components) }),
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.responses).map(([status, rule]) => [
          status,
          responseObject(rule, components),
        ]),
      ),
      ...problemResponses(operation, group, (schema) => hoisted(schema, components)),
    },
  }
}

function allowText({ allow, accountKind }: Operation): string {
  if (allow === 'anyone') return 'Needs no key.'
  const roles = allow.flatMap((role) => (role === 'operator' ? [] : [role.split(':')]))
  const scopes = roles.map(([, scope]) => scope)
  if (scopes.length === 0) return "Needs the operator's key."
  const account = accountKind === 'own' ? 'tenant with a product' : `${roles[0]?.[0]}`
  const manage = scopes.includes('read') && !scopes.includes('manage') ? manageToo : ''
  const key = `a key of ${accountKind === 'own' ? 'a' : 'the'} ${account} with the scope \`${scopes.join('` or `')}\`${manage}`
  return allow.includes('operator') ? `Needs the operator's key, or ${key}.` : `Needs ${key}.`
}

const manageToo = ' (which `manage` includes)'

/** Any one of them is enough. */
function securityOf({ allow }: Operation, { securitySchemes }: DocumentedGroup): readonly Json[] {
  if (allow === 'anyone') return []
  const accounts = allow.map((role) => role.split(':')[0] ?? '')
  const schemes = [...accounts, ...Object.keys(securitySchemes ?? {}), 'session']
  return [...new Set(schemes)].map((name) => ({
    [name]: [],
  }))
}

function requestBody(rule: BodyRule, components: Components): Json {
  const isOptional = rule.kind === 'json' && rule.isOptional === true
  const media = {
    schema: rule.schema === undefined ? {} : hoisted(rule.schema, components),
    ...(rule.example === undefined ? {} : { example: rule.example }),
  }
  const contentTypes = (rule.contentTypes ?? ['application/json']).map((one) =>
    one === '*' ? 'application/json' : one,
  )
  return {
    required: !isOptional,
    content: Object.fromEntries(contentTypes.map((contentType) => [contentType, media])),
  }
}

function responseObject(rule: ResponseRule, components: Components): Json {
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

/** The schema with every titled one in it replaced by a reference to its component. */
function hoisted(schema: unknown, components: Components): unknown {
  if (Array.isArray(schema)) return schema.map((one) => hoisted(one, components))
  if (typeof schema !== 'object' || schema === null) return schema
  const plain = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, hoisted(value, components)]),
  )
  const { title } = plain
  if (typeof title !== 'string') return plain
  const known = components.get(title)
  assert.ok(known === undefined || isSame(known, plain), `two schemas are called ${title}`)
  components.set(title, plain)
  return { $ref: `#/components/schemas/${title}` }
}

const isSame = (one: Json, other: Json): boolean => JSON.stringify(one) === JSON.stringify(other)
