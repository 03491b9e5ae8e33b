import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { createFetchReceiver } from '../src/fetch.ts'
import { createStandardWebhooksVerifier } from '../src/index.ts'
import { signStandardWebhooksRequest } from '../src/testing.ts'
import { listening, secret, type StartReceiver, testReceiver } from './receiver-suite.ts'

/** A server that hands on a `Request` and carries out a `Response`, as such runtimes do. */
const start: StartReceiver = (t, options) => {
  const receive = createFetchReceiver(options)
  const server = createServer((incoming, outgoing) => {
    const request = new Request(`http://localhost${incoming.url}`, {
      method: incoming.method ?? 'GET',
      headers: new Headers(incoming.headers as Record<string, string>),
      body: Readable.toWeb(incoming) as ReadableStream,
      duplex: 'half',
    })
    void receive(request).then(async (response) => {
      outgoing.writeHead(response.status, Object.fromEntries(response.headers))
      outgoing.end(await response.text())
    })
  })
  return listening(t, server)
}

testReceiver('fetch', start)

const url = 'https://receiver.test/webhooks'

function receiver(said: string[] = []) {
  return createFetchReceiver({
    verifier: createStandardWebhooksVerifier({ secrets: secret }),
    receive: () => null,
    report: (error) => said.push(String(error)),
  })
}

test('fetch: a Request goes in and a Response comes out, with no server at all', async () => {
  const signed = await signStandardWebhooksRequest({ secrets: secret })
  const answer = await receiver()(new Request(url, signed))
  assert.deepEqual([answer.status, await answer.text()], [200, ''])
})

test('fetch: another method is answered with 405, and a request without a body with 400 or 401', async () => {
  const answer = await receiver()(new Request(url))
  assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'POST'])
  assert.equal((await receiver()(new Request(url, { method: 'POST' }))).status, 401)
})

test('fetch: a body that was read before is refused with what to do', async () => {
  const said: string[] = []
  const request = new Request(url, await signStandardWebhooksRequest({ secrets: secret }))
  const copy = request.clone()
  await request.json()
  assert.equal((await receiver(said)(request)).status, 500)
  assert.match(said[0] ?? '', /request[.]clone\(\)/)
  assert.equal((await receiver()(copy)).status, 200)
})

test('fetch: a stream that breaks is answered with 400', async () => {
  const body = new ReadableStream({ start: (controller) => controller.error(new Error('gone')) })
  const request = new Request(url, { method: 'POST', body, duplex: 'half' })
  assert.equal((await receiver()(request)).status, 400)
})
