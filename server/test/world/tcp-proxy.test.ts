import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { test } from 'node:test'
import { TcpProxy } from './tcp-proxy.ts'

test('of connections made in silence the server hears nothing, then or later', async () => {
  const server = createServer((socket) => socket.pipe(socket))
  let takenCount = 0
  server.on('connection', () => (takenCount += 1))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const proxy = await TcpProxy.start((server.address() as AddressInfo).port)
  const reach = () => connect(proxy.port, '127.0.0.1').on('error', () => undefined)
  try {
    proxy.swallow()
    const silent = reach()
    await once(silent, 'connect')
    silent.write('one')
    await proxy.restore()
    const heard = reach()
    heard.write('two')
    assert.equal(String((await once(heard, 'data'))[0]), 'two')
    assert.equal(takenCount, 1)
    silent.destroy()
    heard.destroy()
  } finally {
    await proxy.close()
    server.close()
  }
})
