/**
 * Receivers that misbehave, over real sockets on loopback: each behaviour is what strangers'
 * servers do by accident or on purpose. A behaviour is given the socket, with or without TLS,
 * either as it is accepted or once the first bytes of a request have arrived.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { gzipSync } from 'node:zlib'
import type { Leaf } from './local-ca.ts'

export interface HostileReceiver {
  /** `http://127.0.0.1:port`, or `https:` with a certificate; no path. */
  readonly origin: string
  readonly port: number
  connectionCount(): number
  /** Requests whose first bytes have arrived, over all connections. */
  requestCount(): number
  close(): Promise<void>
}

export interface Behaviour {
  /** At once when a connection is accepted, before anything is read. */
  readonly atConnect?: (socket: Socket) => void
  /** When bytes of a request arrive for the first time on a connection. */
  readonly atRequest?: (socket: Socket) => void
}

export async function openHostileReceiver(
  behaviour: Behaviour,
  leaf?: Leaf,
): Promise<HostileReceiver> {
  const sockets = new Set<Socket>()
  let connectionCount = 0
  let requestCount = 0
  const accept = (socket: Socket): void => {
    connectionCount += 1
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
    behaviour.atConnect?.(socket)
    socket.once('data', () => {
      requestCount += 1
      behaviour.atRequest?.(socket)
    })
    if (behaviour.atRequest === undefined) socket.pause()
  }
  const half = { allowHalfOpen: true }
  const server =
    leaf === undefined ? createServer(half, accept) : createTlsServer({ ...leaf, ...half }, accept)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `${leaf === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    connectionCount: () => connectionCount,
    requestCount: () => requestCount,
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

export interface Gateway {
  readonly origin: string
  /** The paths that were asked for, one list a connection. */
  readonly connections: readonly (readonly string[])[]
  /** The most connections that were open at one time. */
  openCountMax(): number
  close(): Promise<void>
}

/** Many receivers behind one origin: it keeps connections and answers by the path alone. */
export async function openGateway(
  answer: (path: string, socket: Socket) => void,
): Promise<Gateway> {
  const connections: string[][] = []
  const open = new Set<Socket>()
  let openCountMax = 0
  const server = createServer({ noDelay: true }, (socket) => {
    const paths: string[] = []
    connections.push(paths)
    open.add(socket)
    openCountMax = Math.max(openCountMax, open.size)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => open.delete(socket))
    // Requests are small and each is read before the next is sent.
    socket.on('data', (chunk) => {
      const path = /^POST (\S+) /.exec(chunk.toString('latin1'))?.[1]
      if (path === undefined) return
      paths.push(path)
      answer(path, socket)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections,
    openCountMax: () => openCountMax,
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}

const okHead = 'HTTP/1.1 200 OK\r\n'
const dripEveryMs = 20

/** Says something once the request has begun to arrive, and leaves the connection open. */
export function says(text: string | Buffer): Behaviour {
  return { atRequest: (socket) => socket.write(text) }
}

/** Says something and closes in good order. */
export function saysAndCloses(text: string): Behaviour {
  return { atRequest: (socket) => socket.end(text) }
}

/** Says something and resets the connection once that is on its way. */
export function saysAndResets(text: string): Behaviour {
  return { atRequest: (socket) => socket.write(text, () => socket.resetAndDestroy()) }
}

/** Says a head, then the same piece for ever, as fast as it is read. */
export function saysForEver(head: string, piece: string): Behaviour {
  return {
    atRequest(socket) {
      const pieces = Buffer.from(piece.repeat(Math.ceil(16_384 / piece.length)))
      const pour = (): void => {
        while (!socket.destroyed && socket.write(pieces));
      }
      socket.on('drain', pour)
      socket.write(head)
      pour()
    },
  }
}

/** Says a head, then the same piece for ever, one every 20 ms. */
export function drips(head: string, piece: string): Behaviour {
  return {
    atRequest(socket) {
      const timer = setInterval(() => socket.write(piece), dripEveryMs)
      socket.once('close', () => clearInterval(timer))
      socket.write(head)
    },
  }
}

export const hostileBehaviours = {
  'resets at connect': { atConnect: (socket) => socket.resetAndDestroy() },
  'closes at connect': { atConnect: (socket) => socket.destroy() },
  'accepts and reads nothing': { atConnect: (socket) => socket.pause() },
  'never answers': { atRequest: () => {} },
  'resets after the request': { atRequest: (socket) => socket.resetAndDestroy() },
  'closes after the request': { atRequest: (socket) => socket.destroy() },
  'closes its half after the request': { atRequest: (socket) => socket.end() },
  'answers with garbage': says('\u0000\u0001\u0002 garbage \u00ff\r\n\r\n'),
  'answers in another protocol': says('SSH-2.0-OpenSSH_9.6\r\n'),
  'answers in HTTP/2': says(Buffer.from([0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100])),
  'closes inside the status line': saysAndCloses('HTTP/1.1 20'),
  'resets inside the status line': saysAndResets('HTTP/1.1 20'),
  'closes inside the headers': saysAndCloses(`${okHead}Content-Type: text/pl`),
  'resets inside the headers': saysAndResets(`${okHead}Content-Type: text/pl`),
  'closes inside a counted body': saysAndCloses(`${okHead}Content-Length: 100\r\n\r\nshort`),
  'closes inside a last counted body': saysAndCloses(
    `${okHead}Connection: close\r\nContent-Length: 100\r\n\r\nshort`,
  ),
  'resets inside a counted body': saysAndResets(`${okHead}Content-Length: 100\r\n\r\nshort`),
  'closes inside a chunked body': saysAndCloses(
    `${okHead}Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n`,
  ),
  'closes inside a last chunked body': saysAndCloses(
    `${okHead}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n`,
  ),
  'resets inside a chunked body': saysAndResets(
    `${okHead}Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n`,
  ),
  'resets inside a body without length': saysAndResets(`${okHead}Connection: close\r\n\r\nshort`),
  'stops inside a counted body': says(`${okHead}Content-Length: 100\r\n\r\nshort`),
  'stops inside the headers': says(`${okHead}Content-Type: text/pl`),
  'two lengths': says(`${okHead}Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc`),
  'a negative length': says(`${okHead}Content-Length: -1\r\n\r\nabc`),
  'length and chunks at once': says(
    `${okHead}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n`,
  ),
  'a chunk size that is none': says(`${okHead}Transfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n`),
  'NUL in a header': says(`${okHead}X-Note: a\u0000b\r\n\r\n`),
  'one huge header': says(`${okHead}X-Note: ${'a'.repeat(20_000)}\r\n\r\n`),
  'endless headers': saysForEver(okHead, 'X-Note: more and more of it\r\n'),
  'an endless status line': saysForEver('HTTP/1.1 200 ', 'OK '),
  'endless space in a header': saysForEver(`${okHead}X-Note:`, ' '),
  'an endless line of empty lines': saysForEver('', '\r\n'),
  'an endless counted body': saysForEver(`${okHead}Content-Length: 9999999999\r\n\r\n`, 'abcdefg '),
  'an endless chunked body': saysForEver(
    `${okHead}Transfer-Encoding: chunked\r\n\r\n`,
    '4\r\nabcd\r\n',
  ),
  'an endless body without length': saysForEver(`${okHead}\r\n`, 'abcdefg '),
  'an endless chunk extension': saysForEver(
    `${okHead}Transfer-Encoding: chunked\r\n\r\n1;a=`,
    'bcdefg',
  ),
  'endless trailers': saysForEver(
    `${okHead}Transfer-Encoding: chunked\r\n\r\n0\r\n`,
    'X-Note: more and more of it\r\n',
  ),
  'a slow status line': drips('HTTP/1.1 200 ', 'O'),
  'slow headers': drips(okHead, 'X-Note: a\r\n'),
  'a slow body': drips(`${okHead}Content-Length: 100000\r\n\r\n`, 'a'),
  'a flood of interim answers': saysForEver('', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'),
  'slow interim answers': drips('', 'HTTP/1.1 103 Early Hints\r\n\r\n'),
  'a status below 100': says('HTTP/1.1 099 What\r\nContent-Length: 0\r\n\r\n'),
  'a status of zeroes': saysAndCloses('HTTP/1.1 000 What\r\nConnection: close\r\n\r\n'),
  'a continue that nobody asked for': says('HTTP/1.1 100 Continue\r\n\r\n'),
  'a switch of protocols': says(
    'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n',
  ),
  'a switch to no protocol': says('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
} as const satisfies Readonly<Record<string, Behaviour>>

/** 50 MB of zeroes, packed twice: a few hundred bytes on the wire. */
export function gzipBomb(): Buffer {
  const packed = gzipSync(gzipSync(Buffer.alloc(50 * 1024 * 1024)))
  const head = `${okHead}Content-Encoding: gzip, gzip\r\nContent-Length: ${packed.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), packed])
}

export interface SilentHost {
  readonly port: number
  close(): void
}

// It listens, and then its process is stopped, so that nothing is ever taken off its short queue.
const listenerCode = `
  const server = require('node:net').createServer()
  server.listen({ port: 0, host: process.argv[1], backlog: 1 }, () => process.send(server.address().port))
`
const fillersMax = 32
const connectsWithinMs = 250

/** A host that neither accepts nor refuses a connection, like one behind a dropping firewall. */
export async function openSilentHost(address: string): Promise<SilentHost> {
  const child = spawn(process.execPath, ['-e', listenerCode, address], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [port] = (await once(child, 'message')) as [number]
  child.kill('SIGSTOP')
  const fillers: Socket[] = []
  while (fillers.length < fillersMax) {
    const filler = connect(port, address)
    filler.on('error', () => filler.destroy())
    fillers.push(filler)
    const connected = new Promise<true>((resolve) => filler.once('connect', () => resolve(true)))
    const late = new Promise<false>((resolve) => setTimeout(resolve, connectsWithinMs, false))
    if (!(await Promise.race([connected, late]))) break
  }
  return {
    port,
    close() {
      for (const filler of fillers) filler.destroy()
      child.kill('SIGKILL')
    },
  }
}
