/**
 * Connections kept per origin and reused, within three bounds: connections to one origin, idle
 * connections in all, time to idle. Serves every send.
 *
 * A request on a kept connection that the receiver closes at that moment fails as `reset`: it is
 * not sent again here, since the receiver may have worked on it. So the pool makes it rare: idle
 * connections keep clear of the receiver's `Keep-Alive` hint, and of the time at which it was seen
 * to close one. Memory only.
 */
import type { EndpointUrl } from './endpoint-url.ts'
import type { Exchange } from './exchange.ts'
import { IdleHabit } from './idle-habit.ts'
import { Line, type LineOwner } from './line.ts'
import type { Egress, OriginMemory } from './opening.ts'

export interface PoolOptions {
  readonly egress: Egress
  readonly connectionsPerOriginMax: number
  readonly idleSocketsMax: number
}

interface Origin {
  readonly endpoint: EndpointUrl
  readonly memory: OriginMemory
  readonly idle: Line[]
  readonly waiting: Exchange[]
  readonly habit: IdleHabit
  lineCount: number
}

/** Origins without a connection whose habits and TLS session are still remembered. */
const originsRememberedMax = 2_000

export class ConnectionPool implements LineOwner {
  readonly #options: PoolOptions
  readonly #origins = new Map<string, Origin>()
  readonly #originOf = new Map<Line, Origin>()
  /** Oldest first. */
  readonly #idle = new Set<Line>()
  #emptied: (() => void) | null = null

  constructor(options: PoolOptions) {
    this.#options = options
  }

  /** Puts it on a connection: an idle one, a new one, or the next that is freed. */
  send(exchange: Exchange, endpoint: EndpointUrl): void {
    const origin = this.#originFor(endpoint)
    const line = this.#takeIdle(origin)
    if (line !== null) line.carry(exchange)
    else if (origin.lineCount < this.#options.connectionsPerOriginMax) {
      this.#newLine(origin).carry(exchange)
    } else origin.waiting.push(exchange)
  }

  freed(line: Line, cutAfterMs: number | null): void {
    const origin = this.#originOf.get(line)
    if (origin === undefined) return
    if (cutAfterMs !== null) origin.habit.noteClosing(cutAfterMs, performance.now())
    const next = origin.waiting.shift()
    if (line.isGone) {
      this.#forget(line, origin)
      if (next !== undefined) this.#newLine(origin).carry(next)
    } else if (next !== undefined) line.carry(next)
    else this.#keepIdle(line, origin)
    this.#noteEmpty()
  }

  lostIdle(line: Line, idleMs: number | null): void {
    const origin = this.#originOf.get(line)
    if (origin === undefined) return
    this.#idle.delete(line)
    const at = origin.idle.indexOf(line)
    if (at !== -1) origin.idle.splice(at, 1)
    this.#forget(line, origin)
    if (idleMs !== null) origin.habit.noteClosing(idleMs, performance.now())
    this.#noteEmpty()
  }

  /** Drops what idles now and whatever is freed from now on; resolves when the last has ended. */
  async close(): Promise<void> {
    const emptied = new Promise<void>((resolve) => {
      this.#emptied = resolve
    })
    for (const line of this.#idle) this.#dropIdle(line)
    this.#noteEmpty()
    await emptied
  }

  #originFor(endpoint: EndpointUrl): Origin {
    const known = this.#origins.get(endpoint.origin)
    if (known !== undefined) return known
    if (this.#origins.size >= originsRememberedMax) this.#forgetUnusedOrigin()
    const origin: Origin = {
      endpoint,
      memory: { goodAddress: null, session: null, sessionAtMs: 0 },
      idle: [],
      waiting: [],
      habit: new IdleHabit(),
      lineCount: 0,
    }
    this.#origins.set(endpoint.origin, origin)
    return origin
  }

  #takeIdle(origin: Origin): Line | null {
    if (origin.idle.length === 0) return null
    const nowMs = performance.now()
    for (;;) {
      const line = origin.idle.pop()
      if (line === undefined) return null
      this.#idle.delete(line)
      if (origin.habit.allows(nowMs - line.idleSinceMs, nowMs)) return line
      line.close()
      this.#forget(line, origin)
    }
  }

  #newLine(origin: Origin): Line {
    const { endpoint, memory } = origin
    const line = new Line({ endpoint, memory, egress: this.#options.egress, owner: this })
    origin.lineCount += 1
    this.#originOf.set(line, origin)
    return line
  }

  #keepIdle(line: Line, origin: Origin): void {
    origin.idle.push(line)
    this.#idle.add(line)
    if (this.#emptied !== null) this.#dropIdle(line)
    else if (this.#idle.size > this.#options.idleSocketsMax) {
      for (const oldest of this.#idle) {
        this.#dropIdle(oldest)
        break
      }
    }
  }

  #dropIdle(line: Line): void {
    line.close()
    this.lostIdle(line, null)
  }

  #forget(line: Line, origin: Origin): void {
    this.#originOf.delete(line)
    origin.lineCount -= 1
  }

  #forgetUnusedOrigin(): void {
    for (const [key, origin] of this.#origins) {
      if (origin.lineCount > 0) continue
      this.#origins.delete(key)
      return
    }
  }

  #noteEmpty(): void {
    if (this.#emptied !== null && this.#originOf.size === 0) this.#emptied()
  }
}
