import assert from 'node:assert/strict'
import { test } from 'node:test'
import { schemaFaults } from './data-schema.ts'
import { isTooMuchWork } from './schema-effort.ts'

const pointersOf = (schema: unknown): readonly string[] =>
  schemaFaults(schema).map(({ pointer }) => pointer)

test('every fault of a schema is told with a pointer to where it stands', () => {
  const faulty = {
    type: 'text',
    required: 'id',
    properties: { a: 1, 'b/c': { minLength: -1 }, toString: {} },
    items: { $ref: '#/$defs/none' },
    allOf: [],
    multipleOf: 0,
    enum: [{}],
    format: 'regex',
    $id: 'https://example.com/',
    'x-note': 1,
  }
  assert.deepEqual(pointersOf(faulty), [
    ...['/type', '/required', '/properties/a', '/properties/b~1c/minLength'],
    ...['/properties/toString', '/items/$ref', '/allOf', '/multipleOf', '/enum', '/format', '/$id'],
  ])
  assert.deepEqual(pointersOf({ minLenght: 1 }), ['/minLenght'])
  assert.match(schemaFaults({ minLenght: 1 })[0]?.detail ?? '', /did you mean "minLength"/)
  assert.match(schemaFaults({ pattern: 'a' })[0]?.detail ?? '', /regular expression/)
  for (const none of [true, null, 'x', []]) assert.deepEqual(pointersOf(none), [''])
})

test('a schema is bounded in length, in depth and in what its references make of it', () => {
  const nested = (depth: number): object => (depth === 1 ? {} : { items: nested(depth - 1) })
  assert.deepEqual(schemaFaults(nested(16)), [])
  assert.equal(schemaFaults(nested(17)).length, 1)
  assert.equal(schemaFaults({ title: 'x'.repeat(40_000) }).length, 1)
  const doubling = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => {
      const next = { $ref: `#/$defs/s${index + 1}` }
      return [`s${index}`, index === 59 ? {} : { allOf: [next, next] }]
    }),
  )
  assert.match(schemaFaults({ $ref: '#/$defs/s0', $defs: doubling })[0]?.detail ?? '', /references/)
})

test('a reference that leads back to itself is refused', () => {
  const schemas = [
    { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/a' } } },
    { $ref: '#/$defs/a', $defs: { a: { items: { $ref: '#/$defs/b' } }, b: { $ref: '#/$defs/a' } } },
  ]
  for (const schema of schemas) {
    assert.match(schemaFaults(schema)[0]?.detail ?? '', /leads back to itself/)
  }
  const twice = { prefixItems: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/a' }], $defs: { a: {} } }
  assert.deepEqual(schemaFaults(twice), [])
})

test('a check that would take long is found out before it is begun, and soon', () => {
  const list = Array.from({ length: 100_000 }, () => 1)
  const every = { items: { allOf: Array.from({ length: 100 }, () => ({ minimum: 0 })) } }
  const startedAtMs = performance.now()
  assert.equal(isTooMuchWork({ properties: { list: every } }, { list }), true)
  assert.equal(isTooMuchWork({ properties: { list: { uniqueItems: true } } }, { list }), true)
  const texts = { allOf: Array.from({ length: 100 }, () => ({ maxLength: 1 })) }
  assert.equal(isTooMuchWork(texts, 'x'.repeat(1_000_000)), true)
  assert.ok(performance.now() - startedAtMs < 2_000)
  assert.equal(
    isTooMuchWork({ properties: { list: { items: { minimum: 0 } } } }, { list: [1] }),
    false,
  )
})
