import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  type Leaf,
  type LocalCa,
  makeLocalCa,
  makeSelfSigned,
} from '../../../test/world/local-ca.ts'
import { openHostileReceiver } from '../../../test/world/hostile-receiver.ts'
import { openScriptedEndpoint } from '../../../test/world/scripted-endpoint.ts'
import type { Reply } from '../../domain/message.ts'
import type { Dispatcher } from '../../ports/dispatcher.ts'
import { createHttpDispatcher } from './http-dispatcher.ts'
import { createTlsTrust } from './tls-trust.ts'
import { createServer, type TlsOptions } from 'node:tls'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'

const timeoutMs = 5_000
let ca: LocalCa
let good: Leaf

before(() => {
  ca = makeLocalCa()
  good = ca.issue({ names: ['hooks.example', '*.wild.example'], addresses: ['127.0.0.1'] })
})

test('a certificate of the authority that the operator trusts is accepted, and kept in use', async () => {
  const { replies, connectionCount } = await sendTo(good, ['hooks.example', 'hooks.example'])
  assert.deepEqual(
    replies.map((reply) => reply.kind === 'answered' && reply.status),
    [200, 200],
  )
  assert.equal(connectionCount, 1)
  assert.ok((replies[0]?.timings.tlsMs ?? 0) > 0)
  assert.equal(replies[1]?.timings.tlsMs, null)
})

test('a certificate is for the host of the URL: by wildcard, by address', async () => {
  const { replies } = await sendTo(good, ['a.wild.example', '127.0.0.1', 'hooks.example.'])
  assert.deepEqual(
    replies.map((reply) => (reply.kind === 'answered' ? reply.status : reply.detail)),
    [200, 200, 200],
  )
})

for (const [what, host, errorClass, makeLeaf] of [
  [
    'self-signed',
    'hooks.example',
    'tls-self-signed',
    () => makeSelfSigned({ names: ['hooks.example'] }),
  ],
  [
    'expired',
    'hooks.example',
    'tls-expired',
    () => ca.issue({ names: ['hooks.example'], isExpired: true }),
  ],
  ['for another name', 'other.example', 'tls-wrong-host', () => good],
  [
    'for a name when an address is wanted',
    '127.0.0.1',
    'tls-wrong-host',
    () => ca.issue({ names: ['hooks.example'] }),
  ],
  ['by wildcard for two labels', 'a.b.wild.example', 'tls-wrong-host', () => good],
  [
    'of an unknown authority',
    'hooks.example',
    'tls-unknown-ca',
    () => makeLocalCa().issue({ names: ['hooks.example'] }),
  ],
] satisfies readonly (readonly [string, string, string, () => Leaf])[]) {
  test(`a certificate that is ${what} is refused, and nothing is sent`, async () => {
    const { replies, requestCount } = await sendTo(makeLeaf(), [host])
    const [reply] = replies
    assert.equal(reply?.kind === 'unreached' && reply.errorClass, errorClass)
    assert.equal(requestCount, 0)
  })
}

test('a certificate that was refused once is refused again: no session of it is resumed', async () => {
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    const port = await withTls({ maxVersion })
    const dispatcher = open()
    for (let round = 0; round < 3; round += 1) {
      const reply = await dispatcher.send(messageTo(`https://other.example:${port}/`), {
        timeoutMs,
      })
      assert.equal(reply.kind === 'unreached' && reply.errorClass, 'tls-wrong-host')
    }
    await dispatcher.close()
  }
})

test('without the extra authority its certificates are unknown', async () => {
  const { replies } = await sendTo(good, ['hooks.example'], null)
  const [reply] = replies
  assert.equal(reply?.kind === 'unreached' && reply.errorClass, 'tls-unknown-ca')
})

test('an environment that switches verification off is not obeyed', async (context) => {
  const former = process.env['NODE_TLS_REJECT_UNAUTHORIZED']
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
  context.after(() => {
    if (former === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = former
  })
  const { replies } = await sendTo(makeSelfSigned({ names: ['hooks.example'] }), ['hooks.example'])
  assert.equal(replies[0]?.kind === 'unreached' && replies[0].errorClass, 'tls-self-signed')
})

test('a receiver of TLS 1.1 at most is refused', async () => {
  const port = await withTls({
    maxVersion: 'TLSv1.1',
    minVersion: 'TLSv1',
    ciphers: 'ALL:@SECLEVEL=0',
  })
  const reply = await sendOnce(`https://hooks.example:${port}/`)
  assert.equal(reply.kind === 'unreached' && reply.errorClass, 'tls-failed')
})

test('a receiver of TLS 1.2 is accepted', async () => {
  const port = await withTls({ maxVersion: 'TLSv1.2' })
  assert.equal((await sendOnce(`https://hooks.example:${port}/`)).kind, 'answered')
})

test('a second connection resumes the session of the first', async () => {
  const resumed: boolean[] = []
  const port = await withTls({ maxVersion: 'TLSv1.2' }, (isResumed) => resumed.push(isResumed))
  const dispatcher = open()
  await dispatcher.send(messageTo(`https://hooks.example:${port}/`), { timeoutMs })
  await dispatcher.send(messageTo(`https://hooks.example:${port}/`), { timeoutMs })
  await dispatcher.close()
  assert.deepEqual(resumed, [false, true])
})

test('a receiver that speaks plain HTTP on its TLS port is a failed handshake', async () => {
  const endpoint = await openScriptedEndpoint()
  const reply = await sendOnce(`https://hooks.example:${endpoint.port}/`)
  assert.equal(reply.kind === 'unreached' && reply.errorClass, 'tls-failed')
  await endpoint.close()
})

test('a receiver that hangs up during the handshake is a failed handshake', async () => {
  const receiver = await openHostileReceiver({ atRequest: (socket) => socket.destroy() })
  const reply = await sendOnce(`https://hooks.example:${receiver.port}/`)
  assert.equal(reply.kind === 'unreached' && reply.errorClass, 'tls-failed')
  await receiver.close()
})

test('a handshake that does not end is given up at the deadline', async () => {
  const receiver = await openHostileReceiver({ atRequest: () => {} })
  const reply = await sendOnce(`https://hooks.example:${receiver.port}/`, 200)
  assert.equal(reply.kind === 'unreached' && reply.errorClass, 'connect-timeout')
  assert.match(reply.kind === 'unreached' ? reply.detail : '', /handshake/)
  await receiver.close()
})

test('an extra authority that is none ends the start', () => {
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
  assert.throws(() => createTlsTrust('not a certificate'), /no certificate in PEM form/)
  assert.throws(() => createTlsTrust(broken))
  assert.throws(() => createTlsTrust(ca.caPem + broken))
})

interface Sent {
  readonly replies: readonly Reply[]
  readonly connectionCount: number
  readonly requestCount: number
}

/** One after the other to one receiver that shows this certificate. */
async function sendTo(
  leaf: Leaf,
  hosts: readonly string[],
  extraCaPem: string | null = ca.caPem,
): Promise<Sent> {
  const endpoint = await openScriptedEndpoint({ leaf })
  const dispatcher = open(extraCaPem)
  const replies: Reply[] = []
  for (const host of hosts) {
    replies.push(
      await dispatcher.send(messageTo(`https://${host}:${endpoint.port}/`), { timeoutMs }),
    )
  }
  await dispatcher.close()
  await endpoint.close()
  const requestCount = endpoint.requests.length
  return { replies, connectionCount: endpoint.connectionCount(), requestCount }
}

async function sendOnce(url: string, withinMs = timeoutMs): Promise<Reply> {
  const dispatcher = open()
  const reply = await dispatcher.send(messageTo(url), { timeoutMs: withinMs })
  await dispatcher.close()
  return reply
}

function open(extraCaPem: string | null = ca.caPem): Dispatcher {
  return createHttpDispatcher({
    allowTargets: ['127.0.0.0/8'],
    allowHttp: false,
    extraCaPem,
    replyBytesMax: 64 * 1024,
    idleSocketsMax: 10,
    resolver: {
      resolve: () => Promise.resolve({ kind: 'found', addresses: ['127.0.0.1'] }),
      close() {},
    },
  })
}

function messageTo(url: string): Parameters<Dispatcher['send']>[0] {
  return { method: 'POST', url, headers: [], body: Buffer.from('{}') }
}

const servers: { close(): void }[] = []

after(() => {
  for (const server of servers) server.close()
})

/** A receiver with a TLS of its own that answers each request and closes. */
async function withTls(
  options: TlsOptions,
  noteSession: (isResumed: boolean) => void = () => {},
): Promise<number> {
  const server = createServer({ ...good, ...options }, (socket) => {
    noteSession(socket.isSessionReused())
    socket.on('error', () => socket.destroy())
    socket.once('data', () => {
      socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n')
    })
  })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
