/**
 * Requests at random, drawn from the operations themselves: paths of theirs with ids that exist,
 * that do not and that cannot, queries and bodies that begin with what is documented and are then
 * spoiled, and headers that are right, wrong or missing.
 */
import fc from 'fast-check'
import type { Method, Operation } from '../../src/api/operation.ts'

export interface RandomRequest {
  readonly operation: Operation
  readonly method: Method
  readonly path: string
  readonly key: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | undefined
}

export interface RandomWorld {
  readonly operations: readonly Operation[]
  /** Of things that exist, by the names in paths. */
  readonly names: Readonly<Record<string, readonly string[]>>
  readonly keys: readonly (string | null)[]
}

export function randomRequest(world: RandomWorld): fc.Arbitrary<RandomRequest> {
  return fc.constantFrom(...world.operations).chain((operation) =>
    fc.record({
      operation: fc.constant(operation),
      method: fc.constant(operation.method),
      path: pathOf(operation, world),
      key: fc.constantFrom(...world.keys),
      headers: headersOf(operation),
      body: bodyOf(operation),
    }),
  )
}

function pathOf(operation: Operation, { names }: RandomWorld): fc.Arbitrary<string> {
  const parts = operation.path.split('/').map((part): fc.Arbitrary<string> => {
    const name = /^:(\w+)/.exec(part)?.[1]
    if (name === undefined) return fc.constant(part)
    const known = names[name] ?? []
    const odd = oddText.map(encodeURIComponent)
    if (known.length === 0) return odd
    return fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...known) },
      { weight: 1, arbitrary: odd },
    )
  })
  return fc
    .tuple(fc.tuple(...parts), queryOf(operation))
    .map(([all, query]) => all.join('/') + query)
}

const oddText = fc.oneof(
  fc.constantFrom('', '0', '-1', '..', '%00', '__proto__', 'constructor', '*', "' OR 1=1 --"),
  fc.string({ maxLength: 40, unit: 'grapheme' }),
  fc.constant('x'.repeat(300)),
)

function queryOf(operation: Operation): fc.Arbitrary<string> {
  const { properties = {} } = { ...operation.query } as { readonly properties?: object }
  const known = Object.keys(properties)
  const name = known.length === 0 ? oddText : fc.oneof(fc.constantFrom(...known), oddText)
  const value = fc.oneof(
    fc.constantFrom('1', '100', 'true', 'false', '2026-01-01T00:00:00Z', 'delivered', 'a.*'),
    oddText,
  )
  const pair = fc
    .tuple(name, value)
    .map(([left, right]) => `${encodeURIComponent(left)}=${encodeURIComponent(right)}`)
  return fc
    .array(pair, { maxLength: 3 })
    .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.join('&')}`))
}

function headersOf(operation: Operation): fc.Arbitrary<Readonly<Record<string, string>>> {
  const { body } = operation
  const [wanted = 'application/json'] =
    body === null ? [] : (body.contentTypes ?? ['application/json'])
  const contentType = fc.oneof(
    { weight: 8, arbitrary: fc.constant(wanted === '*' ? 'text/plain' : wanted) },
    { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/xml', 'a/b; c=d', '') },
  )
  return fc
    .record({
      'content-type': contentType,
      'if-match': fc.constantFrom('"1"', '"2"', '*', 'W/"1"', 'nonsense'),
      'idempotency-key': fc.constantFrom('a', 'b', 'c', 'ø', 'x'.repeat(300)),
      accept: fc.constantFrom('*/*', 'application/json', 'text/html', 'nonsense'),
    })
    .map(({ 'idempotency-key': key, ...others }) =>
      // A header holds no character beyond Latin-1.
      ({ ...others, 'idempotency-key': Buffer.from(key, 'utf8').toString('latin1') }),
    )
}

/** Where nothing is documented, what the webhooks of SuperOffice's API look like. */
const otherwise = {
  WebhookId: 1,
  Name: 'w',
  Events: ['contact.changed'],
  TargetUrl: 'https://127.0.0.1/',
  State: 'Stopped',
  Secret: 's',
  Webhook: { WebhookId: 1, Name: 'w', Events: ['a.b'], TargetUrl: 'https://127.0.0.1/' },
}

function bodyOf({ body, method }: Operation): fc.Arbitrary<string | Uint8Array | undefined> {
  if (method === 'GET') return fc.constant(undefined)
  const example = body === null ? {} : (body.example ?? otherwise)
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ maxLength: 200 }))
  if (typeof example === 'string') {
    return fc.oneof(fc.constant(example), spoiledText(example), bytes)
  }
  const json = fc.oneof(
    { weight: 3, arbitrary: fc.constant(example) },
    { weight: 8, arbitrary: spoiled(example) },
    { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  )
  return fc.oneof(
    { weight: 9, arbitrary: json.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: bytes },
    { weight: 1, arbitrary: fc.constant(undefined) },
  )
}

function spoiledText(text: string): fc.Arbitrary<string> {
  const place = fc.nat({ max: text.length })
  return fc
    .tuple(place, place, oddText)
    .map(([from, to, middle]) => text.slice(0, from) + middle + text.slice(Math.max(from, to)))
}

/** The example with one to three of its parts replaced, dropped, doubled or added to. */
function spoiled(example: unknown): fc.Arbitrary<unknown> {
  const change = fc.record({
    at: fc.nat(),
    how: fc.constantFrom('replace', 'drop', 'add', 'wrap'),
    value: oddValue,
  })
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) =>
      changes.reduce((value: unknown, one) => changed(value, one), structuredClone(example)),
    )
}

const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, '', [], {}, [[]], 'a.b', ['*']),
  fc.constantFrom<unknown>(
    'https://127.0.0.1/',
    'javascript:alert(1)',
    '\u0000',
    '\ud800',
    '\r\nX: y',
  ),
  fc.constantFrom<unknown>({ __proto__: null, constructor: 1 }, 'x'.repeat(5_000), 2 ** 53),
  fc.jsonValue({ maxDepth: 2 }),
  oddText,
)

interface Change {
  readonly at: number
  readonly how: 'replace' | 'drop' | 'add' | 'wrap'
  readonly value: unknown
}

function changed(value: unknown, change: Change): unknown {
  if (typeof value !== 'object' || value === null) return change.value
  const names = Object.keys(value)
  const name = names[change.at % Math.max(1, names.length)] ?? 'x'
  const members = value as Record<string, unknown>
  const inside = members[name]
  // Half of the time what is wrong stands deeper.
  if (typeof inside === 'object' && inside !== null && change.at % 2 === 0) {
    return withMember(value, name, changed(inside, { ...change, at: change.at >> 1 }))
  }
  switch (change.how) {
    case 'replace':
      return withMember(value, name, change.value)
    case 'wrap':
      return withMember(value, name, [inside])
    case 'add':
      return withMember(value, `x${change.at % 3}`, change.value)
    case 'drop':
      if (Array.isArray(value)) return value.filter((_, index) => String(index) !== name)
      return Object.fromEntries(Object.entries(value).filter(([own]) => own !== name))
  }
}

function withMember(value: object, name: string, member: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((one: unknown, index) => (String(index) === name ? member : one))
  }
  return { ...value, [name]: member }
}
