/**
 * One message and its reply, as the HTTP client reports it piece by piece. It keeps the one
 * deadline, the bounds of the reply, the phases' times, and ends exactly once with a reply.
 *
 * A fault of the far side is a reply; only our own rejects. Nothing is sent a second time here,
 * whatever broke. After its end it is deaf, so a late word of a dropped socket changes nothing.
 */
import type { Dispatcher } from 'undici'
import type { ErrorClass } from '../../domain/error-class.ts'
import type { Message, PhaseTimings, Reply } from '../../domain/message.ts'
import { NoConnection } from '../../ports/dispatcher.ts'
import { type Fault, faultOf, faultOfExchange, isSystemError } from './fault.ts'
import type { OpeningProgress } from './opening.ts'
import { lineText, replyBytesKept, replyText } from './reply-text.ts'

/** The connection an exchange rides on. */
export interface Carrier {
  /** Anything was read since the message went out. */
  readonly hasReplyBytes: boolean
  /** It broke off: a reply that only the connection's end would complete is not complete. */
  readonly hasBrokenOff: boolean
  /** Opens another connection where a kept one broke before the message went out; else false. */
  replace(): boolean
  /** `isCut`: it ended before the first reply byte, as if the receiver had just hung up. */
  ended(isReusable: boolean, isCut: boolean): void
}

export interface ExchangeOptions {
  readonly path: string
  readonly timeoutMs: number
  /** Exchanges of different ones never share a connection. */
  readonly isolation: number | null
  readonly isTest: boolean
  readonly replyBytesMax: number
}

/** Interim answers (103 and the like) before the final one. */
const interimCountMax = 8
const headerCharactersMax = 4_096

type ReplyHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2]

export class Exchange implements OpeningProgress, Dispatcher.DispatchHandler {
  phase: OpeningProgress['phase'] = 'request'
  dnsMs: number | null = null
  connectMs: number | null = null
  tlsMs: number | null = null
  deadlineAtMs = 0
  startedAtMs = 0
  readonly request: Dispatcher.DispatchOptions
  readonly reply: Promise<Reply>
  readonly isolation: number | null
  readonly isTest: boolean
  readonly #timeoutMs: number
  readonly #replyBytesMax: number
  #resolve: (reply: Reply) => void = unset
  #reject: (error: unknown) => void = unset
  #carrier: Carrier | null = null
  #timer: NodeJS.Timeout | undefined
  #hasEnded = false
  #sentAtMs = 0
  #firstByteMs: number | null = null
  #interimCount = 0
  #status = 0
  #headers: ReplyHeaders = {}
  #kept: Buffer | null = null
  #keptCount = 0
  #bodyCount = 0

  constructor(message: Message, options: ExchangeOptions) {
    this.request = {
      path: options.path,
      method: message.method,
      headers: [...message.headers, 'accept-encoding', 'identity'],
      body: message.body,
      // A line carries one at a time, so the client need not look for others that it holds up.
      blocking: false,
    }
    this.isolation = options.isolation
    this.isTest = options.isTest
    this.#timeoutMs = options.timeoutMs
    this.#replyBytesMax = options.replyBytesMax
    this.reply = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  /** The message is on its way, as far as this side goes. */
  get isSent(): boolean {
    return this.#sentAtMs !== 0
  }

  /** It waits for a connection. No receiver is to blame for that, so too long a wait rejects. */
  wait(withinMs: number, giveUp: () => void): void {
    this.#timer = setTimeout(() => {
      giveUp()
      this.reject(new NoConnection(`no connection to the origin came free within ${withinMs} ms`))
    }, withinMs)
  }

  /** The deadline runs from here: it has a connection, open or about to be opened. */
  begin(carrier: Carrier): void {
    clearTimeout(this.#timer)
    this.#carrier = carrier
    this.startedAtMs = performance.now()
    this.deadlineAtMs = this.startedAtMs + this.#timeoutMs
    this.#timer = setTimeout(expire, this.#timeoutMs, this)
  }

  /** Ends it at its deadline, by the phase it is in. */
  expire(): void {
    const { errorClass, detail } = deadlineFaults[this.phase]
    this.#endUnreached(faultOf(errorClass, `${detail} within ${this.#timeoutMs} ms.`))
  }

  /** Ends it when more has arrived than any reply within its bounds can take on the wire. */
  overflow(): void {
    if (this.#status !== 0) this.#endAnswered(false)
    else this.#endUnreached(faultOf('reply-too-large', 'The reply has no end to its head.', true))
  }

  /** Ends it for a fault of our own. */
  reject(error: unknown): void {
    if (this.#end(false, false)) this.#reject(error)
  }

  onRequestStart(): void {
    this.#sentAtMs = performance.now()
  }

  onResponseStarted(): void {
    this.#firstByteMs ??= performance.now() - this.#sentAtMs
    this.phase = 'reply'
  }

  onResponseStart(_controller: unknown, status: number, headers: ReplyHeaders): void {
    if (status < 200) {
      this.#noteInterim(status)
      return
    }
    this.#status = status
    this.#headers = headers
  }

  #noteInterim(status: number): void {
    this.#interimCount += 1
    if (status < 100) {
      this.#endUnreached(faultOf('reply-garbled', `No reply has the status ${status}.`, true))
    } else if (status === 101) {
      this.#endUnreached(faultOf('status-1xx', 'The receiver switches to another protocol.', true))
    } else if (this.#interimCount > interimCountMax) {
      this.#endUnreached(faultOf('status-1xx', 'The receiver sends interim answers only.', true))
    }
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    if (this.#hasEnded) return
    this.#bodyCount += chunk.length
    this.#keep(chunk)
    if (this.#bodyCount > this.#replyBytesMax) this.#endAnswered(false)
  }

  onResponseEnd(): void {
    // The client takes any end for the end of a body whose length nobody has told.
    if (this.#carrier?.hasBrokenOff) {
      this.#endUnreached(
        faultOf(
          'reset',
          'The connection broke off before the reply, which tells no length, was whole.',
          true,
        ),
      )
    } else {
      this.#endAnswered(true)
    }
  }

  onResponseError(_controller: unknown, error: unknown): void {
    if (this.#hasEnded) return
    if (!this.isSent && isSystemError(error) && this.#carrier?.replace()) return
    const hasStatus = this.#status !== 0
    const fault = faultOfExchange(error, { hasBytes: this.#hasBytes, hasStatus })
    if (fault === null) this.reject(error)
    // Trailers without end: the status has decided.
    else if (hasStatus && fault.errorClass === 'reply-too-large') this.#endAnswered(false)
    else this.#endUnreached(fault)
  }

  get #hasBytes(): boolean {
    return this.#firstByteMs !== null || this.#carrier?.hasReplyBytes === true
  }

  #keep(chunk: Buffer): void {
    if (this.#kept === null) {
      this.#kept = chunk
      this.#keptCount = chunk.length
      return
    }
    if (this.#keptCount >= replyBytesKept) return
    if (this.#kept.length < replyBytesKept) {
      // One compact copy: a thousand small pieces would hold far more than their bytes.
      const room = Buffer.allocUnsafeSlow(replyBytesKept)
      this.#kept.copy(room)
      this.#kept = room
    }
    this.#keptCount += chunk.copy(this.#kept, this.#keptCount)
  }

  #endAnswered(isWhole: boolean): void {
    if (!this.#end(isWhole, false)) return
    const kept = this.#kept
    this.#resolve({
      kind: 'answered',
      status: this.#status,
      headers: headerLines(this.#headers),
      bodyText:
        kept === null ? '' : replyText(kept.subarray(0, Math.min(this.#keptCount, replyBytesKept))),
      isWhole,
      timings: this.#timings(),
    })
  }

  #endUnreached({ errorClass, detail, isOfReply }: Fault): void {
    const hadReplyBytes = isOfReply || this.#hasBytes
    if (!this.#end(false, errorClass === 'reset' && !hadReplyBytes)) return
    this.#resolve({
      kind: 'unreached',
      errorClass,
      detail,
      hadReplyBytes,
      timings: this.#timings(),
    })
  }

  #end(isReusable: boolean, isCut: boolean): boolean {
    if (this.#hasEnded) return false
    this.#hasEnded = true
    clearTimeout(this.#timer)
    this.#carrier?.ended(isReusable, isCut)
    return true
  }

  #timings(): PhaseTimings {
    return {
      dnsMs: rounded(this.dnsMs),
      connectMs: rounded(this.connectMs),
      tlsMs: rounded(this.tlsMs),
      firstByteMs: rounded(this.#firstByteMs),
      totalMs: rounded(performance.now() - this.startedAtMs),
    }
  }
}

/** A loop that was held up must read what has arrived meanwhile before it blames the receiver. */
function expire(exchange: Exchange): void {
  setImmediate(() => exchange.expire())
}

const deadlineFaults: Readonly<
  Record<OpeningProgress['phase'], { readonly errorClass: ErrorClass; readonly detail: string }>
> = {
  dns: { errorClass: 'dns', detail: 'The name server gave no answer' },
  connect: { errorClass: 'connect-timeout', detail: 'The host accepted no connection' },
  tls: { errorClass: 'connect-timeout', detail: 'The TLS handshake did not end' },
  request: { errorClass: 'timeout-first-byte', detail: 'The receiver did not answer' },
  reply: { errorClass: 'timeout-body', detail: 'The reply did not end' },
}

function headerLines(headers: ReplyHeaders): readonly (readonly [string, string])[] {
  const lines: [string, string][] = []
  for (const name of Object.keys(headers)) {
    const value = headers[name]
    if (typeof value === 'string') lines.push([name, lineText(value, headerCharactersMax)])
    else for (const each of value ?? []) lines.push([name, lineText(each, headerCharactersMax)])
  }
  return lines
}

function rounded(ms: number): number
function rounded(ms: number | null): number | null
function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 100) / 100
}

function unset(): void {}
