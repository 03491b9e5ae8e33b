import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { xmlAttributesMax, xmlDepthMax, xmlNodesMax } from './soap-limits.ts'
import { readXml } from './xml-reader.ts'

const read = (text: string) => readXml(Buffer.from(text))
const isRead = (text: string): boolean => read(text).kind === 'read'

test('elements, attributes and text come out as they were written, with their namespaces', () => {
  const found = read(
    '<?xml version="1.0" encoding="utf-8"?><!-- c --><a xmlns="u" xmlns:p="v" b="1 &amp; 2" p:c="3">x&lt;<p:d/><![CDATA[<y>]]>&#230;</a>',
  )
  assert.ok(found.kind === 'read')
  const { root } = found
  assert.deepEqual([root.namespace, root.name, root.text], ['u', 'a', 'x<<y>æ'])
  assert.deepEqual(
    [...root.attributes],
    [
      ['|b', '1 & 2'],
      ['v|c', '3'],
    ],
  )
  assert.deepEqual([root.children[0]?.namespace, root.children[0]?.name], ['v', 'd'])
})

test('a document may be as deep and as full as the limits allow, and no more', () => {
  const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth)
  assert.ok(isRead(nested(xmlDepthMax)))
  assert.ok(!isRead(nested(xmlDepthMax + 1)))
  const full = (count: number) => `<a>${'<b/>'.repeat(count - 1)}</a>`
  assert.ok(isRead(full(xmlNodesMax)))
  assert.ok(!isRead(full(xmlNodesMax + 1)))
  const wide = (count: number) =>
    `<a ${Array.from({ length: count }, (_, index) => `b${index}=""`).join(' ')}><c d=""/></a>`
  assert.ok(isRead(wide(xmlAttributesMax)))
  assert.ok(!isRead(wide(xmlAttributesMax + 1)))
})

test('a byte order mark is no fault, another encoding is one', () => {
  assert.ok(isRead('\uFEFF<a/>'))
  assert.equal(readXml(Buffer.from('<a>ä</a>', 'latin1')).kind, 'refused')
  assert.equal(readXml(Buffer.from('\uFEFF<a/>', 'utf16le')).kind, 'refused')
  assert.ok(!isRead('<?xml version="1.0" encoding="iso-8859-1"?><a/>'))
})

test('no document type, no entity of its own and no instruction is taken', () => {
  const refused = ['<!DOCTYPE a><a/>', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', '<a>&b;</a>']
  refused.push('<?b c?><a/>', '<a><?b c?></a>', '', ' ', 'a', '<a>', '<a/><b/>', '<a></b>')
  for (const text of refused) assert.equal(read(text).kind, 'refused', text)
})

test('whatever bytes come, the answer is a tree or a reason', () => {
  const whole = Buffer.from(
    '<?xml version="1.0"?><e:E xmlns:e="u" a="&#x41;"><!-- c --><b><![CDATA[x]]>&amp;</b></e:E>',
  )
  const broken = fc
    .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 })
    .map((changes) => {
      const bytes = Buffer.from(whole)
      for (const [at, byte] of changes) bytes[at] = byte
      return bytes
    })
  const pieces = fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '/',
        '!',
        '?',
        '--',
        '[CDATA[',
        ']]>',
        '&',
        '&#',
        ';',
        'a',
        ':',
        '=',
        '"',
        "'",
        ' ',
        'xmlns',
      ),
      { maxLength: 30 },
    )
    .map((parts) => Buffer.from(parts.join('')))
  const any = fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes))
  fc.assert(
    fc.property(fc.oneof(broken, pieces, any), (bytes) => {
      const found = readXml(bytes)
      assert.ok(found.kind === 'read' || found.detail.length > 0)
    }),
    { numRuns: 3_000 },
  )
})
