/**
 * A receiver on loopback that answers 200 and counts: which event came how often to which path,
 * and what was answered just before a kill. Test events are answered and not counted.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Arrival {
  readonly path: string
  readonly eventId: string
  readonly atMs: number
  answeredAtMs: number | null
}

export class CountingReceiver {
  readonly arrivals: Arrival[] = []
  readonly #counts = new Map<string, number>()
  readonly #waiting = new Set<() => void>()
  readonly #server: Server
  duplicateCount = 0

  private constructor(server: Server) {
    this.#server = server
  }

  static async start(): Promise<CountingReceiver> {
    const server = createServer({ keepAliveTimeout: 60_000 })
    const receiver = new CountingReceiver(server)
    server.on('request', (request, response) => {
      request.resume()
      const arrival: Arrival | null =
        request.headers['x-hook-test'] === 'true'
          ? null
          : receiver.#note(request.url ?? '/', String(request.headers['webhook-id']))
      request.on('end', () => {
        response.writeHead(200, { 'content-length': 0 }).end()
        if (arrival !== null) arrival.answeredAtMs = performance.now()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return receiver
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  has(path: string, eventId: string): boolean {
    return this.#counts.has(`${path} ${eventId}`)
  }

  /** Resolves when the condition holds; looks after every arrival. Rejects after the bound. */
  until(condition: () => boolean, boundMs: number, what: string): Promise<void> {
    if (condition()) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(look)
        reject(new Error(`not within ${boundMs} ms: ${what}`))
      }, boundMs)
      const look = (): void => {
        if (!condition()) return
        this.#waiting.delete(look)
        clearTimeout(timer)
        resolve()
      }
      this.#waiting.add(look)
    })
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  #note(path: string, eventId: string): Arrival {
    const arrival = { path, eventId, atMs: performance.now(), answeredAtMs: null }
    this.arrivals.push(arrival)
    const key = `${path} ${eventId}`
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    if (count > 1) this.duplicateCount += 1
    for (const look of [...this.#waiting]) look()
    return arrival
  }
}
