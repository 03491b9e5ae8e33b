import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openHostileReceiver, openSilentHost } from '../../../test/world/hostile-receiver.ts'
import { openLoopbackNameServer } from '../../../test/world/loopback-name-server.ts'
import {
  openScriptedEndpoint,
  type ScriptedEndpoint,
  type ScriptedEndpointOptions,
} from '../../../test/world/scripted-endpoint.ts'
import type { Reply } from '../../domain/message.ts'
import type { Dispatcher } from '../../ports/dispatcher.ts'
import { createHttpDispatcher, type HttpDispatcherOptions } from './http-dispatcher.ts'
import { IdleHabit } from './idle-habit.ts'
import { createNameResolver } from './name-resolver.ts'

const timeoutMs = 5_000
const dispatcherPath = join(import.meta.dirname, 'http-dispatcher.ts')
const closers: (() => Promise<void>)[] = []

after(async () => {
  for (const close of closers) await close()
})

test('a connection is kept and used again', async () => {
  const { dispatcher, endpoint } = await open()
  const first = await send(dispatcher, endpoint)
  const second = await send(dispatcher, endpoint)
  assert.equal(endpoint.connectionCount(), 1)
  assert.ok((first.timings.connectMs ?? -1) >= 0)
  assert.ok((first.timings.firstByteMs ?? -1) >= 0)
  assert.equal(first.timings.dnsMs, null, 'an address needs no name server')
  assert.equal(second.timings.connectMs, null, 'and a kept connection no connecting')
})

test('a connection that the receiver will not keep is not used again', async () => {
  const { dispatcher, endpoint } = await open()
  for (let round = 0; round < 3; round += 1) {
    endpoint.answers(200, { headers: { Connection: 'close' } })
    assert.equal((await send(dispatcher, endpoint)).kind, 'answered')
  }
  assert.equal(endpoint.connectionCount(), 3)
})

test('a connection whose time the receiver has told is not used near its end', async () => {
  // It would be kept for two seconds, and the margin is as much.
  const { dispatcher, endpoint } = await open({}, { keepAliveMs: 2_000 })
  await send(dispatcher, endpoint)
  assert.equal((await send(dispatcher, endpoint)).kind, 'answered')
  assert.equal(endpoint.connectionCount(), 2)
})

test('a connection that the receiver has closed while idle is replaced', async () => {
  const { dispatcher, endpoint } = await open()
  await send(dispatcher, endpoint)
  endpoint.closeIdle()
  await endpoint.disconnects(1)
  assert.equal((await send(dispatcher, endpoint)).kind, 'answered')
  assert.equal(endpoint.requests.length, 2)
  assert.equal(endpoint.connectionCount(), 2)
})

test('a request on a kept connection that breaks is reported, not sent again', async () => {
  let isFirst = true
  const receiver = await openHostileReceiver({
    atRequest(socket) {
      socket.write('HTTP/1.1 204 No Content\r\n\r\n')
      if (isFirst) socket.once('data', () => socket.resetAndDestroy())
      isFirst = false
    },
  })
  closers.push(() => receiver.close())
  const { dispatcher } = await open()
  assert.equal((await send(dispatcher, receiver)).kind, 'answered')
  const reply = await send(dispatcher, receiver)
  assert.equal(reply.kind === 'unreached' && reply.errorClass, 'reset')
  assert.equal(receiver.connectionCount(), 1)
  assert.equal((await send(dispatcher, receiver)).kind, 'answered')
})

test('a message that a kept connection can no longer take goes out on a new one', async () => {
  let isFirst = true
  let kept = null as Socket | null
  const receiver = await openHostileReceiver({
    atConnect(socket) {
      if (isFirst) kept = socket
      isFirst = false
    },
    atRequest: (socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n'),
  })
  closers.push(() => receiver.close())
  const { dispatcher } = await open()
  await send(dispatcher, receiver)
  kept?.resetAndDestroy()
  assert.equal((await send(dispatcher, receiver)).kind, 'answered')
  assert.equal(receiver.connectionCount(), 2)
})

test('no more connections are open to one origin than are allowed; the rest wait in order', async () => {
  const { dispatcher, endpoint } = await open({ connectionsPerOriginMax: 3 })
  const answer = Promise.withResolvers<void>()
  for (let count = 0; count < 3; count += 1) endpoint.answers(200, { after: answer.promise })
  const sent = Array.from({ length: 10 }, (_, number) => send(dispatcher, endpoint, `/${number}`))
  await endpoint.receives(3)
  assert.equal(endpoint.connectionCount(), 3)
  answer.resolve()
  for (const reply of await Promise.all(sent)) assert.equal(reply.kind, 'answered')
  assert.equal(endpoint.connectionCount(), 3)
  const later = endpoint.requests.slice(3).map((request) => request.path)
  assert.deepEqual(later.toSorted(), ['/3', '/4', '/5', '/6', '/7', '/8', '/9'])
})

test('those that wait behind a hanging receiver are sent when its deadline frees a connection', async () => {
  const receiver = await openHostileReceiver({ atRequest: () => {} })
  closers.push(() => receiver.close())
  const { dispatcher } = await open({ connectionsPerOriginMax: 2 })
  const replies = await Promise.all(
    Array.from({ length: 6 }, () => send(dispatcher, receiver, '/', 100)),
  )
  for (const reply of replies) {
    assert.equal(reply.kind === 'unreached' && reply.errorClass, 'timeout-first-byte')
    assert.ok(reply.timings.totalMs >= 99 && reply.timings.totalMs < 1_000, 'from its own turn')
  }
  assert.equal(receiver.requestCount(), 6)
})

test('idle connections are bounded over all origins; the longest idle goes', async () => {
  const { dispatcher } = await open({ idleSocketsMax: 2 })
  const endpoints: ScriptedEndpoint[] = []
  for (let count = 0; count < 4; count += 1) endpoints.push(await openEndpoint())
  for (const endpoint of endpoints) await send(dispatcher, endpoint)
  await endpoints[0]?.disconnects(1)
  await endpoints[1]?.disconnects(1)
  for (const endpoint of endpoints.toReversed()) await send(dispatcher, endpoint)
  assert.deepEqual(
    endpoints.map((endpoint) => endpoint.connectionCount()),
    [2, 2, 1, 1],
  )
})

test('a dead name does not delay a healthy one, and fails as such', async () => {
  const names = await openLoopbackNameServer()
  closers.push(() => names.close())
  const resolver = createNameResolver({ servers: [names.server], hostsPath: '/nonexistent' })
  const { dispatcher, endpoint } = await open({ resolver })
  names.knows('healthy.example', ['127.0.0.1'])
  const dead = Array.from({ length: 20 }, (_, number) => {
    names.ignores(`dead${number}.example`)
    return send(dispatcher, { origin: `http://dead${number}.example:${endpoint.port}` })
  })
  const healthy = send(dispatcher, { origin: `http://healthy.example:${endpoint.port}` })
  const first = await Promise.race([healthy, ...dead])
  assert.equal(first.kind, 'answered')
  assert.ok((first.timings.dnsMs ?? -1) >= 0)
  for (const reply of await Promise.all(dead)) {
    assert.equal(reply.kind === 'unreached' && reply.errorClass, 'dns')
  }
})

test('a name that is still being looked up at the deadline fails as such', async () => {
  const resolver = { resolve: () => new Promise<never>(() => {}), close() {} }
  const { dispatcher } = await open({ resolver })
  const reply = await send(dispatcher, { origin: 'http://slow.example' }, '/', 100)
  assert.equal(reply.kind === 'unreached' && reply.errorClass, 'dns')
})

test('a dead address of a name does not keep the message from its living one', async () => {
  const addresses = ['127.0.0.9', '127.0.0.1', '::1']
  const { dispatcher, endpoint } = await open({ resolver: resolverOf(addresses) })
  // Nobody listens on the first: it is refused, and the next is tried.
  const reply = await send(dispatcher, { origin: `http://two.example:${endpoint.port}` })
  assert.equal(reply.kind, 'answered')
})

test('a host that neither accepts nor refuses is given up at the deadline', async () => {
  const host = await openSilentHost('127.0.0.9')
  const { dispatcher } = await open()
  const reply = await send(dispatcher, { origin: `http://127.0.0.9:${host.port}` }, '/', 200)
  assert.equal(reply.kind === 'unreached' && reply.errorClass, 'connect-timeout')
  host.close()
})

test('a silent address of a name gets a part of the deadline, and once only', async () => {
  const host = await openSilentHost('127.0.0.9')
  const endpoint = await openEndpoint({ port: host.port })
  const { dispatcher } = await open({ resolver: resolverOf(['127.0.0.9', '127.0.0.1']) })
  endpoint.answers(200, { headers: { Connection: 'close' } })
  const two = { origin: `http://two.example:${host.port}` }
  const first = await send(dispatcher, two, '/', 2_000)
  assert.equal(first.kind, 'answered')
  assert.ok((first.timings.connectMs ?? 0) >= 900, 'half of the deadline, there being two')
  const second = await send(dispatcher, two, '/', 2_000)
  assert.equal(second.kind, 'answered')
  assert.ok((second.timings.connectMs ?? Infinity) < 900, 'the one that accepted comes first')
  host.close()
})

test('a fault of our own is no reply of theirs', async () => {
  const broken = { resolve: () => Promise.reject(new Error('a bug')), close() {} }
  const { dispatcher } = await open({ resolver: broken })
  await assert.rejects(send(dispatcher, { origin: 'http://any.example' }), /a bug/)
})

test('having no sockets left is a fault of our own', () => {
  const script = `
    import { openSync } from 'node:fs'
    import { createHttpDispatcher } from ${JSON.stringify(dispatcherPath)}
    const dispatcher = createHttpDispatcher({
      allowTargets: ['127.0.0.1'], allowHttp: true, extraCaPem: null,
      replyBytesMax: 65536, idleSocketsMax: 10,
    })
    for (;;) try { openSync('/dev/null') } catch { break }
    const message = { method: 'POST', url: 'http://127.0.0.1:9001/', headers: [], body: Buffer.from('{}') }
    dispatcher.send(message, { timeoutMs: 5000 }).then(
      (reply) => console.log('reply', reply.errorClass), (error) => console.log('fault', error.code))
  `
  const node = [process.execPath, '--input-type=module', '-e', script]
  const shell = ['-c', 'ulimit -n 64 && exec "$@"', 'sh', ...node]
  assert.equal(execFileSync('sh', shell, { encoding: 'utf8' }).trim(), 'fault EMFILE')
})

test('a receiver that has only an IPv6 address is reached', async () => {
  const endpoint = await openEndpoint({ address: '::1' })
  const { dispatcher } = await open({ resolver: resolverOf(['::1']) })
  const byName = await send(dispatcher, { origin: `http://six.example:${endpoint.port}` })
  const byAddress = await send(dispatcher, { origin: `http://[::1]:${endpoint.port}` })
  assert.deepEqual([byName.kind, byAddress.kind], ['answered', 'answered'])
})

test('a failed connection is counted out, so the origin never runs dry', async () => {
  const gone = await openEndpoint()
  await gone.close()
  const { dispatcher } = await open({ connectionsPerOriginMax: 2 })
  for (let round = 0; round < 5; round += 1) {
    const replies = await Promise.all(Array.from({ length: 4 }, () => send(dispatcher, gone)))
    for (const reply of replies) {
      assert.equal(reply.kind === 'unreached' && reply.errorClass, 'connect-refused')
    }
  }
})

test('a habit of closing keeps requests off connections that have idled nearly as long', () => {
  const habit = new IdleHabit()
  assert.equal(habit.allows(100_000, 0), true, 'nothing is known yet')
  habit.noteClosing(5_000, 0)
  assert.equal(habit.allows(4_000, 1), true)
  assert.equal(habit.allows(4_001, 1), false)
  habit.noteClosing(10_000, 2)
  assert.equal(habit.allows(4_001, 3), false, 'the shortest counts')
})

test('a closing at once is a restart and teaches nothing, and habits are forgotten in time', () => {
  const habit = new IdleHabit()
  habit.noteClosing(900, 0)
  assert.equal(habit.allows(100_000, 1), true)
  habit.noteClosing(5_000, 0)
  assert.equal(habit.allows(100_000, 10 * 60_000), false)
  assert.equal(habit.allows(100_000, 10 * 60_000 + 1), true)
})

async function open(
  options: Partial<HttpDispatcherOptions> = {},
  receiver: ScriptedEndpointOptions = {},
): Promise<{ dispatcher: Dispatcher; endpoint: ScriptedEndpoint }> {
  const endpoint = await openEndpoint(receiver)
  const dispatcher = createHttpDispatcher({
    allowTargets: ['127.0.0.0/8', '::1'],
    allowHttp: true,
    extraCaPem: null,
    replyBytesMax: 64 * 1024,
    idleSocketsMax: 100,
    ...options,
  })
  closers.unshift(() => dispatcher.close())
  return { dispatcher, endpoint }
}

async function openEndpoint(options: ScriptedEndpointOptions = {}): Promise<ScriptedEndpoint> {
  const endpoint = await openScriptedEndpoint(options)
  closers.push(() => endpoint.close())
  return endpoint
}

function resolverOf(addresses: readonly string[]): NonNullable<HttpDispatcherOptions['resolver']> {
  return { resolve: () => Promise.resolve({ kind: 'found', addresses }), close() {} }
}

function send(
  dispatcher: Dispatcher,
  { origin }: { readonly origin: string },
  path = '/webhook',
  withinMs = timeoutMs,
): Promise<Reply> {
  const body = Buffer.from('{"a":1}')
  const message = { method: 'POST', url: origin + path, headers: [], body } as const
  return dispatcher.send(message, { timeoutMs: withinMs })
}
