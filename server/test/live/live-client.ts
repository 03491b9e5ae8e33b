/** Reads the live feed as a browser does: event by event, coming back with the last id it had. */
import { request, type IncomingMessage } from 'node:http'
import type { TestContext } from 'node:test'
import { type Json, operatorKey, type RunningServer } from '../world/running-server.ts'

export interface SentEvent {
  readonly id: string
  readonly name: string
  readonly data: Json
}

export class LiveClient {
  readonly events: SentEvent[] = []
  readonly #server: RunningServer
  readonly #path: string
  readonly #key: string
  readonly #waiting = new Set<() => void>()
  lastId = ''
  status = 0
  isEnded = false
  #response: IncomingMessage | null = null

  constructor(server: RunningServer, path: string, key: string) {
    this.#server = server
    this.#path = path
    this.#key = key
  }

  /** Resolves once the answer has begun. */
  connect(): Promise<void> {
    return new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${this.#key}`,
        ...(this.lastId === '' ? {} : { 'last-event-id': this.lastId }),
      }
      const asked = request(this.#server.url + this.#path, { headers }, (response) => {
        this.#response = response
        this.status = response.statusCode ?? 0
        this.isEnded = false
        let text = ''
        response.on('data', (chunk: Buffer) => {
          if (response !== this.#response) return
          text += chunk.toString()
          text = this.#take(text)
          // What has come by then says where the reader begins.
          if (this.lastId !== '') resolve()
        })
        response.on('error', () => {})
        response.on('close', () => {
          this.isEnded = true
          this.#wake()
          resolve()
        })
      })
      asked.on('error', (error) => (this.#response === null ? reject(error) : resolve()))
      asked.end()
    })
  }

  /** In the middle of whatever is on its way. */
  cut(): void {
    this.#response?.destroy()
    this.#response = null
  }

  async until(isSo: (client: LiveClient) => boolean): Promise<void> {
    while (!isSo(this)) {
      if (this.isEnded && this.#response !== null) throw new Error('the stream ended')
      await new Promise<void>((resolve) => this.#waiting.add(resolve))
    }
  }

  async ended(): Promise<void> {
    while (!this.isEnded) await new Promise<void>((resolve) => this.#waiting.add(resolve))
  }

  named(name: string): readonly Json[] {
    return this.events.filter((event) => event.name === name).map(({ data }) => data)
  }

  /** Whole events; answers what is not whole yet. */
  #take(text: string): string {
    const parts = text.split('\n\n')
    for (const part of parts.slice(0, -1)) {
      const fields = new Map(
        part.split('\n').map((line) => {
          const [name = '', ...value] = line.split(': ')
          return [name, value.join(': ')] as const
        }),
      )
      this.lastId = fields.get('id') ?? this.lastId
      const data = fields.get('data')
      if (data === undefined) continue
      this.events.push({
        id: this.lastId,
        name: fields.get('event') ?? '',
        data: JSON.parse(data),
      })
    }
    this.#wake()
    return parts.at(-1) ?? ''
  }

  #wake(): void {
    for (const resume of this.#waiting) resume()
    this.#waiting.clear()
  }
}

/** Connected, and cut when the test ends. */
export async function follow(
  t: TestContext,
  server: RunningServer,
  path: string,
  key = operatorKey,
): Promise<LiveClient> {
  const client = new LiveClient(server, path, key)
  t.after(() => client.cut())
  await client.connect()
  return client
}
