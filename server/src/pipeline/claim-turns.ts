/**
 * Which lane claims next. After a start every lane with waiting rows wants to: a few claim at a
 * time, the loop comes round in between, and none claims above the bound on memory, except that a
 * lane with nothing in memory gets one delivery, up to a quarter above it, so that a heavy lane does
 * not stop all others. Lanes for which there is no room wait until there is. Memory only.
 */
import type { Clock } from '../ports/clock.ts'
import type { HeldBytes } from './held-bytes.ts'
import type { Lane } from './lane.ts'

const underWayMax = 8
/** Of the bound, what one claim may bring. */
const shareOfBytes = 1 / 8
/** Beyond the bound, for lanes with nothing in memory. */
const shareBeyond = 1 / 4
/** Claims made before the loop comes round. */
const sliceMs = 4

interface Bounds {
  readonly itemsPerLaneMax: number
  readonly bytesMax: number
}

export class ClaimTurns {
  readonly #waiting = new Set<Lane>()
  /** Those for which there was no room. */
  readonly #blocked = new Set<Lane>()
  readonly #clock: Clock
  readonly #memory: HeldBytes
  readonly #bounds: Bounds
  readonly #start: (lane: Lane) => void
  #isGoing = false
  #underWayCount = 0
  /** What claims under way may bring. */
  #promisedBytes = 0
  #sliceStartedAtMs: number | null = null

  constructor(
    parts: { readonly clock: Clock; readonly memory: HeldBytes; readonly bounds: Bounds },
    start: (lane: Lane) => void,
  ) {
    this.#clock = parts.clock
    this.#memory = parts.memory
    this.#bounds = parts.bounds
    this.#start = start
  }

  /** The lane wants to claim; it is started now, or in its turn. */
  ask(lane: Lane): void {
    this.#waiting.add(lane)
    this.#go()
  }

  /** The lane has asked, and is not to claim after all; false when it has begun to. */
  forget(lane: Lane): boolean {
    return this.#waiting.delete(lane) || this.#blocked.delete(lane)
  }

  /** A claim has ended. */
  ended(lane: Lane): void {
    this.#underWayCount -= 1
    this.#promisedBytes -= lane.claimBytesMax
    this.#go()
  }

  /** The lane has let go of memory. */
  letGo(lane: Lane): void {
    if (this.#waiting.size === 0 && this.#blocked.size === 0) return
    if (lane.held.size === 0 && this.#blocked.delete(lane)) this.#waiting.add(lane)
    this.#go()
  }

  stop(): void {
    this.#waiting.clear()
    this.#blocked.clear()
  }

  #go(): void {
    // A claim that ends at once must not go one deeper.
    if (this.#isGoing) return
    this.#isGoing = true
    while (this.#underWayCount < underWayMax && !this.#isSliceOver()) {
      const lane = this.#next()
      if (lane === undefined) break
      this.#underWayCount += 1
      this.#promisedBytes += lane.claimBytesMax
      lane.hasNewRows = false
      lane.claimMode = lane.mode
      this.#start(lane)
    }
    this.#isGoing = false
  }

  /** The next for which there is room, with the bounds of its claim. */
  #next(): Lane | undefined {
    const { itemsPerLaneMax, bytesMax } = this.#bounds
    const leftBytes = this.#leftBytes()
    if (leftBytes > 0) {
      const lane = takeFirst(this.#blocked) ?? takeFirst(this.#waiting)
      if (lane === undefined) return undefined
      lane.claimCountMax = itemsPerLaneMax
      lane.claimBytesMax = Math.ceil(Math.min(leftBytes, bytesMax * shareOfBytes))
      return lane
    }
    if (leftBytes <= -bytesMax * shareBeyond) return undefined
    for (const lane of this.#waiting) {
      this.#waiting.delete(lane)
      if (lane.held.size === 0) {
        lane.claimCountMax = 1
        lane.claimBytesMax = 1
        return lane
      }
      this.#blocked.add(lane)
    }
    return undefined
  }

  #leftBytes(): number {
    return this.#bounds.bytesMax - this.#memory.bytes - this.#promisedBytes
  }

  #isSliceOver(): boolean {
    if (this.#waiting.size === 0 && this.#blocked.size === 0) return true
    const nowMs = this.#clock.monotonicMs()
    if (this.#sliceStartedAtMs !== null) return nowMs - this.#sliceStartedAtMs > sliceMs
    this.#sliceStartedAtMs = nowMs
    this.#clock.after(1, () => {
      this.#sliceStartedAtMs = null
      this.#go()
    })
    return false
  }
}

function takeFirst(lanes: Set<Lane>): Lane | undefined {
  const [lane] = lanes
  if (lane !== undefined) lanes.delete(lane)
  return lane
}
