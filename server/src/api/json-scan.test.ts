import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { scanJson } from './json-scan.ts'

function dataOf(text: string): string | null {
  const bytes = Buffer.from(text)
  const scan = scanJson(bytes, 'data')
  assert.equal(scan.kind, 'scanned')
  if (scan.kind !== 'scanned' || scan.start === -1) return null
  return bytes.toString('utf8', scan.start, scan.end)
}

test('the value of a top-level field is found as the bytes that stand there', () => {
  assert.equal(dataOf('{"type":"a","data":{"b": 1.50 }}'), '{"b": 1.50 }')
  assert.equal(dataOf('{ "data" : \n {"b":[1,{"data":2}]}\t , "x":1 }'), '{"b":[1,{"data":2}]}')
  assert.equal(dataOf('{"x":{"data":1}}'), null)
  assert.equal(dataOf('{"x":"data","y":["data",1]}'), null)
  assert.equal(dataOf('["data",1]'), null)
  assert.equal(dataOf('"data"'), null)
})

test('brackets, colons and escaped quotes inside a string mean nothing', () => {
  assert.equal(dataOf('{"a":"}:,[\\"{","data":{"b":"\\\\"}}'), '{"b":"\\\\"}')
})

test('a name is the same however it is escaped', () => {
  assert.equal(dataOf('{"d\\u0061ta":{"b":1}}'), '{"b":1}')
  assert.equal(dataOf('{"\\u0064ata":1,"data2":2}'), '1')
})

test('of a field that stands twice the last one counts, as JSON.parse has it', () => {
  assert.equal(dataOf('{"data":{"a":1},"x":0,"data":{"b":2}}'), '{"b":2}')
})

test('whatever JSON.parse takes, the scan finds the same value in', () => {
  const json = fc.record({ type: fc.string(), data: fc.jsonValue(), z: fc.jsonValue() })
  const indent = fc.constantFrom(0, 1, '\t')
  fc.assert(
    fc.property(json, indent, (value, space) => {
      const found = dataOf(JSON.stringify(value, null, space))
      assert.deepEqual(JSON.parse(found ?? ''), JSON.parse(JSON.stringify(value.data)))
    }),
    { numRuns: 500 },
  )
})

test('bytes of any kind never make the scan throw or run on', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      scanJson(Buffer.from(bytes), 'data')
    }),
    { numRuns: 500 },
  )
  const syntax = fc.array(fc.constantFrom('{', '}', '[', ']', ':', ',', '"', '\\', 'a', ' '))
  fc.assert(
    fc.property(syntax, (parts) => {
      scanJson(Buffer.from(parts.join('')), 'data')
    }),
    { numRuns: 500 },
  )
})

const nested = (depth: number): Buffer => Buffer.from(`${'['.repeat(depth)}${']'.repeat(depth)}`)
const keyed = (count: number): Buffer =>
  Buffer.from(`{${Array.from({ length: count }, (_, index) => `"k${index}":0`).join(',')}}`)

test('64 levels pass and 65 do not', () => {
  assert.equal(scanJson(nested(64), null).kind, 'scanned')
  assert.equal(scanJson(nested(65), null).kind, 'too-deep')
  assert.equal(scanJson(nested(1_000_000), null).kind, 'too-deep')
})

test('10,000 keys pass and 10,001 do not', () => {
  assert.equal(scanJson(keyed(10_000), null).kind, 'scanned')
  assert.equal(scanJson(keyed(10_001), null).kind, 'too-many-keys')
})

test('bytes that are not UTF-8 are refused before anything decodes them', () => {
  assert.equal(scanJson(Buffer.from([0x22, 0xc3, 0x28, 0x22]), null).kind, 'not-utf-8')
  assert.equal(scanJson(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), null).kind, 'not-utf-8')
})
