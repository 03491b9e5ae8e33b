import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { test, type TestContext } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { openManageWorld } from '../../test/world/manage-world.ts'
import { noApps } from '../../test/world/no-apps.ts'
import { until } from '../../test/world/until.ts'
import { readConfig } from '../config.ts'
import { operation } from './operation.ts'
import type { ReplyStream } from './reply-stream.ts'
import { createApi } from './server.ts'
import { nativeGroup } from './v1/native-group.ts'

/** Who asks for the stream, and what becomes of it as time goes on. */
async function openProbe(t: TestContext, stream: ReplyStream) {
  const { ports, pipeline, clock } = await openManageWorld(t)
  const read = readConfig({ POSTHORN_LISTEN: '127.0.0.1:0' })
  if (read.kind === 'refused') throw new Error(read.faults.join())
  const probe = operation({
    id: 'probe',
    method: 'GET',
    path: '/v1/probe',
    allow: 'anyone',
    tag: 'Probe',
    summary: 'Goes on.',
    responses: { 200: { description: 'a stream' } },
    handle: () => ({ status: 200, stream }),
  })
  const api = createApi(
    {
      ...noApps,
      ports,
      pipeline,
      config: read.config,
      operatorKey: 'o'.repeat(40),
      connectionsMax: 1_000,
      metrics: async () => ({ contentType: 'text/plain', text: '' }),
    },
    [{ ...nativeGroup, operations: [probe] }],
  )
  const { port } = await api.listen()
  const socket = connect(port, '127.0.0.1').on('error', () => {})
  t.after(async () => {
    socket.destroy()
    await api.close(0)
  })
  const ask = async (): Promise<Socket> => {
    socket.write('GET /v1/probe HTTP/1.1\r\nhost: a\r\n\r\n')
    await once(socket, 'data')
    return socket
  }
  return { clock, ask, api }
}

test('a quiet reader hears a beat every 15 seconds, and stays', async (t) => {
  let beats = 0
  const { clock, ask } = await openProbe(t, {
    contentType: 'text/event-stream',
    begin: (out) => ({
      goOn() {},
      beat() {
        beats += 1
        out.write(':\n\n')
      },
      end() {},
    }),
  })
  const socket = await ask()
  let text = ''
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
  for (const count of [1, 2, 3, 4]) {
    await clock.run(15_000)
    await until(() => text.split(':\n\n').length - 1 === count)
  }
  assert.equal(beats, 4)
  assert.equal(socket.destroyed, false)
})

test('who reads nothing is cut within two beats, and what wrote for it is told', async (t) => {
  let isEnded = false
  let isFull = false
  const { clock, ask } = await openProbe(t, {
    contentType: 'text/event-stream',
    begin(out) {
      const fill = (): void => {
        isFull = !out.write('x'.repeat(1024 * 1024))
      }
      fill()
      return { goOn: fill, beat() {}, end: () => (isEnded = true) }
    },
  })
  const socket = (await ask()).pause()
  // What the kernel takes is not ours to bound; then it stays full.
  let quietRounds = 0
  while (quietRounds < 50) {
    await setImmediate()
    quietRounds = isFull ? quietRounds + 1 : 0
  }
  await clock.run(30_000)
  assert.equal(isEnded, true)
  socket.resume()
  await once(socket, 'close')
})
