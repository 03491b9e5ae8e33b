import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { test, type TestContext } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { openManageWorld } from '../../test/world/manage-world.ts'
import { readConfig } from '../config.ts'
import { noApps } from '../../test/world/no-apps.ts'
import { createApi } from './server.ts'
import { unprovenBodyMsMax } from './unproven-bodies.ts'

const path = '/Cust1/Remote/Services88/Webhook.svc'
const operatorKey = 'o'.repeat(40)
const announced = 1024 * 1024
const expectation = `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: ${announced}\r\nExpect: 100-continue\r\n\r\n`

async function openDoor(t: TestContext) {
  const { ports, pipeline, clock } = await openManageWorld(t)
  const read = readConfig({ POSTHORN_LISTEN: '127.0.0.1:0' })
  if (read.kind === 'refused') throw new Error(read.faults.join())
  const api = createApi({
    ...noApps,
    ports,
    pipeline,
    config: read.config,
    operatorKey,
    connectionsMax: 1_000,
    metrics: async () => ({ contentType: 'text/plain', text: '' }),
  })
  const sockets: Socket[] = []
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    return api.close(0)
  })
  const { url, port } = await api.listen()
  const call = async (body: string, extra: Record<string, string> = {}): Promise<number> => {
    const headers = { 'content-type': 'text/xml', ...extra }
    return (await fetch(url + path, { method: 'POST', headers, body })).status
  }
  /** A caller without a key whose body the server has begun to await. */
  const announce = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    sockets.push(socket)
    socket.write(expectation)
    await once(socket, 'data')
    return socket
  }
  return { clock, call, announce }
}

test('who announces much without a key and sends it byte by byte takes no room from others', async (t) => {
  const { call, announce } = await openDoor(t)
  for (let count = 0; count < 100; count += 1) (await announce()).write('<')
  assert.equal(await call('<a/>'), 400)
})

test('of bodies without a key so much is taken in at once and no more, until their callers go', async (t) => {
  const { call, announce } = await openDoor(t)
  const sockets = await Promise.all(Array.from({ length: 32 }, announce))
  for (const socket of sockets) socket.write(Buffer.alloc(announced - 1, 'a'))
  const body = 'a'.repeat(1_000)
  while ((await call(body)) !== 503) await setImmediate()
  assert.equal(await call(body, { authorization: `Bearer ${operatorKey}` }), 400)
  for (const socket of sockets) socket.destroy()
  while ((await call(body)) !== 400) await setImmediate()
})

test('a body without a key that is not whole in time is answered, and its connection ended', async (t) => {
  const { clock, announce } = await openDoor(t)
  const socket = await announce()
  socket.write('<')
  let text = ''
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await clock.run(unprovenBodyMsMax - 1)
  assert.equal(text, '')
  const closed = once(socket, 'close')
  await clock.run(1)
  await closed
  assert.match(text, /^HTTP\/1\.1 408 [^]*connection: close/i)
})

test('a body without a key that was whole in time may be answered at leisure', async (t) => {
  const { clock, announce } = await openDoor(t)
  const socket = await announce()
  const answered = once(socket, 'data')
  socket.write(Buffer.alloc(announced, 'a'))
  assert.match(String(await answered), /^HTTP\/1\.1 400 /)
  await clock.run(unprovenBodyMsMax)
  assert.equal(socket.destroyed, false)
})
