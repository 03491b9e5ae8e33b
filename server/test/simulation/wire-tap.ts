/**
 * Listens at the ports of the real product: which delivery a message on the wire belongs to, and
 * which outcome reached the disk. It changes nothing.
 */
import { deliveryId, parseDeliveryId } from '../../src/domain/ids.ts'
import type { Message } from '../../src/domain/message.ts'
import type { DialectName } from '../../src/domain/subscription.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { DeliveryStore } from '../../src/ports/delivery-store.ts'
import type { Dialect, Dialects, RenderRequest } from '../../src/ports/dialect.ts'
import type { NetworkListener, WireRequest } from '../world/simulated-network.ts'
import type { Chronicle } from './chronicle.ts'
import type { DeliveriesSeen } from './deliveries-seen.ts'
import type { SeenRequest } from './happenings.ts'
import { replaceMethods } from './intercept.ts'

export class WireTap {
  readonly #chronicle: Chronicle
  readonly #deliveries: DeliveriesSeen
  readonly #clock: Clock
  readonly #rendered = new WeakMap<Message, RenderRequest>()
  readonly #requests = new WeakMap<WireRequest, SeenRequest>()
  #count = 0
  process = 0

  constructor(chronicle: Chronicle, deliveries: DeliveriesSeen, clock: Clock) {
    this.#chronicle = chronicle
    this.#deliveries = deliveries
    this.#clock = clock
  }

  dialects(inner: Dialects): Dialects {
    const tapped = new Map<DialectName, Dialect>()
    return (name) => {
      const dialect = inner(name)
      let tap = tapped.get(name)
      if (tap === undefined) {
        tap = replaceMethods(dialect, {
          render: (request) => {
            const message = dialect.render(request)
            if (message instanceof Promise) throw new Error('a dialect renders at once here')
            this.#rendered.set(message, request)
            return message
          },
        })
        tapped.set(name, tap)
      }
      return tap
    }
  }

  deliveryStore(inner: DeliveryStore, life: { readonly isOver: boolean }): DeliveryStore {
    return replaceMethods(inner, {
      recordOutcomes: async (outcomes) => {
        await inner.recordOutcomes(outcomes)
        if (life.isOver) return
        for (const { attempt, next } of outcomes) {
          const request = attempt && this.#deliveries.find(attempt, attempt.number)
          if (!request) continue
          const dueAtMs = next.state === 'pending' ? next.dueAtMs : 0
          request.state = next.state
          request.dueAtMs = dueAtMs
          this.#chronicle.note({ kind: 'outcome-written', request, dueAtMs })
        }
      },
    })
  }

  /** Of the one process there is, or of that one. */
  listener(process: number | null = null): NetworkListener {
    return {
      sent: (wire) => {
        const request = this.#see(wire, process ?? this.process)
        if (request !== null) this.#chronicle.note({ kind: 'request-sent', request })
      },
      replied: (wire) => {
        const request = this.#requests.get(wire)
        if (request === undefined) return
        request.repliedAtMs = this.#clock.monotonicMs()
        request.repliedOrder = this.#chronicle.order + 1
        this.#chronicle.note({ kind: 'request-replied', request })
      },
    }
  }

  #see(wire: WireRequest, process: number): SeenRequest | null {
    const rendered = this.#rendered.get(wire.message)
    // A test event belongs to no delivery.
    if (rendered === undefined) return null
    const { event, subscription, attemptNumber } = rendered
    const key = parseDeliveryId(rendered.deliveryId)
    if (key === null) throw new Error(`${rendered.deliveryId} is no delivery id`)
    const { reply, isReceived, manner } = wire.exchange
    const { dialect } = subscription.config
    const { status, health } = subscription
    const wallMs = this.#clock.nowMs() - this.#clock.monotonicMs()
    this.#count += 1
    const request: SeenRequest = {
      id: this.#count,
      process,
      key,
      name: deliveryId(key),
      eventSeq: event.seq,
      number: attemptNumber,
      token: tokenOf(event.data),
      dialect,
      subscriptionVersion: subscription.version,
      origin: wire.endpoint.origin,
      manner,
      headers: headersOf(wire.message),
      body: wire.message.body,
      isReleasing: status.releasingSinceMs !== null && !health.isSick && !health.isSlowed,
      releasingSinceMs: status.releasingSinceMs === null ? null : status.releasingSinceMs - wallMs,
      isSick: health.isSick,
      isEgressDown: wire.isEgressDown,
      sentAtMs: this.#clock.monotonicMs(),
      sentOrder: this.#chronicle.order + 1,
      repliedAtMs: null,
      repliedOrder: null,
      isReceived,
      isSuccess: reply.kind === 'answered' && isSuccessStatus(dialect, reply.status),
      status: reply.kind === 'answered' ? reply.status : null,
      retryAfterMs: retryAfterMs(reply),
      hadReplyBytes: reply.kind === 'answered' || reply.hadReplyBytes,
      fate: 'open',
      state: null,
      dueAtMs: null,
    }
    this.#requests.set(wire, request)
    return request
  }
}

/** SuperOffice: exactly 200 (ruling R2); Standard Webhooks: any 2xx. */
function isSuccessStatus(dialect: DialectName, status: number): boolean {
  return dialect === 'superoffice' ? status === 200 : status >= 200 && status < 300
}

function headersOf(message: Message): ReadonlyMap<string, string> {
  const headers = new Map<string, string>()
  for (let at = 0; at < message.headers.length; at += 2) {
    headers.set(message.headers[at]!.toLowerCase(), message.headers[at + 1]!)
  }
  return headers
}

function retryAfterMs(reply: WireRequest['exchange']['reply']): number {
  if (reply.kind !== 'answered') return 0
  const value = reply.headers.find(([name]) => name === 'retry-after')?.[1]
  return value === undefined ? 0 : Number(value) * 1_000
}

/** The number that the client put into the event's data. */
export function tokenOf(data: Uint8Array): number {
  const { token } = JSON.parse(Buffer.from(data).toString()) as { token?: unknown }
  return typeof token === 'number' ? token : 0
}
