/**
 * What does carrying one message cost? Sends over loopback to a receiver in another process and
 * prints the sender's CPU and wall time per request, for kept connections with and without TLS,
 * for new connections, and for the bare HTTP client as the yardstick.
 *
 *   node server/test/rigs/dispatch-speed.ts [requests]
 */
import { type ChildProcess, fork } from 'node:child_process'
import { createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { Pool } from 'undici'
import { createHttpDispatcher } from '../../src/dispatchers/http/http-dispatcher.ts'
import type { Message } from '../../src/domain/message.ts'
import type { Dispatcher } from '../../src/ports/dispatcher.ts'
import { makeLocalCa } from '../world/local-ca.ts'

interface Receiver {
  readonly child: ChildProcess
  readonly ports: { readonly http: number; readonly https: number; readonly closing: number }
}

interface Cost {
  readonly cpuUs: number
  readonly userUs: number
  readonly wallUs: number
}

const roundCount = 9
const body = Buffer.from(JSON.stringify({ type: 'contact.changed', data: 'x'.repeat(400) }))
const headers = [
  ...['Content-Type', 'application/json', 'User-Agent', 'Posthorn/0.1'],
  ...['webhook-id', 'evt_0190a8c1f0c27d4b8e2f3a4b5c6d7e8f', 'webhook-timestamp', '1700000000'],
  ...['webhook-signature', 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4='],
]
const reply = Buffer.from(
  'HTTP/1.1 200 OK\r\nDate: Tue, 01 Jan 2030 00:00:00 GMT\r\nContent-Type: application/json\r\n' +
    'Content-Length: 11\r\n\r\n{"ok":true}',
)
const closingReply = Buffer.from('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n')

if (process.argv[2] === 'receive') await receive()
else await measure(Number(process.argv[2] ?? 60_000))

async function measure(count: number): Promise<void> {
  const ca = makeLocalCa()
  const { child, ports } = await startReceiver(ca.issue())
  const dispatcher = createHttpDispatcher({
    allowTargets: ['127.0.0.0/8'],
    allowHttp: true,
    extraCaPem: ca.caPem,
    replyBytesMax: 64 * 1024,
    idleSocketsMax: 100,
  })
  const over = (scheme: string, port: number): (() => Promise<boolean>) =>
    sender(dispatcher, `${scheme}://127.0.0.1:${port}/webhook`)
  const bare = new Pool(`http://127.0.0.1:${ports.http}`, { connections: 8, allowH2: false })
  try {
    await compare(count, {
      'bare client, kept connections': () => sendBare(bare),
      'http, kept connections': over('http', ports.http),
      'https, kept connections': over('https', ports.https),
    })
    await compare(Math.ceil(count / 20), {
      'http, a connection each': over('http', ports.closing),
    })
  } finally {
    await dispatcher.close()
    await bare.close()
    child.disconnect()
  }
}

function sender(dispatcher: Dispatcher, url: string): () => Promise<boolean> {
  const message: Message = { method: 'POST', url, headers, body }
  return async () => (await dispatcher.send(message, { timeoutMs: 10_000 })).kind === 'answered'
}

/** Round after round of each in turn, so that a busy machine is as unfair to all. */
async function compare(
  count: number,
  sends: Readonly<Record<string, () => Promise<boolean>>>,
): Promise<void> {
  const rounds: Record<string, Cost[]> = {}
  for (let round = 0; round <= roundCount; round += 1) {
    for (const [name, send] of Object.entries(sends)) {
      const cost = await costOf(Math.ceil(count / roundCount), send)
      // The first round only warms up.
      if (round > 0) (rounds[name] ??= []).push(cost)
    }
  }
  for (const [name, costs] of Object.entries(rounds)) {
    const sorted = costs.toSorted((one, other) => one.cpuUs - other.cpuUs)
    const best = sorted[0]
    const median = sorted[Math.floor(sorted.length / 2)]
    if (best === undefined || median === undefined) continue
    process.stdout.write(
      `${name}: ${best.cpuUs.toFixed(1)} us CPU a request in the best round, ` +
        `${median.cpuUs.toFixed(1)} in the median (${median.userUs.toFixed(1)} user, ` +
        `${median.wallUs.toFixed(1)} wall)\n`,
    )
  }
}

async function costOf(count: number, send: () => Promise<boolean>): Promise<Cost> {
  const cpu = process.cpuUsage()
  const startedAtMs = performance.now()
  await drive(count, send)
  const wallMs = performance.now() - startedAtMs
  const { user, system } = process.cpuUsage(cpu)
  return {
    cpuUs: (user + system) / count,
    userUs: user / count,
    wallUs: (wallMs * 1_000) / count,
  }
}

/** Eight at a time, as many as go to one origin. */
async function drive(count: number, send: () => Promise<boolean>): Promise<void> {
  let left = count
  const turn = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      if (!(await send())) throw new Error('a send failed: the figures would mean nothing')
    }
  }
  await Promise.all(Array.from({ length: 8 }, turn))
}

function sendBare(pool: Pool): Promise<boolean> {
  return new Promise((resolve, reject) => {
    pool.dispatch(
      { path: '/webhook', method: 'POST', headers, body },
      {
        onRequestStart() {},
        onResponseStart() {},
        onResponseData() {},
        onResponseEnd: () => resolve(true),
        onResponseError: (_controller, error) => reject(error),
      },
    )
  })
}

function startReceiver(leaf: { cert: string; key: string }): Promise<Receiver> {
  const child = fork(import.meta.filename, ['receive'])
  child.send(leaf)
  return new Promise((resolve) => {
    child.once('message', (ports: Receiver['ports']) => resolve({ child, ports }))
  })
}

async function receive(): Promise<void> {
  const leaf = await new Promise<{ cert: string; key: string }>((resolve) => {
    process.once('message', resolve)
  })
  const http = await listen(createTcpServer((socket) => answer(socket, reply)))
  const https = await listen(createTlsServer(leaf, (socket) => answer(socket, reply)))
  const closing = await listen(createTcpServer((socket) => answer(socket, closingReply)))
  process.send?.({ http, https, closing })
  process.once('disconnect', () => process.exit(0))
}

/** Knows the one request that is sent here: it is whole with the last byte of its body. */
function answer(socket: Socket, text: Buffer): void {
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk: Buffer) => {
    if (chunk.at(-1) !== body.at(-1)) return
    if (text === closingReply) socket.end(text)
    else socket.write(text)
  })
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
