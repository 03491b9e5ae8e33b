import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { jsonMembers } from './json-members.ts'

test('the members of any object are found, each with its own text', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()),
      fc.constantFrom(undefined, 1, '\t'),
      (data, indent) => {
        const members = jsonMembers(JSON.stringify(data, null, indent))
        const parsed = [...members].map(([name, json]) => [name, JSON.parse(json) as unknown])
        const expected = JSON.parse(JSON.stringify(data)) as Record<string, unknown>
        assert.deepEqual(new Map(parsed as [string, unknown][]), new Map(Object.entries(expected)))
      },
    ),
    { numRuns: 500, seed: 20_260_703 },
  )
})

test('quotes, backslashes and brackets inside texts end nothing', () => {
  const members = jsonMembers('{"a\\"}":"x\\\\","b":["]","}\\""] , "c":{"d":"{"}}')
  assert.deepEqual(
    [...members],
    [
      ['a"}', '"x\\\\"'],
      ['b', '["]","}\\""]'],
      ['c', '{"d":"{"}'],
    ],
  )
})

test('what is no object has no members, and what is cut short does not hang', () => {
  for (const text of ['', '[]', '{}', '{', '{"a', '{"a"', '{"a":', '{"a":[', '{"a":"\\', '{,}']) {
    assert.ok(jsonMembers(text).size <= 1)
  }
})
