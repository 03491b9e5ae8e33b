/**
 * A network of receivers with manners of their own, reached by the dispatcher port: they answer,
 * dawdle, hang, cut the line, ask for patience or are gone, each for its spell. What a process had
 * under way when it died reached its receiver all the same; nobody is told.
 */
import type { ErrorClass } from '../../src/domain/error-class.ts'
import type { Message, PhaseTimings, Reply } from '../../src/domain/message.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Dispatcher } from '../../src/ports/dispatcher.ts'
import type { SeededRandom } from './seeded-random.ts'

export const manners = [
  'ok',
  'slow',
  'hanging',
  'reset',
  'cut',
  'flaky',
  'down',
  'refusing',
  'dead-name',
  'too-many',
  'gone',
  'no-content',
  'redirect',
] as const
export type Manner = (typeof manners)[number]

export interface Spell {
  readonly fromMs: number
  readonly manner: Manner
}

export interface Endpoint {
  readonly origin: string
  /** By time, the first from 0; times as the clock's `monotonicMs`. */
  spells: readonly Spell[]
}

/** What becomes of one request, decided when it leaves. */
export interface Exchange {
  readonly tookMs: number
  readonly reply: Reply
  /** Whether the receiver got the whole request. */
  readonly isReceived: boolean
  readonly manner: Manner
}

export interface WireRequest {
  readonly message: Message
  readonly endpoint: Endpoint
  readonly exchange: Exchange
  readonly isEgressDown: boolean
}

export interface NetworkListener {
  sent(request: WireRequest): void
  /** The reply has reached the process that sent it, which is alive. */
  replied(request: WireRequest): void
}

/** A process as the network meets it. */
export interface ReceivingLife {
  readonly isOver: boolean
  /** Takes a reply in when the process is awake; at once where it never sleeps. */
  arrive?(run: () => void): void
}

export class SimulatedNetwork {
  readonly #endpoints = new Map<string, Endpoint>()
  readonly #clock: Clock
  readonly #random: SeededRandom
  isEgressDown = false

  constructor(clock: Clock, random: SeededRandom) {
    this.#clock = clock
    this.#random = random
  }

  get endpoints(): readonly Endpoint[] {
    return [...this.#endpoints.values()]
  }

  addEndpoint(origin: string, spells: readonly Spell[]): Endpoint {
    const endpoint = { origin, spells }
    this.#endpoints.set(origin, endpoint)
    return endpoint
  }

  mannerOf(endpoint: Endpoint): Manner {
    const nowMs = this.#clock.monotonicMs()
    return endpoint.spells.findLast((spell) => spell.fromMs <= nowMs)?.manner ?? 'ok'
  }

  /** From now on every receiver answers, and the way out is open. */
  heal(): void {
    this.isEgressDown = false
    for (const endpoint of this.#endpoints.values()) {
      endpoint.spells = [{ fromMs: 0, manner: 'ok' }]
    }
  }

  /** The network as one process has it: once that is over, no reply reaches it. */
  dispatcherOf(life: ReceivingLife, listener: NetworkListener): Dispatcher {
    const arrive = (run: () => void): void => {
      if (life.arrive === undefined) run()
      else life.arrive(run)
    }
    return {
      send: (message, { timeoutMs }) => {
        if (life.isOver) return new Promise<Reply>(() => {})
        const endpoint = this.#endpoints.get(new URL(message.url).origin)
        if (endpoint === undefined) throw new Error(`no endpoint behind ${message.url}`)
        const exchange = this.#decide(endpoint, timeoutMs)
        const request = { message, endpoint, exchange, isEgressDown: this.isEgressDown }
        listener.sent(request)
        return new Promise<Reply>((resolve) => {
          const take = (): void => {
            if (life.isOver) return
            listener.replied(request)
            // The process may have died at the very moment that the reply came.
            if (!life.isOver) resolve(exchange.reply)
          }
          this.#clock.after(exchange.tookMs, () => arrive(take))
        })
      },
      check: () => Promise.resolve(null),
      close: () => Promise.resolve(),
    }
  }

  #decide(endpoint: Endpoint, timeoutMs: number): Exchange {
    const manner = this.mannerOf(endpoint)
    if (!this.isEgressDown) return this.#exchange(manner, timeoutMs)
    const errorClass = this.#random.pick(['dns', 'connect-refused', 'connect-failed'] as const)
    return this.#unreached(errorClass, this.#random.between(1, 400), manner)
  }

  #exchange(manner: Manner, timeoutMs: number): Exchange {
    const random = this.#random
    const quickMs = random.between(2, 40)
    const answered = (status: number, tookMs = quickMs, headers: [string, string][] = []) =>
      exchangeOf(manner, tookMs, timeoutMs, answer(status, tookMs, headers))
    switch (manner) {
      case 'ok':
        return answered(200)
      case 'slow':
        return answered(200, random.between(300, 4_000))
      case 'hanging':
        return exchangeOf(manner, timeoutMs + 1, timeoutMs, answer(200, timeoutMs + 1, []))
      case 'flaky':
        return answered(random.chance(0.35) ? 500 : 200)
      case 'down':
        return answered(random.pick([500, 502, 503]))
      case 'too-many':
        return answered(429, quickMs, [['retry-after', String(random.between(1, 20))]])
      case 'gone':
        return answered(410)
      case 'no-content':
        return answered(204)
      case 'redirect':
        return answered(302, quickMs, [['location', 'https://elsewhere.test/']])
      case 'refusing':
        return this.#unreached('connect-refused', random.between(1, 20), manner)
      case 'dead-name':
        return this.#unreached('dns', random.between(1, 900), manner)
      case 'reset':
        return { ...this.#unreached('reset', quickMs, manner), isReceived: random.chance(0.5) }
      case 'cut':
        return { tookMs: quickMs, manner, isReceived: true, reply: cutReply(quickMs) }
    }
  }

  #unreached(errorClass: ErrorClass, tookMs: number, manner: Manner): Exchange {
    return { tookMs, manner, isReceived: false, reply: unreached(errorClass, tookMs, false) }
  }
}

function exchangeOf(manner: Manner, tookMs: number, timeoutMs: number, reply: Reply): Exchange {
  if (tookMs <= timeoutMs) return { tookMs, reply, isReceived: true, manner }
  const late = unreached('timeout-first-byte', timeoutMs, false)
  return { tookMs: timeoutMs, reply: late, isReceived: true, manner }
}

function answer(status: number, totalMs: number, headers: [string, string][]): Reply {
  return {
    kind: 'answered',
    status,
    headers: [['content-type', 'text/plain'], ...headers],
    bodyText: status < 300 ? 'thanks' : 'no',
    isWhole: true,
    timings: timings(totalMs),
  }
}

/** The status line of a success came, and then the line was cut. */
function cutReply(totalMs: number): Reply {
  return unreached('reset', totalMs, true)
}

function unreached(errorClass: ErrorClass, totalMs: number, hadReplyBytes: boolean): Reply {
  return {
    kind: 'unreached',
    errorClass,
    detail: `simulated: ${errorClass}`,
    hadReplyBytes,
    timings: timings(totalMs),
  }
}

function timings(totalMs: number): PhaseTimings {
  return { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs }
}
