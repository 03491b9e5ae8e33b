import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TSchema } from 'typebox'
import { checkOf } from '../json-body.ts'
import { problem, problemTexts } from '../problems.ts'
import { rosaasGroup } from '../rosaas/rosaas-group.ts'
import { superOfficeGroup } from '../superoffice/superoffice-group.ts'
import { documentedGroups, nativeGroup, publishedDocument } from './native-group.ts'

const operations = documentedGroups.flatMap((group) => group.operations)

interface Documented {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly security: readonly Readonly<Record<string, readonly never[]>>[]
  readonly parameters: readonly { readonly name: string; readonly example?: unknown }[]
  readonly responses: Readonly<Record<string, unknown>>
}

const document = publishedDocument() as {
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Documented>>>>
  readonly components: Readonly<Record<'schemas' | 'securitySchemes', Record<string, unknown>>>
}
const documented = Object.values(document.paths).flatMap((methods) => Object.values(methods))

test('every operation shows an example of its body, and the example fits its schema', () => {
  for (const { id, body } of operations) {
    if (body === null) continue
    assert.notEqual(body.example, undefined, id)
    const schema = body.schema as TSchema
    assert.deepEqual(checkOf(schema)(body.example), [], id)
  }
})

test('every answer with a body shows an example, and the example fits its schema', () => {
  for (const { id, responses } of operations) {
    for (const [status, rule] of Object.entries(responses)) {
      if (status === '204') continue
      assert.notEqual(rule.example, undefined, `${id} ${status}`)
      if (rule.schema === undefined) continue
      assert.deepEqual(checkOf(rule.schema)(rule.example), [], `${id} ${status}`)
    }
  }
})

test('ids of operations and places of operations are each used once', () => {
  const ids = operations.map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
  const places = operations.map(({ method, path }) => `${method} ${path}`)
  assert.equal(new Set(places).size, places.length)
})

test('the document has every operation of the three APIs, and every reference in it leads somewhere', () => {
  const groups = [nativeGroup, rosaasGroup, superOfficeGroup]
  assert.deepEqual(
    documented.map(({ operationId }) => operationId).toSorted(),
    groups.flatMap((group) => group.operations.map(({ id }) => id)).toSorted(),
  )
  const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)]
  assert.ok(references.length > 20)
  for (const [, name = ''] of references) assert.ok(name in document.components.schemas, name)
})

test('what stands in a path is explained with an example, and each way to show a key is there', () => {
  for (const { operationId, parameters, security, tags } of documented) {
    for (const one of parameters.filter((parameter) => 'required' in parameter)) {
      if (operationPath(operationId).includes(`:${one.name}`)) {
        assert.notEqual(one.example, undefined, `${operationId} ${one.name}`)
      }
    }
    for (const scheme of security.flatMap(Object.keys)) {
      assert.ok(scheme in document.components.securitySchemes, `${operationId} ${scheme}`)
    }
    assert.ok(document.tags.some(({ name }) => name === tags[0]))
  }
})

test('whoever may call an operation is who the document says: operator, tenant, partner or client', () => {
  const securityOf = (id: string) =>
    documented.find(({ operationId }) => operationId === id)?.security.flatMap(Object.keys)
  assert.deepEqual(securityOf('createTenant'), ['operator', 'session'])
  assert.deepEqual(securityOf('createSubscription'), ['operator', 'tenant', 'session'])
  assert.deepEqual(securityOf('partnerListEvents'), ['operator', 'partner', 'session'])
  assert.deepEqual(securityOf('rosaasListOwnEvents'), ['tenant', 'rosaasClient', 'session'])
  assert.deepEqual(securityOf('getHealth'), [])
})

test('each API refuses in the document with its own body', () => {
  const bodyOf = (id: string) =>
    JSON.stringify(documented.find(({ operationId }) => operationId === id)?.responses)
  assert.match(bodyOf('getSubscription'), /"\$ref":"#\/components\/schemas\/Problem"/)
  assert.match(bodyOf('rosaasGetEndpoint'), /"\$ref":"#\/components\/schemas\/RosaasRefusal"/)
  assert.match(
    bodyOf('superofficeGetWebhook'),
    /"\$ref":"#\/components\/schemas\/SuperofficeError"/,
  )
  for (const { errorSchema, errorStyle } of documentedGroups) {
    for (const code of ['key-missing', 'fault', 'body-invalid'] as const) {
      const refusal = errorStyle(problem(code), { requestId: 'b1c2d3e4f5a6-1z', url: '' })
      assert.deepEqual(checkOf(errorSchema)(JSON.parse(refusal.body)), [])
    }
  }
})

const operationPath = (id: string): string =>
  operations.find((operation) => operation.id === id)?.path ?? ''

test('every problem says what happened and what to do, under a code of its own form', () => {
  for (const [code, { title, detail, status }] of Object.entries(problemTexts)) {
    assert.match(code, /^[a-z]+(-[a-z]+)*$/)
    assert.ok(title.length > 5 && detail.length > 20, code)
    assert.ok(status >= 400 && status < 600, code)
  }
})
