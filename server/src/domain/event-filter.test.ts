import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compiledFilter, type FilterSource, matches, readEventFilter } from './event-filter.ts'
import { filterVerdict } from './filter-verdict.ts'

const wants = (filter: FilterSource, data: unknown): boolean =>
  matches(compiledFilter(filter), data)

const order = {
  country: 'NO',
  amount: 250,
  paid: false,
  note: null,
  tags: ['new', 'rush'],
  lines: [
    { sku: 'A-1', count: 1 },
    { sku: 'B-2', count: 9 },
  ],
  'a.b': { '*': 'star' },
}

test('each operator holds for what it says, and for nothing of another kind', () => {
  const cases: readonly (readonly [FilterSource, boolean])[] = [
    [{ 'data.country': { eq: 'NO' } }, true],
    [{ 'data.country': { eq: 'no' } }, false],
    [{ 'data.note': { eq: null } }, true],
    [{ 'data.country': { ne: 'SE' } }, true],
    [{ 'data.country': { in: ['NO', 'SE'] } }, true],
    [{ 'data.country': { nin: ['NO', 'SE'] } }, false],
    [{ 'data.amount': { gt: 250 } }, false],
    [{ 'data.amount': { gte: 250, lt: 251 } }, true],
    [{ 'data.amount': { lte: '250' } }, false],
    [{ 'data.country': { gt: 'NA' } }, true],
    [{ 'data.paid': { exists: true } }, true],
    [{ 'data.note': { exists: true } }, true],
    [{ 'data.gone': { exists: false } }, true],
    [{ 'data.tags': { contains: 'rush' } }, true],
    [{ 'data.tags': { contains: 'rus' } }, false],
    [{ 'data.tags.0': { contains: 'ew' } }, true],
    [{ 'data.amount': { contains: '5' } }, false],
    [{ 'data.country': { starts_with: 'N' } }, true],
    [{ 'data.country': { ends_with: 'N' } }, false],
  ]
  for (const [filter, isWanted] of cases) {
    assert.equal(wants(filter, order), isWanted, JSON.stringify(filter))
  }
})

test('what is not there fits no operator but ne, nin and exists false', () => {
  const positive = { eq: null, in: [null], gt: 0, lt: '', contains: 1, starts_with: 'a' }
  for (const [name, operand] of Object.entries(positive)) {
    assert.equal(wants({ 'data.gone.too': { [name]: operand } }, order), false, name)
  }
  assert.equal(wants({ 'data.gone': { ne: 1, nin: [1, 2], exists: false } }, order), true)
  assert.equal(wants({ 'data.country.x': { exists: false } }, order), true)
})

test('a star is any element of a list: one of them fits all operators, none is excluded', () => {
  assert.equal(wants({ 'data.lines.*.sku': { eq: 'B-2' } }, order), true)
  assert.equal(wants({ 'data.lines.*.count': { gt: 1, lt: 9 } }, order), false)
  assert.equal(wants({ 'data.lines.*.count': { gt: 1, lte: 9 } }, order), true)
  assert.equal(wants({ 'data.lines.*.sku': { ne: 'B-2' } }, order), false)
  assert.equal(wants({ 'data.tags.*': { nin: ['old'] } }, order), true)
  assert.equal(wants({ 'data.lines.*.gone': { exists: false } }, order), true)
  assert.equal(wants({ 'data.*': { exists: true } }, order), false, 'an object is no list')
})

test('digits are a place in a list and a name in an object; a backslash takes the meaning of a sign', () => {
  assert.equal(wants({ 'data.lines.1.sku': { eq: 'B-2' } }, order), true)
  assert.equal(wants({ 'data.lines.2.sku': { exists: true } }, order), false)
  assert.equal(wants({ 'data.lines.01.sku': { exists: true } }, order), false)
  assert.equal(wants({ 'data.codes.7': { eq: 'x' } }, { codes: { 7: 'x' } }), true)
  assert.equal(wants({ 'data.a\\.b.\\*': { eq: 'star' } }, order), true)
})

test('all members of a filter have to hold, one of any, and not what stands under not', () => {
  const no = { 'data.country': { eq: 'NO' } }
  const large = { 'data.amount': { gte: 1000 } }
  assert.equal(wants({ ...no, ...large }, order), false)
  assert.equal(wants({ all: [no, { not: large }] }, order), true)
  assert.equal(wants({ any: [large, no], 'data.paid': { eq: false } }, order), true)
  assert.equal(wants({ not: { any: [large, no] } }, order), false)
})

test('every fault of a filter is told with a pointer to where it stands', () => {
  const faulty = {
    'data.a': { eqals: 1 },
    'data.b/c': { gt: true, in: [] },
    any: [{}, { country: { eq: 1 } }],
    not: [],
    all: 'x',
    'data.d': 'NO',
    'data.e': {},
    'data..f': { eq: 1 },
    'data.g': { exists: 'yes', eq: { a: 1 }, starts_with: '' },
  }
  const read = readEventFilter(faulty)
  assert.ok(read.kind === 'refused')
  assert.deepEqual(
    read.faults.map(({ pointer }) => pointer),
    [
      ...['/data.a/eqals', '/data.b~1c/gt', '/data.b~1c/in', '/any/0', '/any/1/country'],
      ...['/not', '/all', '/data.d', '/data.e', '/data..f'],
      ...['/data.g/exists', '/data.g/eq', '/data.g/starts_with'],
    ],
  )
})

test('a filter has bounds on operators, depth, lists, texts, paths and its length', () => {
  const clause = { 'data.a': { eq: 1 } }
  const nested = (depth: number): object => (depth === 0 ? clause : { not: nested(depth - 1) })
  const operators = (count: number) => ({ any: Array.from({ length: count - 1 }, () => clause) })
  const good = [operators(100), nested(7), { 'data.a': { eq: 'x'.repeat(1_000) } }]
  const bad = [
    ...[operators(101), nested(8), { 'data.a': { eq: 'x'.repeat(1_001) } }],
    { 'data.a': { in: Array.from({ length: 201 }, (_, index) => index) } },
    { [`data.${'x'.repeat(252)}`]: { eq: 1 } },
    { [`data${'.x'.repeat(17)}`]: { eq: 1 } },
    { any: Array.from({ length: 50 }, () => ({ 'data.a': { eq: 'x'.repeat(900) } })) },
    ...[null, [], 'data.a', {}],
  ]
  for (const filter of good) assert.equal(readEventFilter(filter).kind, 'filter')
  for (const filter of bad) assert.equal(readEventFilter(filter).kind, 'refused')
})

test('names that the language knows by itself find only what the data have of their own', () => {
  const hostile = JSON.parse('{"__proto__":{"admin":true},"a":1,"a":2}') as unknown
  assert.equal(wants({ 'data.__proto__.admin': { eq: true } }, hostile), true)
  assert.equal(wants({ 'data.__proto__': { exists: true } }, {}), false)
  for (const name of ['constructor', 'toString', 'hasOwnProperty.name', 'list.length']) {
    assert.equal(wants({ [`data.${name}`]: { exists: true } }, { list: [1] }), false)
  }
  assert.equal(wants({ 'data.a': { eq: 2 } }, hostile), true, 'of a name twice, the last counts')
  const faulty = JSON.parse('{"__proto__":{"eq":1}}') as unknown
  assert.equal(readEventFilter(faulty).kind, 'refused')
})

test('data that would take too long to look at are wanted, and soon', () => {
  const list = Array.from({ length: 500_000 }, (_, index) => index)
  const clauses = Array.from({ length: 50 }, () => ({ 'data.list.*': { eq: -1 } }))
  const startedAtMs = performance.now()
  assert.equal(wants({ all: clauses }, { list }), true)
  assert.equal(wants({ not: { any: clauses } }, { list }), true)
  const { detail } = filterVerdict(compiledFilter({ all: clauses }), { list })
  assert.match(detail, /larger than its filter looks at/)
  const scalars = { 'data.list.*.x': { exists: true } }
  assert.equal(wants(scalars, { list }), true)
  assert.ok(performance.now() - startedAtMs < 2_000)
})

test('the reason names the place, what was asked and what was found', () => {
  const why = (filter: FilterSource): string | null => {
    const { isWanted, detail } = filterVerdict(compiledFilter(filter), order)
    return isWanted ? null : detail.replace('Its filter does not want the data: ', '').slice(0, -1)
  }
  assert.equal(
    why({ 'data.amount': { gte: 100 }, 'data.country': { in: ['SE', 'DK'] } }),
    '"data.country" has to be one of "SE", "DK", and is "NO"',
  )
  assert.equal(why({ 'data.gone': { eq: 1 } }), '"data.gone" has to be 1, and is not there')
  assert.equal(
    why({ 'data.lines.*.sku': { eq: 'C' } }),
    '"data.lines.*.sku" has to be "C", and of 2 elements none fits',
  )
  assert.equal(
    why({ 'data.tags.*': { ne: 'new' } }),
    '"data.tags.*" must not be "new", and is "new"',
  )
  assert.equal(
    why({ any: [{ 'data.tags': { contains: 'x' } }, { 'data.paid': { eq: true } }] }),
    'none of the 2 alternatives at /any holds; of the first, "data.tags" has to contain "x", and is a list of 2',
  )
  assert.equal(
    why({ not: { 'data.paid': { exists: true } } }),
    'what stands at /not holds, and must not',
  )
  assert.equal(why({ 'data.paid': { eq: false } }), null)
})
