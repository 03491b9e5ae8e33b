/**
 * Handing in an event is answered ahead of the router, or by it where the request is not of the
 * plainest kind: nobody can tell which.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { operatorKey, startServer, type RunningServer } from '../world/running-server.ts'
import { called } from './documented-calls.ts'

const path = '/v1/tenants/acme/events'

interface Case {
  readonly what: string
  readonly body: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
  readonly status: number
}

const event = '{"type":"contact.changed","data":{"a":1}}'
const idempotent = { 'idempotency-key': 'k' }
const cases: readonly Case[] = [
  { what: 'an event', body: event, status: 202 },
  { what: 'a key used first', body: event, headers: idempotent, status: 202 },
  { what: 'the key again', body: event, headers: idempotent, status: 202 },
  {
    what: 'the key with another body',
    body: '{"type":"a.b","data":{}}',
    headers: idempotent,
    status: 409,
  },
  { what: 'no JSON', body: '{"type":', status: 400 },
  { what: 'no UTF-8', body: Buffer.from([0x7b, 0xff, 0x7d]), status: 400 },
  { what: 'an unknown field', body: '{"type":"a.b","data":{},"tpye":1}', status: 422 },
  { what: 'data that is no object', body: '{"type":"a.b","data":[]}', status: 422 },
  {
    what: 'too deep',
    body: `{"type":"a.b","data":${'{"a":'.repeat(80)}1${'}'.repeat(81)}`,
    status: 400,
  },
  { what: 'a malformed key', body: event, headers: { 'idempotency-key': 'ä' }, status: 400 },
]

test('an event is answered alike ahead of the router and by it', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('acme')
  await server.makeTenant('other')
  for (const { what, body, headers, status } of cases) {
    const ahead = await send(server, { tenant: 'acme', body, ...(headers && { headers }) })
    const routed = await send(server, {
      tenant: 'other',
      body,
      headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    })
    assert.equal(ahead.status, routed.status, what)
    assert.deepEqual(withoutIds(ahead.text), withoutIds(routed.text), what)
    const kinds = [ahead, routed].map((answer) => answer.headers.get('content-type'))
    assert.equal(kinds[0], kinds[1], what)
    if (status < 400) assert.equal(ahead.status, status, what)
    else assert.ok(ahead.status >= 400 && ahead.status < 500, `${what}: ${ahead.status}`)
  }
})

test('what is not of the plainest kind is the router’s: refused as ever', async (t) => {
  const server = await startServer(t)
  const tenant = await server.makeTenant('acme')
  const plain = { 'content-type': 'application/json' }
  const refusals: readonly (readonly [string, () => Promise<{ status: number }>, number])[] = [
    ['no key', () => called(server, 'POST', path, { body: event, key: null, headers: plain }), 401],
    ['a wrong key', () => called(server, 'POST', path, { body: event, key: 'nobody' }), 401],
    [
      'a key that only reads',
      () => called(server, 'POST', path, { body: event, key: tenant.read }),
      403,
    ],
    [
      'an unknown tenant',
      () => called(server, 'POST', '/v1/tenants/nobody/events', { body: event }),
      404,
    ],
    ['an empty body', () => called(server, 'POST', path, { body: '', headers: plain }), 400],
    [
      'a body that is too large',
      () =>
        called(server, 'POST', path, {
          body: `{"type":"a","data":{"a":"${'x'.repeat(2 ** 20)}"}}`,
        }),
      413,
    ],
    [
      'another content type',
      () =>
        called(server, 'POST', path, { body: event, headers: { 'content-type': 'text/plain' } }),
      415,
    ],
  ]
  for (const [what, call, status] of refusals) assert.equal((await call()).status, status, what)
  const dry = await called(server, 'POST', `${path}?dry_run=true`, { body: event })
  assert.equal(dry.status, 200)
})

function send(
  server: RunningServer,
  request: {
    readonly tenant: string
    readonly body: string | Buffer
    readonly headers?: Readonly<Record<string, string>>
  },
): Promise<Response & { text: string }> {
  return fetch(`${server.url}/v1/tenants/${request.tenant}/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${operatorKey}`,
      'content-type': 'application/json',
      ...request.headers,
    },
    body: request.body as never,
  }).then(async (reply) => Object.assign(reply, { text: await reply.text() }) as never)
}

/** Ids of events and requests are each call's own. */
const withoutIds = (text: string): string =>
  text.replace(/evt_[0-9a-f-]+/g, 'evt').replace(/urn:posthorn:request:[0-9a-z-]+/g, 'urn')
