/** What one connection may make us hold: requests ahead of their answers, and unwanted bodies. */
import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { test, type TestContext } from 'node:test'
import { unansweredMax } from '../../src/api/unanswered-limit.ts'
import { operatorKey, startServer, type RunningServer } from '../world/running-server.ts'

/** A connection that has sent these bytes and reads nothing by itself. */
async function sentTo(t: TestContext, server: RunningServer, bytes: string): Promise<Socket> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  t.after(() => socket.destroy())
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  socket.write(bytes)
  return socket
}

/** What comes back until the other side closes, or until `enough` says so. */
async function readFrom(socket: Socket, enough: (text: string) => boolean): Promise<string> {
  let text = ''
  await new Promise<void>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (enough(text)) resolve()
    })
    socket.on('close', () => resolve())
  })
  return text
}

const answerCount = (text: string): number => text.split('HTTP/1.1 ').length - 1

const event = '{"type":"a.b","data":{}}'
const kinds = [
  ['by the router', 'GET /v1/openapi.json HTTP/1.1\r\nhost: x\r\n\r\n'],
  ['with an odd wish', 'GET /v1/openapi.json HTTP/1.1\r\nhost: x\r\nexpect: tea\r\n\r\n'],
  [
    'ahead of it',
    `POST /v1/tenants/Cust1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${operatorKey}\r\n` +
      `content-type: application/json\r\ncontent-length: ${event.length}\r\n\r\n${event}`,
  ],
] as const

for (const [where, request] of kinds) {
  test(`answered ${where}: a few requests may be sent ahead, and one more ends the connection`, async (t) => {
    const server = await startServer(t)
    await server.makeTenant('Cust1')
    // The operator's key is proven from here on, so that events go the short way.
    await server.done('GET', '/v1/tenants/Cust1')
    const few = await sentTo(t, server, request.repeat(unansweredMax))
    const text = await readFrom(few, (soFar) => answerCount(soFar) === unansweredMax)
    assert.equal(answerCount(text), unansweredMax)
    assert.equal(few.destroyed, false)
    few.write(request)
    await readFrom(few, (soFar) => answerCount(soFar) === 1)

    const many = await sentTo(t, server, request.repeat(unansweredMax + 1))
    const cut = await readFrom(many, () => false)
    assert.ok(answerCount(cut) <= unansweredMax)
    await server.done('GET', '/healthz')
  })
}

test('forty connections that ask and never read are cut, and leave next to nothing behind', async (t) => {
  const server = await startServer(t)
  await server.done('GET', '/v1/openapi.json')
  const [[, request]] = kinds
  const before = process.memoryUsage()
  const sockets = await Promise.all(
    Array.from({ length: 40 }, () => sentTo(t, server, request.repeat(1_500))),
  )
  const closed = sockets.map(
    (socket) => new Promise<void>((resolve) => socket.on('close', () => resolve())),
  )
  for (const socket of sockets) socket.resume()
  await Promise.all(closed)
  const after = process.memoryUsage()
  const grown = after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed
  assert.ok(grown < 150 * 1024 * 1024, `${grown} bytes more`)
  await server.done('GET', '/healthz')
})

test('a body for an unknown path or a wrong method is refused unread', async (t) => {
  const server = await startServer(t)
  for (const [line, status] of [
    ['POST /nope', 404],
    ['PUT /v1/tenants', 405],
    ['PUT /metrics', 405],
  ] as const) {
    const head = `${line} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n`
    for (const framing of ['content-length: 1048576', 'transfer-encoding: chunked']) {
      // Its body never comes, so whoever waits for it never answers.
      const socket = await sentTo(t, server, `${head}${framing}\r\n\r\n`)
      const text = await readFrom(socket, () => false)
      assert.match(text, new RegExp(`^HTTP/1[.]1 ${status} `))
      assert.match(text, /\r\nconnection: close\r\n/i)
    }
    const small = await sentTo(t, server, `${head}content-length: 2\r\n\r\n{}`.repeat(2))
    const text = await readFrom(small, (soFar) => answerCount(soFar) === 2)
    assert.equal(answerCount(text), 2, 'a small one is thrown away and the connection stays')
  }
})
