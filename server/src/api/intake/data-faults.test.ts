import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { schemaFaults } from '../../domain/data-schema.ts'
import { dataFaults } from './data-faults.ts'

const scalar = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom('', 'a', 'ab', null, true))
// As it arrives: an object that is written with this member looks like a promise.
const conditional = (condition: unknown, consequence: unknown): Readonly<Record<string, unknown>> =>
  JSON.parse(`{"if":${JSON.stringify(condition)},"then":${JSON.stringify(consequence)}}`)
const names = fc.constantFrom('a', 'b', '__proto__x', 'length')
const plain = fc.oneof(
  fc.record({ type: fc.constantFrom('object', 'array', 'string', 'integer', ['null', 'number']) }),
  fc.record({ enum: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
  fc.record({ const: scalar }),
  fc.record({ minLength: fc.nat(3), maxLength: fc.nat(3) }),
  fc.record({ minimum: fc.integer({ min: -2, max: 2 }), multipleOf: fc.constantFrom(1, 0.5) }),
  fc.record({ format: fc.constantFrom('date', 'email', 'uri', 'uuid', 'ipv6') }),
  fc.record({ required: fc.array(names, { maxLength: 2 }), maxProperties: fc.nat(3) }),
  fc.record({ uniqueItems: fc.boolean(), minItems: fc.nat(2) }),
)
const { schema } = fc.letrec<{ schema: unknown }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4 },
    plain,
    fc.boolean(),
    fc.record({
      properties: fc.dictionary(names, tie('schema'), { noNullPrototype: true }),
      additionalProperties: tie('schema'),
    }),
    fc.record({ items: tie('schema'), contains: tie('schema') }),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('schema') }),
    fc.tuple(tie('schema'), tie('schema')).map(([one, other]) => conditional(one, other)),
    fc.record({ propertyNames: tie('schema') }),
  ),
}))
const ofDefinition = fc.tuple(schema, schema).map(([one, other]) => ({
  allOf: [one, { properties: { a: { $ref: '#/$defs/d' } } }],
  $defs: { d: other },
}))

test('no schema that is taken makes a check throw, and faults point into the data', () => {
  fc.assert(
    fc.property(ofDefinition, fc.jsonValue({ maxDepth: 3 }), (taken, data) => {
      assert.deepEqual(schemaFaults(taken), [])
      for (const { pointer, detail } of dataFaults(taken, data)) {
        assert.match(pointer, /^(\/.*)?$/s)
        assert.ok(detail.length > 0)
      }
    }),
    { numRuns: 3_000 },
  )
})

test('a reference, a choice and a condition judge as JSON Schema has it', () => {
  const order = {
    $defs: { sku: { type: 'string', minLength: 2 } },
    properties: { sku: { $ref: '#/$defs/sku' }, kind: { oneOf: [{ const: 'a' }, { const: 'b' }] } },
    ...conditional(
      { properties: { kind: { const: 'b' } }, required: ['kind'] },
      { required: ['sku'] },
    ),
  }
  const isFitting = (data: unknown): boolean => dataFaults(order, data).length === 0
  assert.equal(isFitting({}), true)
  assert.equal(isFitting({ kind: 'b' }), false)
  assert.equal(isFitting({ kind: 'b', sku: 'x1' }), true)
  assert.equal(isFitting({ kind: 'c' }), false)
  assert.equal(isFitting({ sku: 'x' }), false)
})

test('names that the language knows by itself are no members of the data', () => {
  const hostile = JSON.parse('{"__proto__":{"a":1},"constructor":2}') as unknown
  assert.deepEqual(dataFaults({ properties: { a: { type: 'string' } } }, hostile), [])
  assert.equal(dataFaults({ required: ['a'] }, hostile).length, 1)
  const pointers = dataFaults({ additionalProperties: false }, hostile).map(
    ({ pointer }) => pointer,
  )
  assert.deepEqual(pointers.toSorted(), ['', '/__proto__', '/constructor'])
})

test('texts that are made for a format to run long are judged soon', () => {
  const startedAtMs = performance.now()
  for (const format of ['date-time', 'time', 'email', 'uri', 'uuid', 'ipv4', 'ipv6']) {
    for (const part of ['a', '1:', 'a.', '[!a=', '%20', '"\\"', 'aT', '::1']) {
      const start = { uri: 'http://', email: 'x@' }[format] ?? ''
      dataFaults({ type: 'string', format }, start + part.repeat(100_000))
    }
  }
  assert.ok(performance.now() - startedAtMs < 5_000)
})
