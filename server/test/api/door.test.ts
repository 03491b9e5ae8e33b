/** What the door does with requests before any operation sees them, and while the service stops. */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { problemTexts } from '../../src/api/problems.ts'
import { operatorKey, startServer, type RunningServer } from '../world/running-server.ts'
import { called, done, refused } from './documented-calls.ts'

/** Sends bytes as they are and answers everything that comes back until the connection ends. */
function exchange(server: RunningServer, bytes: string): Promise<string> {
  const { hostname, port } = new URL(server.url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    let text = ''
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
}

test('what is not HTTP gets an answer as a problem and loses its connection', async (t) => {
  const server = await startServer(t)
  const cases: readonly (readonly [string, RegExp])[] = [
    ['nonsense\r\n\r\n', /^HTTP\/1\.1 400 [^]*request-malformed/],
    [
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
      /^HTTP\/1\.1 431 [^]*headers-too-large/,
    ],
    [
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n',
      /^HTTP\/1\.1 400 /,
    ],
    ['GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n', /^HTTP\/1\.1 400 /],
  ]
  for (const [bytes, expected] of cases) {
    const text = await exchange(server, bytes)
    assert.match(text, expected)
    assert.match(text, /connection: close/i)
  }
  await done(server, 'GET', '/healthz')
})

test('a path that is no percent-encoding, or has a part that is too long, is refused', async (t) => {
  const server = await startServer(t)
  assert.equal((await refused(server, 'GET', '/v1/tenants/%zz')).code, 'request-malformed')
  const long = `/v1/tenants/${'x'.repeat(600)}`
  assert.equal((await refused(server, 'GET', long)).code, 'path-too-long')
})

test('nobody without a key is waited for with a body', async (t) => {
  const server = await startServer(t)
  const head =
    'POST /v1/tenants HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n'
  const { hostname, port } = new URL(server.url)
  const first = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${head}\r\n{`))
    socket.once('data', (chunk: Buffer) => {
      resolve(chunk.toString())
      socket.destroy()
    })
    socket.on('error', reject)
  })
  assert.match(first, /^HTTP\/1\.1 401 /)
})

test('every problem names its request, and no two requests share a name', async (t) => {
  const server = await startServer(t)
  const names = new Set<string>()
  for (let call = 0; call < 5; call += 1) {
    names.add((await called(server, 'GET', '/v1/nothing')).json.instance)
  }
  assert.equal(names.size, 5)
  for (const name of names) assert.match(name, /^urn:posthorn:request:[0-9a-f]{12}-[0-9a-z]+$/)
})

test('the address of every problem answers what it means', async (t) => {
  const server = await startServer(t)
  const { json } = await called(server, 'GET', '/v1/tenants/nobody')
  const meaning = await done(server, 'GET', json.type, { key: null })
  assert.equal(meaning.code, 'tenant-unknown')
  assert.equal(meaning.status, 404)
  for (const [code, text] of Object.entries(problemTexts)) {
    const shown = await done(server, 'GET', `/v1/problems/${code}`, { key: null })
    assert.deepEqual([shown.code, shown.status, shown.title], [code, text.status, text.title])
  }
  const unknown = await refused(server, 'GET', '/v1/problems/constructor')
  assert.equal(unknown.code, 'problem-unknown')
})

test('health, readiness and the document need no key; metrics need the operator’s', async (t) => {
  const server = await startServer(t)
  for (const path of ['/healthz', '/readyz', '/v1/openapi.json']) {
    await done(server, 'GET', path, { key: null })
  }
  assert.equal((await refused(server, 'GET', '/metrics', { key: null })).code, 'key-missing')
  const metrics = await server.call('GET', '/metrics')
  assert.match(metrics.headers.get('content-type') ?? '', /^text\/plain/)
  assert.match(metrics.text, /^posthorn_\w+/m)
})

test('a request under way when the service stops is answered, and its connection ended', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  const { hostname, port } = new URL(server.url)
  const body = '{"type":"a.b","data":{}}'
  const socket = connect(Number(port), hostname)
  let text = ''
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  // A request whose body is half there when the stop begins; the first one proves that it arrived.
  socket.write('GET /readyz HTTP/1.1\r\nhost: x\r\n\r\n')
  await new Promise<void>((resolve) => socket.once('data', () => resolve()))
  assert.match(text, /^HTTP\/1\.1 200 /)
  text = ''
  socket.write(
    `POST /v1/tenants/Cust1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${operatorKey}\r\n` +
      `content-type: application/json\r\ncontent-length: ${body.length}\r\nexpect: 100-continue\r\n\r\n`,
  )
  await new Promise<void>((resolve) => socket.once('data', () => resolve()))
  assert.match(text, /^HTTP\/1\.1 100 /)
  text = ''
  const stopped = server.service.stop(5_000)
  socket.write(body)
  await closed
  await stopped
  assert.match(text, /^HTTP\/1\.1 (202|503) /)
  assert.match(text, /connection: close/i)
  await assert.rejects(server.call('GET', '/healthz'))
})

test('a request that never ends does not keep the service from stopping', async (t) => {
  const server = await startServer(t)
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  socket.write(
    `POST /v1/tenants HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${operatorKey}\r\n` +
      'content-type: application/json\r\ncontent-length: 100\r\nexpect: 100-continue\r\n\r\n',
  )
  await new Promise<void>((resolve) => socket.once('data', () => resolve()))
  const startedAt = performance.now()
  await server.service.stop(500)
  await closed
  assert.ok(performance.now() - startedAt < 5_000)
})
