/**
 * Connections kept per origin and reused, within bounds: those in use and those open to one origin,
 * those idle in all, the time to idle. Serves every send. A connection carries the messages of one
 * isolation only; where many share an origin, idle ones of others are closed to make room.
 *
 * A request on a kept connection that the receiver closes at that moment fails as `reset`: it is
 * not sent again here, since the receiver may have worked on it. So the pool makes it rare: idle
 * connections keep clear of the receiver's `Keep-Alive` hint, and of the time at which it was seen
 * to close one. Memory only.
 */
import { NoConnection } from '../../ports/dispatcher.ts'
import type { EndpointUrl } from './endpoint-url.ts'
import type { Exchange } from './exchange.ts'
import { IdleHabit } from './idle-habit.ts'
import { Line, type LineOwner } from './line.ts'
import type { Egress, OriginMemory } from './opening.ts'

export interface PoolOptions {
  readonly egress: Egress
  /** In use at one time, over all isolations. */
  readonly connectionsPerOriginMax: number
  readonly idleSocketsMax: number
  readonly waitMsMax: number
}

interface Origin {
  readonly endpoint: EndpointUrl
  readonly memory: OriginMemory
  /** Oldest first. */
  readonly idle: Line[]
  readonly waiting: Exchange[]
  readonly waitingTests: Exchange[]
  readonly habit: IdleHabit
  /** Lines, idle ones among them. */
  lineCount: number
  busyCount: number
  /** Tests among the busy. */
  testCount: number
}

/** Times those in use: without idle ones to spare, many tenants would open one for each message. */
const openShare = 16

/** Of an origin's connections; the rest are for deliveries. */
const testShare = 1 / 4
/** For one origin: a person waits for each. */
const waitingTestsMax = 100

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

  /** Puts it on a connection: an idle one, a new one, or one that comes free. */
  send(exchange: Exchange, endpoint: EndpointUrl): void {
    const origin = this.#originFor(endpoint)
    const isFree =
      origin.idle.length > 0 || origin.lineCount < this.#options.connectionsPerOriginMax
    if (isFree && !(exchange.isTest && this.#isFullOfTests(origin))) this.#begin(exchange, origin)
    else this.#wait(exchange, origin)
  }

  freed(line: Line, exchange: Exchange, cutAfterMs: number | null): void {
    const origin = this.#originOf.get(line)
    if (origin === undefined) return
    origin.busyCount -= 1
    if (exchange.isTest) origin.testCount -= 1
    if (cutAfterMs !== null) origin.habit.noteClosing(cutAfterMs, performance.now())
    if (line.isGone) this.#forget(line, origin)
    else {
      origin.idle.push(line)
      this.#idle.add(line)
    }
    const next = origin.waiting.shift() ?? this.#nextTest(origin)
    if (next !== undefined) this.#begin(next, origin)
    this.#trimIdle()
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
    this.#trimIdle()
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
      waitingTests: [],
      habit: new IdleHabit(),
      lineCount: 0,
      busyCount: 0,
      testCount: 0,
    }
    this.#origins.set(endpoint.origin, origin)
    return origin
  }

  #begin(exchange: Exchange, origin: Origin): void {
    origin.busyCount += 1
    if (exchange.isTest) origin.testCount += 1
    const line = this.#takeIdle(origin, exchange.isolation)
    if (line !== null) {
      line.carry(exchange)
      return
    }
    const [oldest] = origin.idle
    const isFull = origin.lineCount >= openShare * this.#options.connectionsPerOriginMax
    if (isFull && oldest !== undefined) this.#dropIdle(oldest)
    this.#newLine(origin, exchange.isolation).carry(exchange)
  }

  #wait(exchange: Exchange, origin: Origin): void {
    const list = exchange.isTest ? origin.waitingTests : origin.waiting
    if (exchange.isTest && list.length >= waitingTestsMax) {
      exchange.reject(
        new NoConnection(`${waitingTestsMax} tests wait for a connection to the origin`),
      )
      return
    }
    list.push(exchange)
    exchange.wait(this.#options.waitMsMax, () => list.splice(list.indexOf(exchange), 1))
  }

  #nextTest(origin: Origin): Exchange | undefined {
    return this.#isFullOfTests(origin) ? undefined : origin.waitingTests.shift()
  }

  #isFullOfTests(origin: Origin): boolean {
    const countMax = Math.ceil(this.#options.connectionsPerOriginMax * testShare)
    return origin.testCount >= countMax
  }

  #takeIdle(origin: Origin, isolation: number | null): Line | null {
    const { idle } = origin
    const nowMs = performance.now()
    for (let at = idle.length - 1; at >= 0; at -= 1) {
      const line = idle[at]
      if (line === undefined || line.isolation !== isolation) continue
      if (at === idle.length - 1) idle.pop()
      else idle.splice(at, 1)
      this.#idle.delete(line)
      if (origin.habit.allows(nowMs - line.idleSinceMs, nowMs)) return line
      line.close()
      this.#forget(line, origin)
    }
    return null
  }

  #newLine(origin: Origin, isolation: number | null): Line {
    const { endpoint, memory } = origin
    const line = new Line({
      endpoint,
      memory,
      egress: this.#options.egress,
      owner: this,
      isolation,
    })
    origin.lineCount += 1
    this.#originOf.set(line, origin)
    return line
  }

  /** The longest idle go first; none stays once the pool is being closed. */
  #trimIdle(): void {
    const countMax = this.#emptied === null ? this.#options.idleSocketsMax : 0
    if (this.#idle.size <= countMax) return
    for (const oldest of this.#idle) {
      this.#dropIdle(oldest)
      if (this.#idle.size <= countMax) return
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
