/**
 * Many tenants behind one origin: what is said to one is never taken for an answer to another,
 * nobody takes all of its connections, and nobody waits for one without end.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import {
  type Gateway,
  hostileBehaviours,
  openGateway,
  openHostileReceiver,
} from '../../../test/world/hostile-receiver.ts'
import type { Reply } from '../../domain/message.ts'
import type { Dispatcher, SendOptions } from '../../ports/dispatcher.ts'
import { createHttpDispatcher, type HttpDispatcherOptions } from './http-dispatcher.ts'

const timeoutMs = 5_000
const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
const no = 'HTTP/1.1 500 NO\r\nContent-Length: 2\r\n\r\nno'
const stray = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nSTRAY'

const strayWays = {
  'in one breath with it': (socket: Socket) => socket.write(ok + stray),
  'right after it': (socket: Socket) => socket.write(ok, () => socket.write(stray)),
  'a turn later': (socket: Socket) =>
    socket.write(ok, () => setImmediate(() => socket.write(stray))),
  'a moment later': (socket: Socket) => {
    socket.write(ok)
    setTimeout(() => socket.write(stray), 2)
  },
}

for (const [when, strays] of Object.entries(strayWays)) {
  test(`no tenant's message is answered by what a gateway said ${when} to another's`, async () => {
    await inWorld(strays, async (gateway, dispatcher) => {
      const sent = Array.from({ length: 400 }, (_, number) => {
        const isRefused = number % 2 === 0
        const options = { isolation: isRefused ? 1 : 2 }
        return send(dispatcher, gateway, isRefused ? '/refuses' : '/strays', options)
      })
      const refused = (await Promise.all(sent)).filter((_, number) => number % 2 === 0)
      for (const reply of refused) assert.equal(reply.kind === 'answered' && reply.status, 500)
    })
  })
}

for (const when of ['in one breath with it', 'right after it', 'a turn later'] as const) {
  test(`what a receiver says ${when} does not answer its own next message either`, async () => {
    await inWorld(strayWays[when], async (gateway, dispatcher) => {
      for (let round = 0; round < 20; round += 1) {
        await send(dispatcher, gateway, '/strays')
        const reply = await send(dispatcher, gateway, '/refuses')
        assert.equal(reply.kind === 'answered' && reply.status, 500)
      }
    })
  })
}

test('any byte on an idle connection ends it', async () => {
  const closed: Promise<unknown>[] = []
  const server = createServer((socket) => {
    closed.push(once(socket, 'close'))
    socket.on('error', () => socket.destroy())
    socket.once('data', () => socket.write(ok, () => setTimeout(() => socket.write('\r\n'), 20)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const dispatcher = open()
  const first = await send(dispatcher, { origin }, '/')
  await closed[0]
  const second = await send(dispatcher, { origin }, '/')
  assert.deepEqual([first.kind, second.kind, closed.length], ['answered', 'answered', 2])
  await dispatcher.close()
  server.close()
})

test('a connection is used again by the same tenant and by no other', async () => {
  await inWorld(strayWays['in one breath with it'], async (gateway, dispatcher) => {
    for (const isolation of [1, 2, 1, 2, 3, 1]) {
      await send(dispatcher, gateway, `/${isolation}`, { isolation })
    }
    assert.deepEqual(gateway.connections, [['/1', '/1', '/1'], ['/2', '/2'], ['/3']])
  })
})

test('the messages on their way to an origin are bounded over all tenants', async () => {
  let runningCount = 0
  let runningCountMax = 0
  const slow = (socket: Socket): void => {
    runningCount += 1
    runningCountMax = Math.max(runningCountMax, runningCount)
    setImmediate(() => {
      runningCount -= 1
      socket.write(ok)
    })
  }
  const act = async (gateway: Gateway, dispatcher: Dispatcher): Promise<void> => {
    const sent = Array.from({ length: 200 }, (_, number) =>
      send(dispatcher, gateway, '/strays', { isolation: number % 10 }),
    )
    for (const reply of await Promise.all(sent)) assert.equal(reply.kind, 'answered')
    assert.ok(runningCountMax <= 3)
    assert.equal(gateway.connections.length, 10, 'one a tenant, kept')
  }
  await inWorld(slow, act, { connectionsPerOriginMax: 3 })
})

test('of the idle connections to an origin the oldest makes room for another tenant', async () => {
  const act = async (gateway: Gateway, dispatcher: Dispatcher): Promise<void> => {
    const tenants = Array.from({ length: 17 }, (_, number) => number)
    for (const isolation of [...tenants, 2, 0]) {
      await send(dispatcher, gateway, `/${isolation}`, { isolation })
    }
    assert.deepEqual(gateway.connections[0], ['/0'])
    assert.deepEqual(gateway.connections[2], ['/2', '/2'])
    assert.deepEqual(gateway.connections[17], ['/0'])
    assert.ok(gateway.openCountMax() <= 17, 'sixteen, and one that is just being closed')
  }
  await inWorld(() => {}, act, { connectionsPerOriginMax: 1 })
})

test('tests leave connections to the deliveries, however many there are', async () => {
  await inWorld(
    () => {},
    async (gateway, dispatcher) => {
      const tests = Array.from({ length: 5 }, () =>
        send(dispatcher, gateway, '/hangs', { isTest: true, timeoutMs: 300 }),
      )
      const deliveries = [1, 2, 3].map((isolation) =>
        send(dispatcher, gateway, '/', { isolation, timeoutMs }),
      )
      const first = await Promise.race([...tests, ...deliveries])
      assert.equal(first.kind, 'answered')
      for (const reply of await Promise.all(deliveries)) assert.equal(reply.kind, 'answered')
      for (const reply of await Promise.all(tests)) assert.equal(reply.kind, 'unreached')
      assert.equal(gateway.connections.flat().filter((path) => path === '/hangs').length, 5)
    },
    { connectionsPerOriginMax: 4 },
  )
})

test('a wait for a connection has an end, which is not blamed on the receiver', async () => {
  const receiver = await openHostileReceiver(hostileBehaviours['never answers'])
  const dispatcher = open({ connectionsPerOriginMax: 1, waitMsMax: 100 })
  const first = send(dispatcher, receiver, '/', { timeoutMs: 1_000 })
  const startedAtMs = performance.now()
  await assert.rejects(send(dispatcher, receiver, '/'), /came free within 100 ms/)
  await assert.rejects(send(dispatcher, receiver, '/', { isTest: true }), { name: 'NoConnection' })
  assert.ok(performance.now() - startedAtMs < 900, 'both before the first has ended')
  assert.equal((await first).kind, 'unreached')
  assert.equal(receiver.requestCount(), 1)
  await dispatcher.close()
  await receiver.close()
})

test('no more tests wait for an origin than people could', async () => {
  const receiver = await openHostileReceiver(hostileBehaviours['never answers'])
  const dispatcher = open({ connectionsPerOriginMax: 1, waitMsMax: 200 })
  const tests = Array.from({ length: 102 }, () =>
    send(dispatcher, receiver, '/', { isTest: true, timeoutMs: 400 }),
  )
  await assert.rejects(tests[101] ?? Promise.resolve(), {
    name: 'NoConnection',
    message: /100 tests wait/,
  })
  await Promise.allSettled(tests)
  await dispatcher.close()
  await receiver.close()
})

async function inWorld(
  strays: (socket: Socket) => void,
  act: (gateway: Gateway, dispatcher: Dispatcher) => Promise<void>,
  options: Partial<HttpDispatcherOptions> = {},
): Promise<void> {
  const gateway = await openGateway((path, socket) => {
    if (path === '/strays') strays(socket)
    else if (path === '/refuses') socket.write(no)
    else if (path !== '/hangs') socket.write(ok)
  })
  const dispatcher = open(options)
  try {
    await act(gateway, dispatcher)
  } finally {
    await dispatcher.close()
    await gateway.close()
  }
}

function open(options: Partial<HttpDispatcherOptions> = {}): Dispatcher {
  return createHttpDispatcher({
    allowTargets: ['127.0.0.0/8'],
    allowHttp: true,
    extraCaPem: null,
    replyBytesMax: 64 * 1024,
    idleSocketsMax: 100,
    ...options,
  })
}

function send(
  dispatcher: Dispatcher,
  { origin }: { readonly origin: string },
  path: string,
  options: Partial<SendOptions> = {},
): Promise<Reply> {
  const message = {
    method: 'POST',
    url: origin + path,
    headers: [],
    body: Buffer.from('{}'),
  } as const
  return dispatcher.send(message, { timeoutMs, ...options })
}
