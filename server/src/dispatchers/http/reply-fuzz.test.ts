/**
 * Thousands of replies that no specification allows, made from a seed: pieces of HTTP put together
 * at will, then damaged byte by byte, sent in parts and ended in every way. Whatever a receiver
 * says, `send` brings a reply back; a rejection would be a fault of ours, which is never counted.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { test } from 'node:test'
import { SeededRandom } from '../../../test/world/seeded-random.ts'
import type { Reply } from '../../domain/message.ts'
import { createHttpDispatcher } from './http-dispatcher.ts'

const replyCount = 4_000
const turnCount = 64
/** For those that are left hanging. */
const timeoutMs = 100

interface HostileReply {
  readonly parts: readonly Buffer[]
  readonly end: 'close' | 'reset' | 'keep' | 'hang up'
}

test('nothing that a receiver sends is a fault of ours', { timeout: 60_000 }, async () => {
  const random = new SeededRandom('replies')
  const replies = Array.from({ length: replyCount }, (_, at) => hostileReply(random.fork(`${at}`)))
  const { server, origin } = await openReceiver(replies)
  const dispatcher = createHttpDispatcher({
    allowTargets: ['127.0.0.1'],
    allowHttp: true,
    extraCaPem: null,
    replyBytesMax: 64 * 1024,
    connectionsPerOriginMax: turnCount,
    idleSocketsMax: turnCount,
  })
  const kinds = new Map<string, number>()
  let next = 0
  const turn = async (): Promise<void> => {
    while (next < replies.length) {
      const at = next
      next += 1
      const url = `${origin}/${at}`
      const message = { method: 'POST', url, headers: [], body: Buffer.from('{}') } as const
      const reply = await dispatcher.send(message, { timeoutMs }).catch((error: unknown) => {
        throw new Error(`reply ${at}: ${wordsOf(replies[at])}`, { cause: error })
      })
      const kind = kindOf(reply)
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    }
  }
  try {
    await Promise.all(Array.from({ length: turnCount }, turn))
  } finally {
    await dispatcher.close()
    server.close()
  }
  for (const kind of ['answered', 'reply-garbled', 'reset', 'status-1xx', 'timeout-body']) {
    assert.ok((kinds.get(kind) ?? 0) >= 20, `${kind} is rare: ${JSON.stringify([...kinds])}`)
  }
})

function kindOf(reply: Reply): string {
  if (reply.kind === 'unreached') return reply.errorClass
  assert.ok(reply.status >= 200 && reply.status <= 999, `status ${reply.status}`)
  return reply.kind
}

async function openReceiver(
  replies: readonly HostileReply[],
): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      const number = /^POST \/(\d+) /.exec(chunk.toString('latin1'))?.[1]
      const reply = replies[Number(number)]
      if (reply !== undefined) say(socket, reply, 0)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** One part a turn of the loop, so that they are read apart from each other. */
function say(socket: Socket, reply: HostileReply, at: number): void {
  const part = reply.parts[at]
  if (part !== undefined) {
    socket.write(part, () => setImmediate(say, socket, reply, at + 1))
  } else if (reply.end === 'close') socket.end()
  else if (reply.end === 'reset') socket.resetAndDestroy()
  else if (reply.end === 'hang up') socket.destroy()
}

function hostileReply(random: SeededRandom): HostileReply {
  let bytes = Buffer.from(replyText(random), 'latin1')
  const damageCount = random.chance(0.5) ? 0 : random.between(1, 4)
  for (let count = 0; count < damageCount; count += 1) bytes = damaged(bytes, random)
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const end = random.chance(0.5) ? bytes.length : random.between(at + 1, bytes.length)
    parts.push(bytes.subarray(at, end))
    at = end
  }
  return { parts, end: random.weighted({ close: 6, reset: 2, keep: 1, 'hang up': 1 }) }
}

/** One reply, or several in a row. */
function replyText(random: SeededRandom): string {
  let text = ''
  do {
    const lines = Array.from({ length: random.below(4) }, () => `${random.pick(headers)}\r\n`)
    text += `${statusLine(random)}\r\n${lines.join('')}\r\n${random.pick(bodies)}`
  } while (random.chance(0.3))
  return text
}

function statusLine(random: SeededRandom): string {
  const status = random.chance(0.7) ? random.pick(statuses) : String(random.below(1_200))
  return `${random.pick(versions)} ${status}${random.pick(reasons)}`
}

const versions = ['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'ICY']
const statuses = [
  ...['200', '200', '204', '304', '500', '100', '101', '102', '103', '199'],
  ...['000', '099', '001', '0', '99', '999', '1000', '-1', '20', '2 00', '2e2'],
]
const reasons = [' OK', ' ', '', '  two  spaces', ' \u00ff', ' a\u0000b', `: ${'x'.repeat(3_000)}`]
const headers = [
  ...['Content-Length: 0', 'Content-Length: 2', 'Content-Length: 5', 'Content-Length: 100'],
  ...['Content-Length: -1', 'Content-Length: 1e3', 'Content-Length: 99999999999999999999'],
  ...['Content-Length:', 'Content-Length: 2, 2', 'Content-Length : 2', 'content-length: +2'],
  ...['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked', 'Transfer-Encoding: gzip'],
  ...['Transfer-Encoding: chunked, gzip', 'Transfer-Encoding: xchunked', 'Transfer-Encoding:'],
  ...['Connection: close', 'Connection: keep-alive', 'Connection: upgrade', 'Connection: ,'],
  ...[
    'Connection: Upgrade, close',
    'Upgrade: h2c',
    'Upgrade: websocket',
    'Proxy-Connection: close',
  ],
  ...['Keep-Alive: timeout=5', 'Keep-Alive: timeout=0', 'Keep-Alive: timeout=-9', 'Keep-Alive: x'],
  ...['Content-Encoding: gzip', 'Location: /', 'Retry-After: 1', 'X-Note: a', 'X-Note: \u0000'],
  ...[': no name', 'no colon', ' folded', '\tfolded', 'X-Note: a\r\n folded', '__proto__: a'],
  ...['constructor: a', `X-Big: ${'a'.repeat(5_000)}`, 'X-Note: a\rb', 'X-Note: a\nX-Other: b'],
]
const bodies = [
  ...[
    '',
    '',
    'ok',
    'short',
    '0\r\n\r\n',
    '2\r\nok\r\n0\r\n\r\n',
    '2\r\nok\r\n0\r\nX-Trailer: a\r\n\r\n',
  ],
  ...['2;a=b\r\nok\r\n0\r\n\r\n', '-1\r\n', 'zz\r\n', 'ffffffffffffffffff\r\n', '2\r\nokay\r\n'],
  ...['\r\n', '\r\n\r\n', '\u0000', '\u0016\u0003\u0001', 'a'.repeat(3_000)],
]

function damaged(bytes: Buffer, random: SeededRandom): Buffer<ArrayBuffer> {
  const at = random.below(bytes.length + 1)
  const end = Math.min(bytes.length, at + random.between(1, 8))
  const [before, within, after] = [
    bytes.subarray(0, at),
    bytes.subarray(at, end),
    bytes.subarray(end),
  ]
  const change = random.pick(['cut', 'drop', 'double', 'insert', 'flip'] as const)
  if (change === 'cut') return Buffer.from(before)
  if (change === 'drop') return Buffer.concat([before, after])
  if (change === 'double') return Buffer.concat([before, within, within, after])
  if (change === 'insert')
    return Buffer.concat([before, random.bytes(random.between(1, 4)), within, after])
  return Buffer.concat([before, within.map((byte) => byte ^ (1 << random.below(8))), after])
}

function wordsOf(reply: HostileReply | undefined): string {
  return `${JSON.stringify(reply?.parts.map((part) => part.toString('latin1').slice(0, 300)))} ${reply?.end}`
}
