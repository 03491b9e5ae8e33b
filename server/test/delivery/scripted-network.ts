/**
 * Receivers that do what a test tells them, request by request, behind the dispatcher port and over
 * a simulated clock: they answer, take their time, stay silent, cannot be reached, or take the
 * process that sent the request with them. What was sent is kept as it would have been on the wire.
 */
import type { ErrorClass } from '../../src/domain/error-class.ts'
import type { Message, PhaseTimings, Reply } from '../../src/domain/message.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Dispatcher } from '../../src/ports/dispatcher.ts'

/** A status, or an answer in full, or what goes wrong instead of one. */
export type Script =
  | number
  | 'silent'
  | 'kills'
  | {
      readonly status: number
      readonly tookMs?: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  | { readonly unreached: ErrorClass; readonly tookMs?: number }

export interface SentRequest {
  /** Of the receiver that it was sent to. */
  readonly origin: string
  /** Which process sent it, counted from 1. */
  readonly process: number
  /** By the simulated clock, `monotonicMs`. */
  readonly sentAtMs: number
  /** Null while the reply is under way, and when the process was gone before it came. */
  repliedAtMs: number | null
  readonly url: string
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

export class ScriptedReceiver {
  readonly origin: string
  readonly url: string
  readonly requests: SentRequest[] = []
  #next: Script[] = []
  #otherwise: (request: SentRequest) => Script = () => 200

  constructor(name: string) {
    this.origin = `https://${name}.test`
    this.url = `${this.origin}/in`
  }

  /** What the next requests get, one each; then it is as before. */
  answers(...scripts: readonly Script[]): void {
    this.#next.push(...scripts)
  }

  /** What requests get that nothing was said about. At first 200. */
  always(script: Script | ((request: SentRequest) => Script)): void {
    this.#next = []
    this.#otherwise = typeof script === 'function' ? script : () => script
  }

  get sentAtMs(): readonly number[] {
    return this.requests.map(({ sentAtMs }) => sentAtMs)
  }

  /** Waits between the requests, each from the reply of the one before. */
  get waitsMs(): readonly number[] {
    return this.requests.slice(1).map((request, index) => {
      const before = this.requests[index]
      return request.sentAtMs - (before?.repliedAtMs ?? Number.NaN)
    })
  }

  headers(name: string): readonly (string | undefined)[] {
    return this.requests.map(({ headers }) => headers.get(name))
  }

  take(request: SentRequest): Script {
    this.requests.push(request)
    return this.#next.shift() ?? this.#otherwise(request)
  }
}

/** Quick, and not nothing: replies take their time even on a good day. */
const tookMsDefault = 5

export class ScriptedNetwork {
  readonly #receivers = new Map<string, ScriptedReceiver>()
  /** In the order they were sent, to whomever. */
  readonly requests: SentRequest[] = []
  /** Nobody can be reached, and no byte comes back. */
  isEgressDown = false
  onKill: () => void = () => {}

  receiver(name: string): ScriptedReceiver {
    const receiver = new ScriptedReceiver(name)
    this.#receivers.set(receiver.origin, receiver)
    return receiver
  }

  /** The network as one process has it: once that is over, it sends nothing and hears nothing. */
  dispatcher(clock: Clock, life: { readonly isOver: boolean }, process: number): Dispatcher {
    return {
      send: (message, { timeoutMs }) => {
        if (life.isOver) return new Promise<Reply>(() => {})
        const request = requestOf(message, clock, process)
        const { reply, tookMs } = this.#exchange(request, timeoutMs)
        return new Promise<Reply>((resolve) => {
          if (reply === null) this.onKill()
          else {
            clock.after(tookMs, () => {
              request.repliedAtMs = clock.monotonicMs()
              resolve(reply)
            })
          }
        })
      },
      check: () => Promise.resolve(null),
      close: () => Promise.resolve(),
    }
  }

  #exchange(request: SentRequest, timeoutMs: number): { reply: Reply | null; tookMs: number } {
    if (this.isEgressDown) return unreached('connect-failed', tookMsDefault)
    const receiver = this.#receivers.get(request.origin)
    if (receiver === undefined) return unreached('dns', tookMsDefault)
    this.requests.push(request)
    const script = receiver.take(request)
    if (script === 'kills') return { reply: null, tookMs: 0 }
    if (script === 'silent') return unreached('timeout-first-byte', timeoutMs)
    if (typeof script === 'number') return answered({ status: script })
    if ('unreached' in script) return unreached(script.unreached, script.tookMs ?? tookMsDefault)
    if ((script.tookMs ?? 0) > timeoutMs) return unreached('timeout-first-byte', timeoutMs)
    return answered(script)
  }
}

function requestOf(message: Message, clock: Clock, process: number): SentRequest {
  const headers = new Map<string, string>()
  for (let index = 0; index < message.headers.length; index += 2) {
    headers.set(message.headers[index]!.toLowerCase(), message.headers[index + 1]!)
  }
  return {
    origin: new URL(message.url).origin,
    process,
    sentAtMs: clock.monotonicMs(),
    repliedAtMs: null,
    url: message.url,
    headers,
    body: Buffer.from(message.body),
  }
}

function answered(script: Extract<Script, { status: number }>): { reply: Reply; tookMs: number } {
  const tookMs = script.tookMs ?? tookMsDefault
  const reply: Reply = {
    kind: 'answered',
    status: script.status,
    headers: Object.entries(script.headers ?? {}),
    bodyText: script.body ?? '',
    isWhole: true,
    timings: timings(tookMs),
  }
  return { reply, tookMs }
}

function unreached(errorClass: ErrorClass, tookMs: number): { reply: Reply; tookMs: number } {
  const reply: Reply = {
    kind: 'unreached',
    errorClass,
    detail: `simulated: ${errorClass}`,
    hadReplyBytes: false,
    timings: timings(tookMs),
  }
  return { reply, tookMs }
}

function timings(totalMs: number): PhaseTimings {
  return { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs }
}
