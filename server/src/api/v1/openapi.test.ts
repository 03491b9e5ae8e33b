import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TSchema } from 'typebox'
import { checkOf } from '../json-body.ts'
import { problemTexts } from '../problems.ts'
import { nativeDocument, nativeGroup } from './native-group.ts'

const { operations } = nativeGroup

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

test('the document has every operation, and every reference in it leads somewhere', () => {
  const document = nativeDocument() as {
    paths: Record<string, Record<string, { operationId: string }>>
    components: { schemas: Record<string, unknown> }
  }
  const documented = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  )
  assert.deepEqual(
    documented.toSorted((a, b) => a.localeCompare(b)),
    operations.map(({ id }) => id).toSorted((a, b) => a.localeCompare(b)),
  )
  const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)]
  assert.ok(references.length > 20)
  for (const [, name = ''] of references) assert.ok(name in document.components.schemas, name)
})

test('every problem says what happened and what to do, under a code of its own form', () => {
  for (const [code, { title, detail, status }] of Object.entries(problemTexts)) {
    assert.match(code, /^[a-z]+(-[a-z]+)*$/)
    assert.ok(title.length > 5 && detail.length > 20, code)
    assert.ok(status >= 400 && status < 600, code)
  }
})
