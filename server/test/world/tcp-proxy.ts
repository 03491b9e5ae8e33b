/**
 * The way to a server on loopback, which a test takes away in the ways that networks do: refused,
 * silent (what is sent is swallowed, and what was swallowed is gone for good), or held, so that what
 * a client sent arrives after the client has given up.
 */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

type Mode = 'open' | 'silent' | 'held'

interface Pair {
  readonly client: Socket
  readonly server: Socket
  readonly held: Buffer[]
  /** Something of it was swallowed: it is of no use any more. */
  isDead: boolean
}

export class TcpProxy {
  readonly #targetPort: number
  readonly #pairs = new Set<Pair>()
  /** Taken in silence: the server knows nothing of them. */
  readonly #unheard = new Set<Socket>()
  #server: Server | null = null
  #port = 0
  #mode: Mode = 'open'
  #onHeld = (): void => undefined

  private constructor(targetPort: number) {
    this.#targetPort = targetPort
  }

  static async start(targetPort: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(targetPort)
    await proxy.#listen()
    return proxy
  }

  get port(): number {
    return this.#port
  }

  /** The same URL with this proxy in the place of the server. */
  through(url: string): string {
    const changed = new URL(url)
    changed.port = String(this.#port)
    return changed.href
  }

  /** Ends all connections and refuses new ones. */
  async refuse(): Promise<void> {
    const server = this.#server
    this.#server = null
    for (const pair of this.#pairs) drop(pair)
    for (const client of this.#unheard) client.resetAndDestroy()
    if (server === null) return
    server.close()
    await once(server, 'close')
  }

  /** Swallows everything from now on; connections are taken and hear nothing. */
  swallow(): void {
    this.#mode = 'silent'
  }

  /** Keeps what clients send from now on over the connections they have; new ones are served. */
  hold(): void {
    this.#mode = 'held'
  }

  /** Resolves once so many pieces are held. */
  held(count: number): Promise<void> {
    const heldCount = (): number =>
      [...this.#pairs].reduce((sum, pair) => sum + pair.held.length, 0)
    return new Promise((resolve) => {
      this.#onHeld = () => {
        if (heldCount() >= count) resolve()
      }
      this.#onHeld()
    })
  }

  /** Clients lose the connections over which something is held; the server does not notice. */
  loseHeld(): void {
    for (const { client, held } of this.#pairs) if (held.length > 0) client.destroy()
  }

  /** What was held arrives after all; resolves when the server is done with it. */
  async deliverHeld(): Promise<void> {
    const late = [...this.#pairs].filter(({ held }) => held.length > 0)
    await Promise.all(
      late.map(async ({ server, held }) => {
        const closed = once(server, 'close')
        server.end(Buffer.concat(held.splice(0)))
        await closed
      }),
    )
  }

  /**
   * The way is free again, for new connections and for those that lost nothing. Of the others the
   * server hears the end that clients made meanwhile, since a kernel says that again and again.
   */
  async restore(): Promise<void> {
    this.#mode = 'open'
    for (const pair of this.#pairs) if (pair.isDead && pair.client.readableEnded) drop(pair)
    if (this.#server === null) await this.#listen()
  }

  async close(): Promise<void> {
    await this.refuse()
    for (const { server } of this.#pairs) server.destroy()
  }

  async #listen(): Promise<void> {
    const server = createServer({ allowHalfOpen: true }, (client) => this.#join(client))
    server.listen(this.#port, '127.0.0.1')
    await once(server, 'listening')
    this.#server = server
    this.#port = (server.address() as AddressInfo).port
  }

  #join(client: Socket): void {
    if (this.#mode === 'silent') this.#swallowWhole(client)
    else this.#pair(client)
  }

  /** Its first packet would be swallowed too: no place is taken at the server, then or later. */
  #swallowWhole(client: Socket): void {
    this.#unheard.add(client)
    client.on('error', () => undefined)
    client.on('end', () => client.destroy())
    client.on('close', () => this.#unheard.delete(client))
    client.resume()
  }

  #pair(client: Socket): void {
    const server = connect({ port: this.#targetPort, host: '127.0.0.1', allowHalfOpen: true })
    const isLate = this.#mode === 'held'
    const pair: Pair = { client, server, held: [], isDead: false }
    this.#pairs.add(pair)
    client.on('data', (bytes: Buffer) => {
      if (this.#isLost(pair)) return
      if (this.#mode !== 'held' || isLate) server.write(bytes)
      else {
        pair.held.push(bytes)
        this.#onHeld()
      }
    })
    server.on('data', (bytes: Buffer) => {
      if (!this.#isLost(pair) && !client.destroyed) client.write(bytes)
    })
    // An end tells nothing either where everything is swallowed; what is held outlives its client.
    client.on('close', () => {
      if (pair.held.length === 0) server.destroy()
    })
    client.on('end', () => {
      if (!this.#isLost(pair) && pair.held.length === 0) server.end()
      else if (pair.isDead && this.#mode === 'open') drop(pair)
    })
    server.on('end', () => {
      if (!this.#isLost(pair)) client.end()
    })
    server.on('close', () => {
      this.#pairs.delete(pair)
      if (!this.#isLost(pair)) client.destroy()
    })
    for (const socket of [client, server]) socket.on('error', () => undefined)
  }

  #isLost(pair: Pair): boolean {
    if (this.#mode === 'silent') pair.isDead = true
    return pair.isDead
  }
}

function drop({ client, server }: Pair): void {
  client.resetAndDestroy()
  server.destroy()
}
