/**
 * Whose turn it is: lanes that are ready, grouped by origin, served round robin within the cap on
 * what is in flight to one origin. A hanging endpoint can fill the cap of its own origin and
 * nothing else (law 6: a sick endpoint hurts only itself).
 */
import { Fifo } from './fifo.ts'
import type { LaterRoom } from './lane-queue.ts'
import type { HeldDelivery, Lane } from './lane.ts'

interface Origin {
  readonly name: string
  readonly lanes: Fifo<Lane>
  inFlightCount: number
  /** In flight that are not first attempts: they may not take the whole cap. */
  laterCount: number
  isListed: boolean
}

/** Room of an origin's cap that retries, replays and releases leave to first attempts. */
const roomForFirst = 2

export interface Caps {
  readonly perOrigin: number
  readonly inAll: number
}

export class OriginTurns {
  readonly #origins = new Map<string, Origin>()
  readonly #turns = new Fifo<Origin>()
  readonly #caps: Caps
  #inFlightCount = 0
  #laterCount = 0

  constructor(caps: Caps) {
    this.#caps = caps
  }

  get inFlightCount(): number {
    return this.#inFlightCount
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
    for (let left = this.#turns.length; left > 0; left -= 1) {
      if (this.#inFlightCount >= this.#caps.inAll) return null
      const origin = this.#turns.shift()!
      origin.isListed = false
      const item = this.#takeFrom(origin, isReady)
      if (origin.lanes.length > 0 && origin.inFlightCount < this.#caps.perOrigin) {
        this.#listOrigin(origin)
      }
      if (item !== null) return item
    }
    return null
  }

  /** An attempt to this origin has ended: its place is free. */
  release(item: HeldDelivery): void {
    const origin = this.#origin(item.countedOrigin)
    origin.inFlightCount -= 1
    this.#inFlightCount -= 1
    if (!item.isFirst) {
      origin.laterCount -= 1
      this.#laterCount -= 1
    }
    if (origin.lanes.length > 0) this.#listOrigin(origin)
    else if (origin.inFlightCount === 0) this.#origins.delete(item.countedOrigin)
  }

  #takeFrom(origin: Origin, isReady: (lane: Lane) => boolean): HeldDelivery | null {
    for (let left = origin.lanes.length; left > 0; left -= 1) {
      const lane = origin.lanes.shift()!
      if (lane.queue.length === 0 || !isReady(lane)) {
        lane.isListed = false
        continue
      }
      const item = lane.queue.take(this.#laterRoom(origin))
      if (item === undefined) {
        origin.lanes.push(lane)
        continue
      }
      this.#count(origin, lane, item)
      if (lane.queue.length > 0) origin.lanes.push(lane)
      else lane.isListed = false
      return item
    }
    return null
  }

  #laterRoom(origin: Origin): LaterRoom {
    const cap = Math.max(1, this.#caps.perOrigin - roomForFirst)
    const hasRoom = origin.laterCount < cap && this.#laterCount * 2 < this.#caps.inAll
    if (!hasRoom) return 'none'
    return origin.laterCount === 0 ? 'owed' : 'some'
  }

  #count(origin: Origin, lane: Lane, item: HeldDelivery): void {
    item.countedOrigin = origin.name
    origin.inFlightCount += 1
    this.#inFlightCount += 1
    lane.inFlightCount += 1
    if (item.isFirst) return
    origin.laterCount += 1
    this.#laterCount += 1
  }

  #listOrigin(origin: Origin): void {
    if (origin.isListed || origin.inFlightCount >= this.#caps.perOrigin) return
    origin.isListed = true
    this.#turns.push(origin)
  }

  #origin(name: string): Origin {
    let origin = this.#origins.get(name)
    if (origin === undefined) {
      origin = { name, lanes: new Fifo(), inFlightCount: 0, laterCount: 0, isListed: false }
      this.#origins.set(name, origin)
    }
    return origin
  }
}
