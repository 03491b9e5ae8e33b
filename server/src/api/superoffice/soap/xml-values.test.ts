import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  arraysNamespace,
  type Field,
  instanceNamespace,
  schemaNamespace,
  servicesNamespace,
} from './soap-schema.ts'
import { readXml } from './xml-reader.ts'
import { readFields, writeFields } from './xml-values.ts'

function roundTrip(value: object, fields: readonly Field[]): unknown {
  const namespaces = `xmlns="${servicesNamespace}" xmlns:tns="${servicesNamespace}" xmlns:xsi="${instanceNamespace}" xmlns:xsd="${schemaNamespace}" xmlns:arr="${arraysNamespace}"`
  const read = readXml(Buffer.from(`<r ${namespaces}>${writeFields(value, fields)}</r>`))
  assert.ok(read.kind === 'read')
  return readFields(read.root, fields)
}

/** Any text that XML can say. */
const text = fc
  .string({ unit: 'binary' })
  .map((given) => given.replaceAll(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, ''))

test('whatever a property is, it is read again as it was written', () => {
  const { value } = fc.letrec<{ value: unknown; leaf: unknown }>((tie) => ({
    leaf: fc.oneof(
      text,
      fc.boolean(),
      fc.constant(null),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !Object.is(one, -0)),
    ),
    value: fc.oneof(
      { maxDepth: 4 },
      tie('leaf'),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }))
  const properties = fc.dictionary(text, value, { maxKeys: 4, noNullPrototype: true })
  fc.assert(
    fc.property(properties, (given) => {
      const written = { Properties: given }
      assert.deepEqual(roundTrip(written, [['Properties', 'StringObjectDictionary']]), written)
    }),
  )
})

test('flags are written with blanks between them and read with commas', () => {
  const fields: readonly Field[] = [['NotifyVia', 'WebhookNotifyVia']]
  assert.match(writeFields({ NotifyVia: 'Email, InApp' }, fields), />Email InApp</)
  assert.deepEqual(roundTrip({ NotifyVia: 'Email, InApp' }, fields), { NotifyVia: 'Email,InApp' })
})

test('null is nil where the type may be, and left out where it may not', () => {
  const fields: readonly Field[] = [
    ['Name', 'string'],
    ['State', 'WebhookState'],
    ['WebhookId', 'int'],
  ]
  assert.deepEqual(roundTrip({ Name: null, State: null, WebhookId: null }, fields), { Name: null })
})

test('what XML cannot say becomes a replacement character and not a broken document', () => {
  const fields: readonly Field[] = [['Name', 'string']]
  assert.deepEqual(roundTrip({ Name: 'a\u0001b\uD800c\uFFFFd' }, fields), {
    Name: 'a\uFFFDb\uFFFDc\uFFFDd',
  })
})

test('a number that is none stays a text, for the reader of webhooks to refuse', () => {
  const read = readXml(Buffer.from('<r><WebhookId>1e3</WebhookId><Success>yes</Success></r>'))
  assert.ok(read.kind === 'read')
  const fields: readonly Field[] = [
    ['WebhookId', 'int'],
    ['Success', 'boolean'],
  ]
  assert.deepEqual(readFields(read.root, fields), { WebhookId: '1e3', Success: 'yes' })
})
