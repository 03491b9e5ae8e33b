import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isProblem } from '../problems.ts'
import { type Split, splitArray, splitLines } from './split-batch.ts'

const textsOf = (split: Split): readonly string[] | string =>
  isProblem(split) ? split.code : split.items.map(String)

test('an array is cut into the bytes of its items', () => {
  const body = Buffer.from(' [ {"a":[1,2]} ,\n{"b":"],["}, 3 ] \n')
  assert.deepEqual(textsOf(splitArray(body, 10)), ['{"a":[1,2]}', '{"b":"],["}', '3'])
  assert.deepEqual(textsOf(splitArray(Buffer.from('[]'), 10)), [])
  assert.deepEqual(textsOf(splitArray(Buffer.from(' [ ] '), 10)), [])
})

test('whatever array JSON.stringify writes comes apart into its items', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 3 })), (items) => {
      const split = splitArray(Buffer.from(JSON.stringify(items, null, 1)), 1_000)
      assert.ok(!isProblem(split))
      const parsed = split.items.map((item) => JSON.parse(String(item)) as unknown)
      assert.deepEqual(parsed, JSON.parse(JSON.stringify(items)))
    }),
    { numRuns: 300 },
  )
})

test('what is no array is refused as a whole', () => {
  const bodies = ['', '{}', '[1', '[1,]', '[,1]', '[1,,2]', '[1] 2', '["a]', '[1}', 'null']
  for (const body of bodies) {
    assert.equal(textsOf(splitArray(Buffer.from(body), 10)), 'json-malformed', body)
  }
})

test('an item may be 64 levels deep and no deeper', () => {
  const nested = (depth: number): Buffer =>
    Buffer.from(`[${'['.repeat(depth)}${']'.repeat(depth)}]`)
  assert.ok(!isProblem(splitArray(nested(64), 10)))
  assert.equal(textsOf(splitArray(nested(65), 10)), 'json-too-deep')
  assert.equal(textsOf(splitArray(nested(500_000), 10)), 'json-too-deep')
})

test('lines are cut at line feeds, and empty ones are none', () => {
  const body = Buffer.from('{"a":1}\r\n\n  \n{"b":2}')
  assert.deepEqual(textsOf(splitLines(body, 10)), ['{"a":1}', '{"b":2}'])
})

test('more items than a batch may have are refused as a whole', () => {
  assert.equal(textsOf(splitArray(Buffer.from('[1,2,3]'), 2)), 'body-invalid')
  assert.equal(textsOf(splitLines(Buffer.from('1\n2\n3\n'), 2)), 'body-invalid')
})
