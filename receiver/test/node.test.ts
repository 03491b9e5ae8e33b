import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import { test } from 'node:test'
import { createNodeReceiver } from '../src/node.ts'
import { listening, startEndpoint, type StartReceiver, testReceiver } from './receiver-suite.ts'

const start: StartReceiver = (t, options) => {
  const receive = createNodeReceiver(options)
  return listening(
    t,
    createServer((request, response) => void receive(request, response)),
  )
}

testReceiver('node:http', start)

test('node:http: another method than POST is answered with 405, and no body is read', async (t) => {
  const { url, reported } = await startEndpoint(t, start)
  const answer = await fetch(url)
  assert.equal(answer.status, 405)
  assert.equal(answer.headers.get('allow'), 'POST')
  assert.deepEqual(reported, [])
})

/** Something before the receiver that works on the request first. */
const behind =
  (before: (request: IncomingMessage) => Promise<object>): StartReceiver =>
  (t, options) => {
    const receive = createNodeReceiver(options)
    const server = createServer((request, response) => {
      void before(request).then((kept) => receive(Object.assign(request, kept), response))
    })
    return listening(t, server)
  }

const bytesOf = async (request: IncomingMessage) => Buffer.concat(await request.toArray())

test('node:http: bytes that something before has kept are taken', async (t) => {
  const keeping = behind(async (request) => ({ rawBody: await bytesOf(request), body: {} }))
  const { post, received } = await startEndpoint(t, keeping, { bodyBytesMax: 1_000 })
  assert.equal((await post()).status, 200)
  assert.equal(received.length, 1)
  assert.equal((await post({ members: { data: 'x'.repeat(1_000) } })).status, 413)
})

test('node:http: a response that something else has sent meanwhile is left alone', async (t) => {
  const { promise: done, resolve } = Promise.withResolvers<void>()
  const answered: StartReceiver = (context, options) => {
    const receive = createNodeReceiver(options)
    const server = createServer((request, response) => {
      response.writeHead(504).end()
      void receive(request, response).then(resolve)
    })
    return listening(context, server)
  }
  const { post } = await startEndpoint(t, answered)
  assert.equal((await post()).status, 504)
  await done
})

test('node:http: a stream that was given an encoding is read all the same', async (t) => {
  const encoding = behind(async (request) => request.setEncoding('utf8') && {})
  const { post, received } = await startEndpoint(t, encoding)
  assert.equal((await post({ members: { data: { name: 'Zoë ☃' } } })).status, 200)
  assert.deepEqual(received[0]?.event?.data, { name: 'Zoë ☃' })
})

test('node:http: a body that something before has read is refused with what to do', async (t) => {
  const said: string[] = []
  const parsing = behind(async (request) => ({
    body: JSON.parse((await bytesOf(request)).toString()) as unknown,
  }))
  const { post } = await startEndpoint(t, parsing, { report: (error) => said.push(String(error)) })
  assert.equal((await post()).status, 500)
  assert.match(said[0] ?? '', /bodyParser: false/)
})

test('node:http: the connection is closed after a body that was not read to its end', async (t) => {
  const { post } = await startEndpoint(t, start, { bodyBytesMax: 10 })
  assert.equal((await post()).headers.get('connection'), 'close')
})
