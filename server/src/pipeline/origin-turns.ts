/**
 * Whose turn it is: lanes that are ready, grouped by origin, served round robin within the cap on
 * what is in flight to one origin. Endpoints that hang, be they a thousand, hurt only themselves
 * (law 6): what has no reply after a second gives its place in the pool to others and counts in a
 * second pool of the same size. Of that, those known to hang get three quarters, and above half of
 * it an origin that does not answer has one place. The last quarter of either pool is for origins
 * that answer quickly and have nothing in flight. Memory only.
 */
import type { Clock } from '../ports/clock.ts'
import { Fifo } from './fifo.ts'
import { FlightAges, hangsAfterTicks, tickMs } from './flight-ages.ts'
import type { LaterRoom } from './lane-queue.ts'
import type { HeldDelivery, Lane } from './lane.ts'

interface Origin {
  readonly name: string
  readonly lanes: Fifo<Lane>
  inFlightCount: number
  /** In flight that are not first attempts: they may not take the whole cap. */
  laterCount: number
  /** Since when no attempt to it has come back while some are in flight. */
  quietSinceTick: number
  /** When the last one came back. */
  repliedTick: number
  isListed: boolean
  /** In which lists of those that wait for room it stands. */
  readonly waitsFor: Record<Room, boolean>
}

/**
 * Room that many origins may be waiting for at a time; none of them is looked at before there is
 * some. `later`: for retries, replays, releases. `slow`: for those known to hang. `busy`: for all
 * but idle origins that answer quickly.
 */
type Room = 'later' | 'slow' | 'busy'
const rooms = ['later', 'slow', 'busy'] as const satisfies readonly Room[]

/** Room of an origin's cap that retries, replays and releases leave to first attempts. */
const roomForFirst = 2

export interface Caps {
  readonly perOrigin: number
  readonly inAll: number
}

export class OriginTurns {
  readonly #origins = new Map<string, Origin>()
  readonly #turns = new Fifo<Origin>()
  readonly #waiting: Record<Room, Fifo<Origin>> = {
    later: new Fifo(),
    slow: new Fifo(),
    busy: new Fifo(),
  }
  readonly #caps: Caps
  readonly #clock: Pick<Clock, 'monotonicMs'>
  readonly #ages = new FlightAges()
  readonly #laterAges = new FlightAges()
  #tick = 0

  constructor(caps: Caps, clock: Pick<Clock, 'monotonicMs'>) {
    this.#caps = caps
    this.#clock = clock
  }

  get inFlightCount(): number {
    return this.#ages.youngCount + this.#ages.hangingCount
  }

  /** Something may start as soon as what is in flight has grown older, with no other sign of it. */
  get isWaitingForRoom(): boolean {
    return this.#turns.length > 0 || rooms.some((room) => this.#waiting[room].length > 0)
  }

  /** Puts a lane that has something to send in its origin's queue. */
  list(lane: Lane): void {
    if (lane.isListed) return
    lane.isListed = true
    const origin = this.#origin(lane.origin)
    origin.lanes.push(lane)
    this.#listOrigin(origin)
  }

  /** The next delivery that may start now, already counted as in flight; null when none may. */
  take(isReady: (lane: Lane) => boolean): HeldDelivery | null {
    this.#advance()
    for (;;) {
      const origin = this.#nextOrigin()
      if (origin === undefined) return null
      const item = this.#takeFrom(origin, isReady)
      if (item === null) continue
      if (origin.lanes.length > 0) this.#listOrigin(origin)
      return item
    }
  }

  /** An attempt to this origin has ended: its place is free. */
  release(item: HeldDelivery): void {
    this.#advance()
    const origin = this.#origin(item.countedOrigin)
    origin.inFlightCount -= 1
    origin.quietSinceTick = this.#tick
    origin.repliedTick = this.#tick
    item.lane.lastTookTicks = this.#tick - item.turnTick
    this.#ages.end(item.turnTick, item.isSlowTurn)
    if (!item.isFirst) {
      origin.laterCount -= 1
      this.#laterAges.end(item.turnTick, item.isSlowTurn)
    }
    if (origin.lanes.length > 0) this.#listOrigin(origin)
    else if (origin.inFlightCount === 0) this.#origins.delete(item.countedOrigin)
  }

  /** Those that have waited for room come first; how much of it they get is bounded. */
  #nextOrigin(): Origin | undefined {
    const { inAll } = this.#caps
    if (this.#ages.youngCount >= inAll || this.inFlightCount >= 2 * inAll) return undefined
    for (const room of rooms) {
      const waiting = this.#waiting[room]
      if (waiting.length === 0 || !this.#hasRoom(room)) continue
      const origin = waiting.shift()!
      origin.waitsFor[room] = false
      return origin
    }
    const origin = this.#turns.shift()
    if (origin !== undefined) origin.isListed = false
    return origin
  }

  /** Where nothing may go the origin waits: for room, or for one of its own attempts to end. */
  #takeFrom(origin: Origin, isReady: (lane: Lane) => boolean): HeldDelivery | null {
    if (origin.inFlightCount >= this.#caps.perOrigin) return null
    for (let left = origin.lanes.length; left > 0; left -= 1) {
      const lane = origin.lanes.shift()!
      if (lane.queue.length === 0 || !isReady(lane)) {
        lane.isListed = false
        continue
      }
      const item = this.#takeFromLane(lane, origin)
      if (item === null || lane.queue.length > 0) origin.lanes.push(lane)
      else lane.isListed = false
      if (item !== null) return item
    }
    return null
  }

  #takeFromLane(lane: Lane, origin: Origin): HeldDelivery | null {
    const isSlow = this.#isSlow(lane, origin)
    const isQuick = lane.lastTookTicks < hangsAfterTicks
    if (origin.inFlightCount > 0 && this.#ages.hangingCount * 2 >= this.#caps.inAll) {
      // Only where replies come does one more start beside what is in flight.
      if (!isQuick || this.#tick > origin.repliedTick + 1) return null
    }
    if (isSlow) {
      if (!this.#hasRoom('slow')) return this.#waitFor('slow', origin)
    } else if (!this.#hasRoom('busy') && !(isQuick && origin.inFlightCount === 0)) {
      return this.#waitFor('busy', origin)
    }
    const isLaterFull = !isSlow && !this.#hasRoom('later')
    const item = lane.queue.take(isLaterFull ? 'none' : this.#laterRoom(origin))
    if (item === undefined) return isLaterFull ? this.#waitFor('later', origin) : null
    this.#count(item, origin, isSlow)
    return item
  }

  /** Nothing has come back from it for a second, or it failed last time, and took long for it. */
  #isSlow(lane: Lane, origin: Origin): boolean {
    const isQuiet =
      origin.inFlightCount > 0 && this.#tick - origin.quietSinceTick >= hangsAfterTicks
    return isQuiet || (lane.isFailing && lane.lastTookTicks >= hangsAfterTicks)
  }

  #hasRoom(room: Room): boolean {
    const { inAll } = this.#caps
    const { youngCount, hangingCount } = this.#ages
    switch (room) {
      case 'later':
        return this.#laterAges.youngCount * 2 < inAll
      case 'slow':
        return hangingCount * 4 < inAll * 3
      case 'busy':
        return youngCount * 4 < inAll * 3 && (youngCount + hangingCount) * 4 < inAll * 7
    }
  }

  #waitFor(room: Room, origin: Origin): null {
    if (!origin.waitsFor[room]) {
      origin.waitsFor[room] = true
      this.#waiting[room].push(origin)
    }
    return null
  }

  #laterRoom(origin: Origin): LaterRoom {
    if (origin.laterCount >= Math.max(1, this.#caps.perOrigin - roomForFirst)) return 'none'
    return origin.laterCount === 0 ? 'owed' : 'some'
  }

  #count(item: HeldDelivery, origin: Origin, isSlow: boolean): void {
    item.countedOrigin = origin.name
    item.turnTick = this.#tick
    item.isSlowTurn = isSlow
    if (origin.inFlightCount === 0) origin.quietSinceTick = this.#tick
    origin.inFlightCount += 1
    item.lane.inFlightCount += 1
    this.#ages.start(isSlow)
    if (item.isFirst) return
    origin.laterCount += 1
    this.#laterAges.start(isSlow)
  }

  #listOrigin(origin: Origin): void {
    if (origin.isListed || origin.inFlightCount >= this.#caps.perOrigin) return
    origin.isListed = true
    this.#turns.push(origin)
  }

  #advance(): void {
    this.#tick = Math.floor(this.#clock.monotonicMs() / tickMs)
    this.#ages.advance(this.#tick)
    this.#laterAges.advance(this.#tick)
  }

  #origin(name: string): Origin {
    let origin = this.#origins.get(name)
    if (origin === undefined) {
      origin = {
        name,
        lanes: new Fifo(),
        inFlightCount: 0,
        laterCount: 0,
        quietSinceTick: 0,
        repliedTick: -Infinity,
        isListed: false,
        waitsFor: { later: false, slow: false, busy: false },
      }
      this.#origins.set(name, origin)
    }
    return origin
  }
}
