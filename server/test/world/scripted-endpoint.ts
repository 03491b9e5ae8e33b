/**
 * A well-behaved receiver over real sockets on loopback: it keeps what it was sent, byte for byte,
 * and answers what the test has told it to, or 200. For misbehaviour see hostile-receiver.ts.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Leaf } from './local-ca.ts'

export interface ReceivedRequest {
  readonly method: string
  readonly path: string
  /** Name, value, name, value … as they came in. */
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
}

export interface ScriptedAnswer {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer | ((request: ReceivedRequest) => string)
  /** It does not answer before this is over. */
  readonly after?: Promise<unknown>
}

export interface ScriptedEndpoint {
  /** `http://127.0.0.1:port`, or `https:` with a certificate; no path. */
  readonly origin: string
  readonly port: number
  readonly requests: readonly ReceivedRequest[]
  /** Connections accepted so far. */
  connectionCount(): number
  /** What the next request not yet spoken for is answered; then it is 200 again. */
  answers(status: number, answer?: ScriptedAnswer): void
  /** Resolves once so many requests have arrived in all. */
  receives(count: number): Promise<void>
  /** Resolves once so many connections have been closed, by either side. */
  disconnects(count: number): Promise<void>
  /** Closes the connections that carry nothing at the moment. */
  closeIdle(): void
  close(): Promise<void>
}

export interface ScriptedEndpointOptions {
  readonly leaf?: Leaf
  readonly address?: string
  readonly port?: number
  /** How long it keeps an idle connection; it tells so by `Keep-Alive` unless `isMute`. */
  readonly keepAliveMs?: number
  readonly isMute?: boolean
}

interface Script {
  readonly status: number
  readonly answer: ScriptedAnswer
}

export async function openScriptedEndpoint(
  options: ScriptedEndpointOptions = {},
): Promise<ScriptedEndpoint> {
  const { leaf, address = '127.0.0.1', keepAliveMs = 60_000, isMute = false } = options
  const requests: ReceivedRequest[] = []
  const scripts: Script[] = []
  const arrived = new Tally()
  const disconnected = new Tally()
  let connectionCount = 0

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const script = scripts.shift() ?? { status: 200, answer: {} }
    if (isMute) response.removeHeader('Keep-Alive')
    void receive(request).then(async (received) => {
      requests.push(received)
      arrived.add()
      await script.answer.after
      response.writeHead(script.status, script.answer.headers)
      const { body } = script.answer
      response.end(typeof body === 'function' ? body(received) : body)
    })
  }
  const timing = { keepAliveTimeout: keepAliveMs, keepAliveTimeoutBuffer: 0 }
  const server =
    leaf === undefined
      ? createServer(timing, listener)
      : createTlsServer({ ...leaf, ...timing }, listener)
  server.on(leaf === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
    connectionCount += 1
    socket.once('close', () => disconnected.add())
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  server.listen(options.port ?? 0, address)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const host = address.includes(':') ? `[${address}]` : address

  return {
    origin: `${leaf === undefined ? 'http' : 'https'}://${host}:${port}`,
    port,
    requests,
    connectionCount: () => connectionCount,
    answers(status, answer = {}) {
      scripts.push({ status, answer })
    },
    receives: (count) => arrived.reaches(count),
    disconnects: (count) => disconnected.reaches(count),
    closeIdle() {
      server.closeIdleConnections()
    },
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    rawHeaders: request.rawHeaders,
    body: Buffer.concat(chunks),
  }
}

/** A count that one can wait for. */
class Tally {
  #count = 0
  readonly #waiting: { readonly count: number; readonly resolve: () => void }[] = []

  add(): void {
    this.#count += 1
    for (const each of this.#waiting) if (this.#count >= each.count) each.resolve()
  }

  reaches(count: number): Promise<void> {
    if (this.#count >= count) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push({ count, resolve }))
  }
}
