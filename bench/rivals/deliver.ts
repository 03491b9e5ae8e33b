/**
 * How the rivals send: undici's Pool.dispatch with one small handler, a pool per origin, signed
 * as Standard Webhooks prescribes. This is the leanest way that undici offers, so that the bench
 * compares queues and stores, not HTTP clients.
 */
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Pool, type Dispatcher } from 'undici'
import type { QueuedDelivery, RivalSettings } from './ingest.ts'

export type Deliver = (delivery: QueuedDelivery) => Promise<void>

/** Connections to one origin, the cap that Posthorn has by default. */
const connectionsPerOrigin = 8

/** @returns a function that resolves after a 2xx reply was read whole, and rejects otherwise. */
export function makeDeliver(settings: RivalSettings): Deliver {
  const authority = settings.authorityFile
  const connect = authority === undefined ? {} : { ca: readFileSync(authority) }
  const pools = new Map<string, Pool>()
  const targets = settings.subscriptions.map(({ url, secret }) => {
    const { origin, pathname } = new URL(url)
    let pool = pools.get(origin)
    if (pool === undefined) {
      pool = new Pool(origin, { connections: connectionsPerOrigin, connect })
      pools.set(origin, pool)
    }
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    return { pool, path: pathname, key }
  })
  return ({ to, id, body }) => {
    const target = targets[to]
    if (target === undefined) throw new Error(`no subscription ${to}`)
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = createHmac('sha256', target.key)
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64')
    return new Promise((resolve, reject) => {
      target.pool.dispatch(
        {
          method: 'POST',
          path: target.path,
          headersTimeout: settings.timeoutMs,
          bodyTimeout: settings.timeoutMs,
          headers: [
            'content-type',
            'application/json',
            'webhook-id',
            id,
            'webhook-timestamp',
            timestamp,
            'webhook-signature',
            `v1,${signature}`,
          ],
          body,
        },
        new ReplyReader(resolve, reject),
      )
    })
  }
}

class ReplyReader implements Dispatcher.DispatchHandler {
  readonly #resolve: () => void
  readonly #reject: (error: Error) => void
  #status = 0

  constructor(resolve: () => void, reject: (error: Error) => void) {
    this.#resolve = resolve
    this.#reject = reject
  }

  onRequestStart(): void {}

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status
  }

  onResponseData(): void {}

  onResponseEnd(): void {
    if (this.#status >= 200 && this.#status < 300) this.#resolve()
    else this.#reject(new Error(`status ${this.#status}`))
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#reject(error)
  }
}
