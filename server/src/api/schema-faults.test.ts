/** Whatever stands in a body, saying what is wrong with it is short work and a short answer. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type TSchema, Type } from 'typebox'
import { allGroups } from './groups.ts'
import { checkOf } from './json-body.ts'
import { knownKeywords } from './schema-faults.ts'

type Json = Readonly<Record<string, unknown>>

interface Named {
  readonly name: string
  readonly schema: TSchema & Json
}

// Other systems' APIs read raw bodies by rules of their own; the schema is for the document alone.
const bodies: readonly Named[] = allGroups
  .flatMap(({ operations }) => operations)
  .filter(({ body, path }) => body?.kind === 'json' || path.startsWith('/v1/'))
  .flatMap(({ id, body }) =>
    body?.schema === undefined
      ? []
      : [{ name: `body of ${id}`, schema: body.schema as TSchema & Json }],
  )
const queries: readonly Named[] = allGroups
  .flatMap(({ operations }) => operations)
  .flatMap(({ id, query }) =>
    query === null ? [] : [{ name: `query of ${id}`, schema: query as TSchema & Json }],
  )

/** A schema and every one in it. */
function* within(schema: Json): Generator<Json> {
  yield schema
  const { properties, patternProperties, items, anyOf } = schema
  const inside = [properties, patternProperties].flatMap((members) => Object.values(members ?? {}))
  for (const one of [...inside, ...((anyOf as Json[]) ?? []), ...(items ? [items] : [])]) {
    yield* within(one as Json)
  }
}

test('every list, and every object of free names, has a bound; every keyword is one that is told', () => {
  assert.ok(bodies.length >= 10 && queries.length >= 5)
  for (const { name, schema } of [...bodies, ...queries]) {
    for (const one of within(schema)) {
      const at = `${name}: ${JSON.stringify(one).slice(0, 200)}`
      if (one['type'] === 'array') assert.ok(Number(one['maxItems']) > 0, at)
      if (one['patternProperties'] !== undefined) assert.ok(Number(one['maxProperties']) > 0, at)
      for (const keyword of Object.keys(one))
        assert.ok(knownKeywords.has(keyword), `${keyword} ${at}`)
    }
  }
})

test('unknown fields are refused however many there are, and twenty are told', () => {
  for (const { name, schema } of bodies) {
    if (schema['additionalProperties'] !== false) continue
    for (const count of [1, 7, 8, 9, 30, 9_000]) {
      const unknown = Object.fromEntries(Array.from({ length: count }, (_, at) => [`x${at}`, 1]))
      const faults = checkOf(Type.Object({}, { additionalProperties: false }))(unknown)
      assert.equal(faults.length, Math.min(count, 20))
      const told = checkOf(schema)({ ...exampleOf(name), ...unknown })
      assert.equal(told.length, Math.min(count, 20), `${name}, ${count} unknown fields`)
    }
  }
})

const mebibyte = 1024 * 1024
/** What a judge of a megabyte may take. It takes a tenth; what it guards against took minutes. */
const judgedMsMax = 1_000

test('a megabyte of what is wrong in every place is judged at once, with few words', () => {
  for (const { name, schema } of bodies) {
    const check = checkOf(schema)
    for (const [kind, text] of worstBodies(schema)) {
      const value: unknown = JSON.parse(text)
      const startedAtMs = performance.now()
      const faults = check(value)
      const tookMs = performance.now() - startedAtMs
      assert.ok(tookMs < judgedMsMax, `${name}, ${kind}: ${tookMs} ms`)
      assert.ok(faults.length <= 21, `${name}, ${kind}: ${faults.length} faults`)
      assert.ok(JSON.stringify(faults).length < 16 * 1024, `${name}, ${kind}`)
    }
  }
})

/** The same small text, as often as a megabyte has room for it. */
const repeated = (item: string): string =>
  `[${Array.from({ length: Math.floor(mebibyte / (item.length + 1)) }, () => item).join()}]`

/** Names that are near to known ones cost the most. */
const named = (near: string): string =>
  `{${Array.from({ length: 9_000 }, (_, at) => `"${near}${'e'.repeat(90)}${at}":[]`).join()}}`

function* worstBodies(schema: Json): Generator<readonly [string, string]> {
  yield ['a list', repeated('{}')]
  yield ['a long name', `{"${'n'.repeat(mebibyte)}":1}`]
  const properties = propertiesOf(schema)
  yield ['unknown names', named(properties[0]?.[0] ?? '')]
  for (const [name, property] of properties) {
    yield [`${name} of text`, `{"${name}":"${'a'.repeat(mebibyte)}"}`]
    if (property['patternProperties'] !== undefined) {
      yield [`${name} of names`, `{"${name}":${named('')}}`]
    }
    for (const [below, { type }] of [['', property] as const, ...propertiesOf(property)]) {
      const list = (item: string) =>
        below === '' ? repeated(item) : `{"${below}":${repeated(item)}}`
      if (type === 'array') {
        yield [`${name} ${below} of one`, `{"${name}":${list('"a"')}}`]
        yield [`${name} ${below} of lists`, `{"${name}":${list('[1]')}}`]
      }
    }
  }
}

const propertiesOf = (schema: Json): readonly (readonly [string, Json])[] =>
  Object.entries((schema['properties'] ?? {}) as Record<string, Json>)

function exampleOf(name: string): object {
  const operations = allGroups.flatMap((group) => group.operations)
  const body = operations.find(({ id }) => name === `body of ${id}`)?.body
  return body?.example as object
}

test('each fault is told once, at its own place, in the order of the schema', () => {
  const check = checkOf(
    Type.Object(
      {
        name: Type.Union([Type.String({ maxLength: 2, description: 'short' }), Type.Null()]),
        list: Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 3, uniqueItems: true }),
      },
      { additionalProperties: false },
    ),
  )
  const cases: readonly (readonly [unknown, readonly string[]])[] = [
    [{ name: null, list: [1, 2] }, []],
    [{ name: '😀😀', list: [] }, []],
    [{ name: '😀😀😀', list: [] }, ['/name has to be short']],
    [
      { name: 1, list: [0, 'x', 1] },
      ['/name has to be short', '/list/0 must be >= 1', '/list/1 must be integer'],
    ],
    [{ name: null, list: [1, 1] }, ['/list must not have duplicate items']],
    [{ name: null, list: [1, 1, 1, 1] }, ['/list must not have more than 3 items']],
    [
      { nam: 1 },
      ['/name is missing', '/list is missing', '/nam is not known here; did you mean "name"?'],
    ],
    [[], [' must be object']],
  ]
  for (const [value, expected] of cases) {
    const told = check(value).map(({ pointer, detail }) => `${pointer} ${detail}`)
    assert.deepEqual(told, expected, JSON.stringify(value))
  }
})
