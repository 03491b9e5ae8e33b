import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { TLSSocket } from 'node:tls'
import { type Leaf, type LocalCa, makeLocalCa } from '../../../test/world/local-ca.ts'
import type { Reply } from '../../domain/message.ts'
import { createHttpDispatcher } from './http-dispatcher.ts'

let ca: LocalCa
let leaf: Leaf
const servers: { close(): void }[] = []

before(() => {
  ca = makeLocalCa()
  leaf = ca.issue()
})

after(() => {
  for (const server of servers) server.close()
})

const head = 'HTTP/1.1 200 OK\r\nConnection: close\r\n'

for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
  for (const size of [0, 5, 60_000]) {
    const untold = `${head}\r\n${'a'.repeat(size)}`

    test(`${version}: a reply without a length of ${size} bytes is whole when TLS is closed`, async () => {
      const reply = await replyTo(version, (socket) => socket.end(untold))
      assert.equal(reply.kind === 'answered' && reply.isWhole, true)
      assert.equal(reply.kind === 'answered' && reply.bodyText.length, Math.min(size, 4_000))
    })

    test(`${version}: a reply without a length of ${size} bytes that TCP alone ends is cut`, async () => {
      const reply = await replyTo(version, (socket, tcp) => socket.write(untold, () => tcp.end()))
      assert.equal(reply.kind === 'unreached' && reply.errorClass, 'reset')
      assert.equal(reply.kind === 'unreached' && reply.hadReplyBytes, true)
    })
  }

  for (const [what, text] of [
    ['length', `${head}Content-Length: 2\r\n\r\nok`],
    ['chunks', `${head}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`],
    ['status', 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n'],
  ] as const) {
    test(`${version}: a reply whose ${what} tells its end is whole however TCP ends`, async () => {
      const reply = await replyTo(version, (socket, tcp) => socket.write(text, () => tcp.end()))
      assert.equal(reply.kind === 'answered' && reply.isWhole, true)
    })
  }
}

async function replyTo(
  version: 'TLSv1.2' | 'TLSv1.3',
  answer: (socket: TLSSocket, tcp: Socket) => void,
): Promise<Reply> {
  const server = createServer((tcp) => {
    const range = { minVersion: version, maxVersion: version }
    const socket = new TLSSocket(tcp, { isServer: true, ...leaf, ...range })
    socket.on('error', () => socket.destroy())
    socket.once('data', () => answer(socket, tcp))
  })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const dispatcher = createHttpDispatcher({
    allowTargets: ['127.0.0.1'],
    allowHttp: false,
    extraCaPem: ca.caPem,
    replyBytesMax: 64 * 1024,
    idleSocketsMax: 10,
  })
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const message = { method: 'POST', url, headers: [], body: Buffer.from('{}') } as const
  const reply = await dispatcher.send(message, { timeoutMs: 5_000 })
  await dispatcher.close()
  return reply
}
