/** Bad input: a clear error in the API's own style, nothing stored, nothing secret told or logged. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nativeGroup } from '../../src/api/v1/native-group.ts'
import { type RunningServer, startServer } from '../world/running-server.ts'
import { called, done, refused } from './documented-calls.ts'
import { startReceiver } from './recording-receiver.ts'

const path = '/v1/tenants/Cust1'

async function world(t: Parameters<typeof startServer>[0]) {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  return server
}

async function assertNothingStored(server: RunningServer): Promise<void> {
  for (const list of ['events', 'subscriptions', 'deliveries', 'replays']) {
    assert.deepEqual((await done(server, 'GET', `${path}/${list}`)).data, [], list)
  }
  assert.equal((await done(server, 'GET', `${path}/keys`)).data.length, 3)
  assert.equal((await done(server, 'GET', '/v1/tenants')).data.length, 1)
}

const withBody = nativeGroup.operations.filter(({ body }) => body !== null)
const placeOf = (pattern: string, appId: string): string =>
  pattern
    .replace(':tenantId', 'Cust1')
    .replace(':partnerId', 'acme')
    .replace(':appId', appId)
    .replace(':subscriptionId', 'sub_0199c3f5a1b27cde8f0123456789abcd')
    .replace(':key', 'mine')

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`
const keyed = (count: number): string =>
  `{${Array.from({ length: count }, (_, index) => `"k${index}":0`).join(',')}}`

test('every operation with a body refuses one that is no JSON, too deep, too large or of another type', async (t) => {
  const server = await world(t)
  assert.ok(withBody.length >= 10)
  await done(server, 'POST', '/v1/partners', { body: { id: 'acme', name: 'Acme' } })
  const making = { body: { name: 'Sync', kind: 'custom' } }
  const app = await done(server, 'POST', '/v1/partners/acme/apps', making)
  for (const { id, method, path: pattern, body: rule } of withBody) {
    const place = placeOf(pattern, app.id)
    const code = async (body: string | Uint8Array, contentType = 'application/json') =>
      (await refused(server, method, place, { body, headers: { 'content-type': contentType } }))
        .code
    const isBatch = id === 'acceptEvents'
    // What strangers may send is small, and refused before it is looked at.
    const isSmall = rule?.kind === 'json' && rule.bytesMax !== undefined
    const unlessSmall = (wanted: string): string => (isSmall ? 'body-too-large' : wanted)
    assert.equal(await code('{"a":'), 'json-malformed', id)
    assert.equal(await code(Uint8Array.of(0x22, 0xff, 0x22)), 'json-malformed', id)
    assert.equal(await code(nested(isBatch ? 66 : 65)), 'json-too-deep', id)
    assert.equal(await code(nested(400_000)), unlessSmall('json-too-deep'), id)
    if (!isBatch) {
      assert.equal(await code(keyed(10_001)), unlessSmall('json-too-many-keys'), id)
      // A list of webhooks may be empty.
      const wrongs = id === 'importSuperOffice' ? ['null'] : ['null', '[]']
      for (const wrong of [...wrongs, '3', '"x"', 'true']) {
        assert.equal(await code(wrong), 'body-invalid', `${id} ${wrong}`)
      }
      assert.equal(await code('{"no_such_field":1}'), 'body-invalid', id)
      assert.equal(await code('{"__proto__":{"url":"x"}}'), 'body-invalid', id)
    }
    assert.equal(
      await code('a=1', 'application/x-www-form-urlencoded'),
      'content-type-unsupported',
      id,
    )
    assert.equal(await code('x'.repeat(1_048_577)), 'body-too-large', id)
    const isOptional = rule?.kind === 'json' && rule.isOptional === true
    const empty = await server.call(method, place)
    if (!isOptional) assert.equal(empty.status, 400, `${id}: ${empty.text}`)
  }
  await assertNothingStored(server)
})

test('an event may be as deep and as full as the limits allow, and no more', async (t) => {
  const server = await world(t)
  const code = async (data: string) =>
    (await refused(server, 'POST', `${path}/events`, { body: `{"type":"a.b","data":${data}}` }))
      .code
  // The event itself is a level and two keys.
  assert.equal(await code(`{"a":${nested(63)}}`), 'json-too-deep')
  assert.equal(await code(keyed(9_999)), 'json-too-many-keys')
  await assertNothingStored(server)
  for (const data of [`{"a":${nested(62)}}`, keyed(9_998)]) {
    await done(server, 'POST', `${path}/events`, { body: `{"type":"a.b","data":${data}}` })
  }
})

test('every field of an event of the wrong kind is pointed at', async (t) => {
  const server = await world(t)
  const good = { type: 'a.b', data: {} }
  const cases: readonly (readonly [object, readonly string[]])[] = [
    [{ data: {} }, ['/type']],
    [{ type: 'a.b' }, ['/data']],
    [{ ...good, type: 'a b' }, ['/type']],
    [{ ...good, type: 'a..b' }, ['/type']],
    [{ ...good, type: '.a' }, ['/type']],
    [{ ...good, type: 'x'.repeat(129) }, ['/type']],
    [{ ...good, type: 7 }, ['/type']],
    [{ ...good, data: [] }, ['/data']],
    [{ ...good, data: null }, ['/data']],
    [{ ...good, data: 'x' }, ['/data']],
    [{ ...good, occurred_at: 'now' }, ['/occurred_at']],
    [{ ...good, occurred_at: '2026-02-30T00:00:00Z' }, ['/occurred_at']],
    [{ ...good, occurred_at: '2026-11-21T09:30:00' }, ['/occurred_at']],
    [{ ...good, order_key: 'x'.repeat(257) }, ['/order_key']],
    [{ ...good, subject: 'a\nb' }, ['/subject']],
    [{ ...good, subject: '\ud800' }, ['/subject']],
    [{ ...good, idempotency_key: 'x' }, ['/idempotency_key']],
    [{ type: 1, data: 2, tpye: 3 }, ['/tpye', '/type', '/data']],
  ]
  for (const [body, expected] of cases) {
    const { code, pointers } = await refused(server, 'POST', `${path}/events`, { body })
    assert.equal(code, 'body-invalid')
    assert.deepEqual(pointers, expected, JSON.stringify(body))
  }
  await assertNothingStored(server)
})

test('a mistyped field is answered with the one that was meant', async (t) => {
  const server = await world(t)
  const { answer } = await refused(server, 'POST', `${path}/subscriptions`, {
    body: { url: 'https://example.com/', event_type: ['a.b'] },
  })
  assert.match(answer.text, /did you mean \\"event_types\\"\?/)
})

test('an idempotency key that is empty, too long or not printable is refused', async (t) => {
  const server = await world(t)
  for (const key of ['', 'x'.repeat(257), 'ä', 'a\tb']) {
    const { code } = await refused(server, 'POST', `${path}/events`, {
      body: { type: 'a.b', data: {} },
      headers: { 'idempotency-key': key },
    })
    assert.equal(code, 'header-invalid', key)
  }
  await assertNothingStored(server)
})

test('a target that is no public https address is refused when it is saved', async (t) => {
  const server = await startServer(t, {
    POSTHORN_ALLOW_TARGETS: '',
    POSTHORN_ALLOW_HTTP_TARGETS: '0',
  })
  await server.makeTenant('Cust1')
  const targets = [
    'http://example.com/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://10.1.2.3/',
    'https://169.254.169.254/latest/meta-data',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://[::ffff:127.0.0.1]/',
    'https://localhost/',
    'https://user:planted-password@example.com/',
    'https://',
    '//example.com',
    'javascript:alert(1)',
    'https://example.com:22/',
    `https://example.com/${'x'.repeat(4000)}`,
    'https://exa mple.com/',
    'https://example.com/\r\nx: y',
  ]
  for (const url of targets) {
    const body = { url, event_types: ['a.b'] }
    for (const [method, place] of [
      ['POST', `${path}/subscriptions`],
      ['PUT', `${path}/subscriptions/by-key/mine`],
    ] as const) {
      const { code, pointers, answer } = await refused(server, method, place, { body })
      assert.equal(code, 'body-invalid', url)
      assert.deepEqual(pointers, ['/url'], url)
      assert.ok(!answer.text.includes('planted-password'))
    }
  }
  assert.ok(!server.log.includes('planted-password'))
  await assertNothingStored(server)
})

test('custom headers cannot frame a message, end a line or speak for the dialect', async (t) => {
  const server = await world(t)
  const receiver = await startReceiver(t)
  const headers: readonly (readonly [string, string])[] = [
    ['Host', 'x'],
    ['content-length', '0'],
    ['Transfer-Encoding', 'chunked'],
    ['Connection', 'close'],
    ['Proxy-Authorization', 'x'],
    ['TE', 'trailers'],
    ['Upgrade', 'x'],
    ['Expect', '100-continue'],
    ['Webhook-Id', 'x'],
    ['webhook-signature', 'v1,x'],
    ['Content-Type', 'text/plain'],
    ['User-Agent', 'x'],
    ['X-Ok', 'planted\r\nX-Other: 1'],
    ['X-Ok', 'planted\nX'],
    ['X-Ok', 'planted\u0000'],
    ['X-Ok', 'planted ☃'],
    ['X Bad', 'x'],
    ['X-Bad\r\nX', 'x'],
    ['', 'x'],
    ['X-Long', 'planted'.repeat(600)],
  ]
  for (const [name, value] of headers) {
    const { code, answer } = await refused(server, 'POST', `${path}/subscriptions`, {
      body: { url: receiver.url, event_types: ['a.b'], headers: { [name]: value } },
    })
    assert.equal(code, 'body-invalid', name)
    assert.ok(!answer.text.includes('planted'), answer.text)
  }
  const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`X-${index}`, 'v']))
  for (const given of [many, { 'X-Twice': '1', 'x-twice': '2' }]) {
    const { code } = await refused(server, 'POST', `${path}/subscriptions`, {
      body: { url: receiver.url, event_types: ['a.b'], headers: given },
    })
    assert.equal(code, 'body-invalid')
  }
  assert.ok(!server.log.includes('planted'))
  await assertNothingStored(server)
})

test('event types of a subscription are exact names, prefixes or everything', async (t) => {
  const server = await world(t)
  const receiver = await startReceiver(t)
  const wrong = [[], ['a*'], ['*.a'], ['a.*.b'], ['a..*'], ['**'], ['a b'], ['a.b', 'a.b'], 'a.b']
  for (const types of [...wrong, Array.from({ length: 201 }, (_, index) => `t${index}`)]) {
    const { code } = await refused(server, 'POST', `${path}/subscriptions`, {
      body: { url: receiver.url, event_types: types },
    })
    assert.equal(code, 'body-invalid', JSON.stringify(types).slice(0, 60))
  }
  await assertNothingStored(server)
})

test('an unknown path and an unknown method are told apart', async (t) => {
  const server = await world(t)
  assert.equal((await refused(server, 'GET', '/v1/nothing')).code, 'route-unknown')
  assert.equal((await refused(server, 'GET', '/nothing')).code, 'route-unknown')
  const wrong = await refused(server, 'PUT', `${path}/events`)
  assert.equal(wrong.code, 'method-not-allowed')
  assert.equal(wrong.answer.headers.get('allow'), 'GET, POST')
})

test('no answer repeats the key that it was called with', async (t) => {
  const server = await world(t)
  const key = 'planted-wrong-key-0123456789abcdefghijk'
  const { answer } = await refused(server, 'GET', path, { key })
  assert.ok(!answer.text.includes(key))
  assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer/)
  const none = await called(server, 'GET', path, { key: null })
  assert.equal(none.json.code, 'key-missing')
  assert.ok(!server.log.includes(key))
})
