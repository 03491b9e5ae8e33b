/**
 * Stage 3 of the pipeline: deliveries wait here for their turn, in one bounded lane a subscription.
 * What does not fit stays in the store and is claimed when there is room. This decides who is
 * sent next; it sends nothing and writes nothing itself. A crash loses only memory.
 */
import type { PendingDelivery } from '../domain/delivery.ts'
import type { Event } from '../domain/event.ts'
import type { Subscription } from '../domain/subscription.ts'
import { type ClaimedDelivery, heldName } from '../ports/delivery-store.ts'
import type { Ports } from '../ports/ports.ts'
import { heldCountMax, keepRate, waitForRateMs } from './attempt-rate.ts'
import { ClaimTurns } from './claim-turns.ts'
import { HeldDeliveries } from './held-deliveries.ts'
import { type HeldDelivery, isOneAtATime, type Lane } from './lane.ts'
import { LaneDrains } from './lane-drains.ts'
import type { Ownership } from './membership.ts'
import { OriginTurns } from './origin-turns.ts'
import {
  type QueueActions,
  type QueueParts,
  type QueueSettings,
  sharedCaps,
} from './queue-parts.ts'
import { StartGate } from './start-gate.ts'
import { firstPace, keepPace } from './release-pace.ts'
import { Lanes } from './lanes.ts'
import { WakeTimes } from './wake-times.ts'

/** A lane with fewer ready deliveries than this asks the store for more. */
const refillBelow = 16
/** Of one lane: a fault of ours that every delivery meets must not walk through a whole backlog. */
const setAsideMax = 256
/** Crashes in a row after which a delivery runs while nothing else is in flight. */
const aloneFrom = 3

export class DeliveryQueues {
  readonly lanes: Lanes
  readonly #ports: Pick<Ports, 'clock' | 'dialects'>
  readonly #settings: QueueSettings
  readonly #gate: StartGate
  readonly #actions: QueueActions
  readonly #turns: OriginTurns
  readonly #wakes: WakeTimes
  readonly #held: HeldDeliveries
  readonly #claims: ClaimTurns
  readonly #ownership: Ownership
  readonly #drains = new LaneDrains()
  #isStopped = false
  /** A delivery that was in flight at repeated crashes runs while nothing else does. */
  #alone: HeldDelivery | null = null

  constructor(
    ports: Pick<Ports, 'clock' | 'dialects'>,
    parts: QueueParts,
    settings: QueueSettings,
  ) {
    this.#ports = ports
    this.lanes = new Lanes(parts.subscriptions, ports)
    this.#gate = new StartGate(parts, ports.clock, () => this.pump())
    this.#actions = parts.actions
    this.#settings = settings
    this.#ownership = parts.ownership
    this.#turns = new OriginTurns(sharedCaps(settings, parts.ownership), ports.clock)
    this.#held = new HeldDeliveries(ports.clock)
    this.#claims = new ClaimTurns(
      { clock: ports.clock, memory: this.#held.memory, bounds: settings },
      (lane) => parts.actions.claim(lane),
    )
    this.#wakes = new WakeTimes(ports.clock, (number) => this.#woken(number))
  }

  get inFlightCount(): number {
    return this.#turns.inFlightCount
  }

  get heldCount(): number {
    return this.#held.count
  }

  get heldBytes(): number {
    return this.#held.memory.heldBytes
  }

  /** Whether memory takes one more first attempt; if so a place is kept until `enqueue`. */
  reserve(subscription: Subscription, dataBytes: number): boolean {
    if (!this.#ownership.owns(subscription.number)) return false
    const lane = this.lanes.of(subscription)
    const countMax = Math.min(this.#settings.itemsPerLaneMax, heldCountMax(lane.rate))
    const isFull = lane.held.size + lane.reservedCount >= countMax
    const isHeavy = this.#held.memory.bytes + dataBytes > this.#settings.bytesMax
    if (lane.mode !== 'open' || lane.hasBacklog || isFull || isHeavy) return false
    if (lane.keyOrder !== null) return false
    lane.reservedCount += 1
    this.#held.memory.reserve(dataBytes)
    return true
  }

  /** Gives a reserved place back, unused. */
  unreserve(number: number, dataBytes: number): void {
    const lane = this.lanes.find(number)
    if (lane === undefined) return
    lane.reservedCount -= 1
    this.#held.memory.unreserve(dataBytes)
    this.#claims.changed(lane)
    this.#drains.look(lane)
  }

  /** Puts a stored first attempt into its reserved place. */
  enqueue(delivery: PendingDelivery, event: Event): HeldDelivery | null {
    const lane = this.lanes.find(delivery.subscriptionNumber)
    if (lane === undefined) return null
    lane.reservedCount -= 1
    this.#held.memory.unreserve(event.data.length)
    const item = this.#held.hold(lane, { delivery, event }, false)
    // The lane may have fallen sick, closed or gone elsewhere while the commit was under way.
    if (!this.#isForMemory(lane)) this.#evict(lane)
    else this.#turns.list(lane)
    return item
  }

  /** The store has rows for this subscription from the instant on (0: now). */
  noteRows(number: number, dueAtMs: number, isBacklog: boolean): void {
    if (!this.#ownership.owns(number)) return
    const lane = this.lanes.ofNumber(number)
    if (lane === null) return
    lane.hasNewRows = true
    if (isBacklog) lane.hasBacklog = true
    const isHeldByLine = lane.mode === 'line' && lane.isLineHeld && lane.rowsDueAtMs !== Infinity
    if (!isHeldByLine) lane.rowsDueAtMs = Math.min(lane.rowsDueAtMs, dueAtMs)
    this.advance(lane)
  }

  /** What a claim brought. `rowsDueAtMs` is when the store may have more; 0 when there is more now. */
  claimed(lane: Lane, rows: readonly ClaimedDelivery[], rowsDueAtMs: number): void {
    lane.isClaiming = false
    const isByOldRules = lane.mode !== lane.claimMode || lane.keyOrder !== lane.claimKeyOrder
    if (isByOldRules || !this.#isOurs(lane)) {
      lane.rowsDueAtMs = 0
      lane.keyOrder?.anew()
      this.#claims.ended(lane)
      this.#drains.look(lane)
      this.advance(lane)
      return
    }
    for (const row of rows) this.#held.hold(lane, row, true)
    this.#claims.ended(lane)
    // A release ends with what was there when it began, however fast new rows come behind it.
    const isReleased = lane.mode === 'release' && rowsDueAtMs === Infinity
    if (lane.hasNewRows && !isReleased) {
      lane.rowsDueAtMs = Math.min(lane.rowsDueAtMs, rowsDueAtMs)
    } else {
      lane.rowsDueAtMs = rowsDueAtMs
      if (rowsDueAtMs > this.#ports.clock.nowMs()) lane.hasBacklog = false
    }
    this.advance(lane)
  }

  /** The store did not answer a claim; it is asked again in a moment. */
  claimFailed(lane: Lane): void {
    lane.isClaiming = false
    this.#claims.ended(lane)
    this.#drains.look(lane)
    this.#wakes.set(lane.number, this.#ports.clock.nowMs() + 1_000)
  }

  /** The end of a release is on disk, or was not to be. */
  releaseEnded(lane: Lane): void {
    lane.isEndingRelease = false
    this.#drains.look(lane)
  }

  /** Queued deliveries of a lane have their rows and are no longer in memory. */
  evicted(lane: Lane, items: readonly HeldDelivery[]): void {
    for (const item of items) this.#letGo(item)
    lane.isEvicting = false
    lane.keyOrder?.anew()
    lane.hasNewRows = true
    lane.hasBacklog = true
    lane.rowsDueAtMs = 0
    // What came in while the rows were being written.
    if (!this.#isForMemory(lane) && lane.queue.length > 0) this.#evict(lane)
    this.#drains.look(lane)
    this.advance(lane)
  }

  /** The attempt begins now; its lane's next one may when the rate allows it. */
  begun({ lane }: HeldDelivery): void {
    if (lane.rate === null) return
    keepRate(lane.rate, this.#ports.clock.monotonicMs())
    this.#mayBegin(lane)
  }

  /** The reply is here: the place of the attempt is free, its record is still to be written. */
  replied(item: HeldDelivery): void {
    item.lane.inFlightCount -= 1
    // Its turn went by without an attempt.
    if (item.lane.rate?.beginning === item) item.lane.rate.beginning = null
    this.#turns.release(item)
    if (this.#alone === item) this.#alone = null
    else if (this.#alone !== null && this.inFlightCount === 1) this.#actions.send(this.#alone)
  }

  /** It met a fault of ours and has its row: until it is finished, others go past it. */
  setAside(item: HeldDelivery): void {
    this.#letGo(item)
    item.lane.setAside.add(heldName(item.delivery))
    item.lane.rowsDueAtMs = 0
    this.advance(item.lane)
  }

  /** The delivery's record is on disk (or it was given back): memory lets go of it. */
  finish(item: HeldDelivery, rowsDueAtMs: number | null): void {
    this.#letGo(item)
    const { lane } = item
    if (lane.setAside.size > 0) lane.setAside.delete(heldName(item.delivery))
    const dueAtMs = lane.keyOrder?.left(item.delivery, rowsDueAtMs) ?? rowsDueAtMs
    if (dueAtMs !== null) {
      lane.hasNewRows = true
      lane.rowsDueAtMs = Math.min(lane.rowsDueAtMs, dueAtMs)
    }
    this.advance(lane)
  }

  /** Reads the subscription again: its state, health or configuration changed. */
  refresh(number: number): void {
    const lane = this.lanes.find(number)
    if (lane === undefined) return
    const { keyOrder } = lane
    const mode = this.lanes.reread(lane)
    if (mode !== lane.mode || keyOrder !== lane.keyOrder) this.#changeMode(lane, mode)
    this.advance(lane)
  }

  /** Looks whether the lane can send, has to claim, or has to wait; cheap and safe at any time. */
  advance(lane: Lane): void {
    if (this.#isStopped || lane.mode === 'closed' || lane.isEvicting || !this.#isOurs(lane)) return
    const nowMs = this.#ports.clock.nowMs()
    if (lane.mode === 'open') {
      if (lane.queue.length > 0) this.#turns.list(lane)
      if (lane.queue.length < refillBelow) this.#claimOrWait(lane, nowMs)
      return
    }
    if (lane.isClaiming || (lane.inFlightCount > 0 && isOneAtATime(lane))) return
    const restUntilMs = this.lanes.restUntilMs(lane)
    if (nowMs < restUntilMs) this.#wakes.set(lane.number, restUntilMs)
    else if (lane.queue.length > 0) this.#turns.list(lane)
    else if (lane.held.size === 0 || !isOneAtATime(lane)) this.#claimOrWait(lane, nowMs)
  }

  /** Starts everything that may start now. */
  pump(): void {
    while (this.#mayStart()) {
      const item = this.#turns.take(this.#isReady)
      if (item === null) {
        if (this.#turns.isWaitingForRoom) this.#gate.openLater()
        return
      }
      this.#gate.noteStart()
      this.#claims.changed(item.lane)
      item.turnMode = item.lane.mode
      if (item.lane.rate !== null) item.lane.rate.beginning = item
      if (item.lane.mode === 'release') {
        keepPace(item.lane, this.#ports.clock.nowMs())
        this.advance(item.lane)
      }
      if (item.delivery.recoveryCount >= aloneFrom) {
        this.#alone = item
        if (this.inFlightCount > 1) return
      }
      this.#actions.send(item)
    }
  }

  /** Shards that went elsewhere; of each resolves when memory holds nothing, and all has its rows. */
  drained(shards: ReadonlySet<number>): ReadonlyMap<number, Promise<void>> {
    return this.#drains.begin(shards, this.lanes.all(), (lane) => {
      if (this.#claims.forget(lane)) lane.isClaiming = false
      lane.keyOrder?.anew()
      if (lane.queue.length > 0) this.#evict(lane)
    })
  }

  /** Nothing starts any more; what is queued and not in flight is handed out. */
  stop(): HeldDelivery[] {
    this.#isStopped = true
    this.#wakes.stop()
    this.#claims.stop()
    this.#gate.stop()
    return this.lanes.drain()
  }

  /** Whether new events may wait in it without a row. */
  #isForMemory(lane: Lane): boolean {
    return lane.mode === 'open' && lane.keyOrder === null && this.#isOurs(lane)
  }

  #isOurs(lane: Lane): boolean {
    return this.#ownership.owns(lane.number)
  }

  #mayStart(): boolean {
    return !this.#isStopped && this.#alone === null && this.#gate.isOpen()
  }

  readonly #isReady = (lane: Lane): boolean => {
    if (!this.#isOurs(lane)) return false
    if (lane.rate !== null && !this.#mayBegin(lane)) return false
    if (lane.mode === 'open') return true
    if (lane.mode === 'closed' || lane.isEvicting) return false
    if (lane.inFlightCount > 0 && isOneAtATime(lane)) return false
    return this.#ports.clock.nowMs() >= this.lanes.restUntilMs(lane)
  }

  /** Whether its rate allows an attempt now; if not it is looked at again when it does. */
  #mayBegin(lane: Lane): boolean {
    const waitMs =
      lane.rate === null ? 0 : waitForRateMs(lane.rate, this.#ports.clock.monotonicMs())
    if (waitMs > 0) this.#wakes.set(lane.number, this.#ports.clock.nowMs() + waitMs)
    return waitMs <= 0
  }

  #claimOrWait(lane: Lane, nowMs: number): void {
    if (lane.isClaiming || lane.setAside.size >= setAsideMax) return
    if (lane.rowsDueAtMs === Infinity) {
      if (lane.mode === 'release' && lane.held.size === 0) this.#actions.endRelease(lane)
      return
    }
    if (lane.rowsDueAtMs > nowMs) {
      this.#wakes.set(lane.number, lane.rowsDueAtMs)
      return
    }
    lane.isClaiming = true
    this.#claims.ask(lane)
  }

  #changeMode(lane: Lane, mode: Lane['mode']): void {
    lane.mode = mode
    // It asked by the rules of before: by those of now it may have to wait.
    if (this.#claims.forget(lane)) lane.isClaiming = false
    lane.pace = firstPace(lane.rule)
    lane.keyOrder?.anew()
    // What the store has is due by other rules now, and new ones go behind it.
    lane.rowsDueAtMs = 0
    lane.hasBacklog = true
    // Order and one-at-a-time are the store's to give: what is queued goes back to it.
    if (lane.queue.length > 0) this.#evict(lane)
  }

  #evict(lane: Lane): void {
    if (lane.isEvicting) return
    lane.isEvicting = true
    this.#actions.evict(lane, lane.queue.drain())
  }

  #woken(number: number): void {
    const lane = this.lanes.find(number)
    if (lane === undefined) return
    this.advance(lane)
    this.pump()
  }

  #letGo(item: HeldDelivery): void {
    if (!this.#held.letGo(item)) return
    this.#claims.changed(item.lane)
    this.#drains.look(item.lane)
  }
}
