/**
 * One connection to an origin: an HTTP client of its own that carries one exchange at a time.
 * Serves the pool, which opens, reuses and drops lines; so the exchange on a line is always the
 * one whose phases, deadline and errors its connection reports. Never sends anything twice: the
 * client opens a new connection by itself only for a request of which nothing was written.
 */
import type { Socket } from 'node:net'
import { Client, errors } from 'undici'
import type { Carrier, Exchange } from './exchange.ts'
import type { EndpointUrl } from './endpoint-url.ts'
import { type Egress, Opening, type OriginMemory } from './opening.ts'
import { isCutShort } from './tls-end.ts'

export interface LineOwner {
  /**
   * An exchange has ended; a line that is gone takes no more. `cutAfterMs`: how long it had idled
   * before the receiver hung up on that exchange; null when that is not what happened.
   */
  freed(line: Line, exchange: Exchange, cutAfterMs: number | null): void
  /** Gone while idle; how long the receiver let it idle, null when we closed it ourselves. */
  lostIdle(line: Line, idleMs: number | null): void
}

export interface LineParts {
  readonly endpoint: EndpointUrl
  readonly memory: OriginMemory
  readonly egress: Egress
  readonly owner: LineOwner
  /** Whose exchanges it carries; no others. */
  readonly isolation: number | null
}

/** Bound of a reply's header section, names and values. */
const replyHeaderBytesMax = 16 * 1024
/**
 * Bytes on the wire for one reply: its bounds several times over. The client counts neither an
 * endless status line nor padding between header names and chunks.
 */
const wireBytesMax = 1024 * 1024
/** As long as a busy host's connection may idle; a receiver's own hint or habit shortens it. */
const idleMsMax = 120_000
/** Off a receiver's `Keep-Alive: timeout` hint: our request must arrive before its clock ends. */
const hintMarginMs = 2_000
/** New connections now and then, so that moved names and drained balancers are noticed. */
const ageMsMax = 5 * 60_000

/** One for all: it is told to nobody, and the trace of a new one costs more than closing. */
const closedByUs = new errors.ClientDestroyedError('the connection is dropped')

export class Line implements Carrier {
  hasBrokenOff = false
  isGone = false
  idleSinceMs = 0
  readonly #parts: LineParts
  readonly #client: Client
  #exchange: Exchange | null = null
  #opening: Opening | null = null
  #openedAtMs = 0
  #openedGeneration = 0
  #socket: Socket | null = null
  /** The socket's count of bytes read when its last reply had ended. */
  #bytesBefore = 0
  #settling: NodeJS.Immediate | null = null

  constructor(parts: LineParts) {
    this.#parts = parts
    this.#client = new Client(new URL(parts.endpoint.origin).origin, {
      connect: (_options, done) => {
        this.#open((error, socket) => {
          if (socket === null) done(error ?? new Error('no connection'), null)
          else done(null, socket)
        })
      },
      allowH2: false,
      pipelining: 1,
      maxHeaderSize: replyHeaderBytesMax,
      // The exchange keeps one deadline over all of it.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: idleMsMax,
      keepAliveMaxTimeout: idleMsMax,
      keepAliveTimeoutThreshold: hintMarginMs,
    })
    this.#client.on('disconnect', (_origin, _clients, error) => this.#disconnected(error))
  }

  get isolation(): number | null {
    return this.#parts.isolation
  }

  /** The revocation lists are others than when its certificate was judged. */
  get isOutdated(): boolean {
    const { endpoint, egress } = this.#parts
    return endpoint.isTls && this.#openedGeneration !== egress.revocation.generation
  }

  get hasReplyBytes(): boolean {
    return this.#socket !== null && this.#socket.bytesRead > this.#bytesBefore
  }

  carry(exchange: Exchange): void {
    this.#exchange = exchange
    exchange.begin(this)
    if (this.#settling === null) this.#client.dispatch(exchange.request, exchange)
  }

  ended(isReusable: boolean, isCut: boolean): void {
    const exchange = this.#exchange
    if (exchange === null) return
    const { startedAtMs } = exchange
    const wasKept = startedAtMs > this.#openedAtMs
    const cutAfterMs = isCut && wasKept ? startedAtMs - this.idleSinceMs : null
    this.#exchange = null
    this.idleSinceMs = performance.now()
    if (!isReusable || this.idleSinceMs - this.#openedAtMs > ageMsMax) this.close()
    else this.#settle()
    this.#parts.owner.freed(this, exchange, cutAfterMs)
  }

  replace(): boolean {
    const startedAtMs = this.#exchange?.startedAtMs ?? 0
    const isKept = this.#socket !== null && startedAtMs > this.#openedAtMs
    if (!isKept) return false
    // Once: from now on it counts as opened for this exchange.
    this.#openedAtMs = performance.now()
    this.#settle()
    return true
  }

  close(): void {
    if (this.isGone) return
    this.isGone = true
    if (this.#settling !== null) clearImmediate(this.#settling)
    this.#opening?.abandon()
    void this.#client.destroy(closedByUs)
  }

  /**
   * What the receiver says after the end of its reply is no reply to the next message: the loop
   * reads what there is before that one goes out. The client then gives it one more turn.
   */
  #settle(): void {
    this.#bytesBefore = this.#socket?.bytesRead ?? 0
    this.#settling = setImmediate(() => {
      this.#settling = null
      const exchange = this.#exchange
      if (exchange !== null) this.#client.dispatch(exchange.request, exchange)
    })
  }

  #open(opened: (error: Error | null, socket: Socket | null) => void): void {
    const exchange = this.#exchange
    if (exchange === null) {
      opened(new Error('a line without an exchange opens no connection'), null)
      return
    }
    const { endpoint, egress, memory } = this.#parts
    this.#openedGeneration = egress.revocation.generation
    const opening = new Opening(endpoint, { egress, memory }, exchange, (error, socket) => {
      this.#opening = null
      if (socket !== null) this.#watch(socket)
      opened(error, socket)
    })
    this.#opening = opening
    opening.start().catch((error: unknown) => exchange.reject(error))
  }

  #watch(socket: Socket): void {
    this.#socket = socket
    this.#openedAtMs = performance.now()
    this.#bytesBefore = socket.bytesRead
    this.hasBrokenOff = false
    socket.on('error', (fault: NodeJS.ErrnoException) => {
      this.hasBrokenOff ||= fault.code === 'ECONNRESET'
    })
    socket.on('readable', () => this.#look(socket))
    socket.on('end', () => {
      this.hasBrokenOff ||= isCutShort(socket)
    })
    socket.on('close', () => {
      this.hasBrokenOff ||= !socket.readableEnded
    })
  }

  #look(socket: Socket): void {
    const byteCount = socket.bytesRead - this.#bytesBefore
    if (this.#exchange?.isSent) {
      if (byteCount > wireBytesMax) this.#exchange.overflow()
    } else if (byteCount > 0) {
      // Nobody has asked. An exchange that has its turn next gets a new connection by the client.
      socket.destroy()
    }
  }

  #disconnected(error: Error & { code?: string }): void {
    // With an exchange still on it, nothing of that was written and the client opens anew.
    if (this.isGone || this.#exchange !== null) return
    const isOurs = error.code === 'UND_ERR_INFO'
    const idleMs = isOurs ? null : performance.now() - this.idleSinceMs
    this.close()
    this.#parts.owner.lostIdle(this, idleMs)
  }
}
