/**
 * What every receiver has to do on a real server of its kind, over a real connection. A file for each
 * kind starts the server; the guarantees are the same.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type IncomingMessage, request as open, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import {
  createMemorySeenStore,
  createStandardWebhooksVerifier,
  createTenantStatusVerifier,
  type ReceivedWebhook,
  type ReceiverOptions,
  RetryLaterError,
  type VerifiedWebhook,
} from '../src/index.ts'
import {
  signStandardWebhooksRequest,
  signTenantStatusRequest,
  type StandardWebhooksSample,
  testIssuer,
} from '../src/testing.ts'

export interface Events {
  readonly 'contact.changed': { readonly id: number }
  readonly 'contact.deleted': { readonly reason: string }
}

export const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** Starts a server with one route, `/webhooks`, and says where. */
export type StartReceiver = <Webhook extends ReceivedWebhook>(
  t: TestContext,
  options: ReceiverOptions<Webhook>,
) => Promise<string>

/** Where a server listens on loopback, until the test ends. */
export async function listening(t: TestContext, server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`
}

type Reported = readonly [code: unknown, status: number, id: string | null]

export interface Endpoint {
  readonly url: string
  readonly received: VerifiedWebhook<Events>[]
  readonly reported: Reported[]
  /** Signs a request and posts it. */
  readonly post: (sample?: Partial<StandardWebhooksSample>) => Promise<Response>
}

type Other = Partial<ReceiverOptions<VerifiedWebhook<Events>>>

export async function startEndpoint(
  t: TestContext,
  start: StartReceiver,
  other: Other = {},
): Promise<Endpoint> {
  const received: VerifiedWebhook<Events>[] = []
  const reported: Reported[] = []
  const url = await start(t, {
    verifier: createStandardWebhooksVerifier<Events>({ secrets: secret }),
    receive: (webhook) => received.push(webhook),
    report: (error, { status, id }) =>
      reported.push([(error as { code?: string }).code ?? String(error), status, id]),
    ...other,
  })
  const post: Endpoint['post'] = async (sample) =>
    fetch(url, await signStandardWebhooksRequest({ secrets: secret, ...sample }))
  return { url, received, reported, post }
}

const textOf = async (response: Response) => [response.status, await response.text()]

/** A request whose body is written by hand, and may never end. */
function openRequest(url: string, headers: Readonly<Record<string, string>>) {
  const request = open(url, { method: 'POST', headers: { ...headers } })
  const answered = once(request, 'response').then(([response]) => response as IncomingMessage)
  return { request, answered }
}

export function testReceiver(name: string, start: StartReceiver): void {
  test(`${name}: a genuine webhook is received as it was sent, and answered with 200`, async (t) => {
    const { post, received, reported } = await startEndpoint(t, start)
    const body =
      '{ "type":"contact.changed",  "timestamp":"2026-07-03T09:15:42Z","data":{"id":1.0} }'
    assert.deepEqual(await textOf(await post({ body, id: 'evt_1' })), [200, ''])
    const [webhook] = received
    assert.equal(webhook?.id, 'evt_1')
    // Compiles only while the type tells the data apart.
    const { event } = webhook
    assert.equal(event?.type === 'contact.changed' && event.data.id, 1)
    assert.deepEqual(reported, [])
  })

  test(`${name}: a body with characters beyond ASCII and one near the limit are received`, async (t) => {
    const { post, received } = await startEndpoint(t, start)
    for (const text of ['Zoë ☃', 'x'.repeat(1_000_000)]) {
      assert.equal((await post({ members: { data: { text } } })).status, 200)
      assert.deepEqual(received.at(-1)?.event?.data, { text })
    }
  })

  test(`${name}: what is not proven is answered with 401, what cannot be read with 400`, async (t) => {
    const { url, post, received, reported } = await startEndpoint(t, start)
    const other = await post({ secrets: 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=' })
    const [status, text] = await textOf(other)
    assert.equal(status, 401)
    assert.equal(other.headers.get('content-type')?.split(';')[0], 'application/json')
    assert.equal((JSON.parse(String(text)) as { error: string }).error, 'NO_MATCH')
    assert.equal((await fetch(url, { method: 'POST', body: '{}' })).status, 401)
    assert.equal((await post({ atMs: Date.now() - 400_000 })).status, 401)
    assert.equal((await post({ body: '{not json' })).status, 400)
    assert.deepEqual(received, [])
    const codes = reported.map(([code]) => code)
    assert.deepEqual(codes, ['NO_MATCH', 'MISSING_HEADER', 'TOO_OLD', 'BODY_NOT_JSON'])
  })

  test(`${name}: a body over the limit is answered with 413, whether or not it says its length`, async (t) => {
    const { url, post, received, reported } = await startEndpoint(t, start, { bodyBytesMax: 500 })
    assert.equal((await post({ members: { data: 'x'.repeat(500) } })).status, 413)
    const { request, answered } = openRequest(url, { 'content-type': 'application/json' })
    request.on('error', () => null)
    request.write('x'.repeat(300))
    request.write('x'.repeat(300))
    assert.equal((await answered).statusCode, 413)
    request.destroy()
    assert.deepEqual(
      reported.map(([code]) => code),
      ['BODY_TOO_LARGE', 'BODY_TOO_LARGE'],
    )
    assert.deepEqual(received, [])
  })

  test(`${name}: a body that does not come in time is answered with 408`, async (t) => {
    const { url, reported } = await startEndpoint(t, start, { bodyTimeoutMs: 50 })
    const { request, answered } = openRequest(url, { 'content-type': 'application/json' })
    request.on('error', () => null)
    request.write('{')
    assert.equal((await answered).statusCode, 408)
    request.destroy()
    assert.deepEqual(reported, [['BODY_TOO_SLOW', 408, null]])
  })

  test(`${name}: a sender that goes away in the middle of the body is reported, and the next one is served`, async (t) => {
    const { promise: cut, resolve } = Promise.withResolvers<unknown>()
    const report = (error: unknown): void => resolve((error as { code?: string }).code)
    const { url, post } = await startEndpoint(t, start, { report })
    const { request, answered } = openRequest(url, { 'content-type': 'application/json' })
    answered.catch(() => null)
    request.on('error', () => null)
    request.write('{', () => request.destroy())
    assert.equal(await cut, 'BODY_CUT_OFF')
    assert.equal((await post()).status, 200)
  })

  test(`${name}: where the receiver throws, the answer is 500 without a reason, and the repeat is received`, async (t) => {
    let callCount = 0
    const { post, reported } = await startEndpoint(t, start, {
      seen: createMemorySeenStore(),
      receive: async () => {
        callCount += 1
        if (callCount === 1) throw new Error('the password of the database is x')
      },
    })
    const expected = [500, '{"error":"RECEIVER_FAILED"}']
    assert.deepEqual(await textOf(await post({ id: 'evt_1' })), expected)
    assert.deepEqual(reported, [['Error: the password of the database is x', 500, 'evt_1']])
    for (const _ of [2, 3]) assert.equal((await post({ id: 'evt_1' })).status, 200)
    assert.equal(callCount, 2)
  })

  test(`${name}: what is to come later is answered with 503 and how long to wait`, async (t) => {
    const { post } = await startEndpoint(t, start, {
      receive: () => {
        throw new RetryLaterError('the database is being moved', 29.5)
      },
    })
    const answer = await post()
    assert.deepEqual(await textOf(answer), [503, '{"error":"RETRY_LATER"}'])
    assert.equal(answer.headers.get('retry-after'), '30')
  })

  test(`${name}: while an issuer's keys cannot be had the answer is 503`, async (t) => {
    const url = await start(t, {
      verifier: createTenantStatusVerifier({
        issuers: testIssuer.url,
        clientIds: 'app',
        fetch: () => Promise.reject(new Error('no network')),
      }),
      receive: () => assert.fail(),
      report: () => null,
    })
    const answer = await fetch(url, await signTenantStatusRequest({ clientId: 'app' }))
    assert.deepEqual(await textOf(answer), [503, '{"error":"KEYS_UNAVAILABLE"}'])
  })

  test(`${name}: a repeat is answered with 200 and received once, and a test event not at all`, async (t) => {
    const { post, received } = await startEndpoint(t, start, { seen: createMemorySeenStore() })
    const ping = { type: 'posthorn.test', data: { test: true } }
    for (const sample of [{ id: 'a' }, { id: 'b' }, { id: 'a' }, { id: 'c', members: ping }]) {
      assert.equal((await post(sample)).status, 200)
    }
    assert.deepEqual(
      received.map(({ id }) => id),
      ['a', 'b'],
    )
  })
}
