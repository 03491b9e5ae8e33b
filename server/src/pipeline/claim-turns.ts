/**
 * Which lane claims next. After a start every lane with waiting rows wants to: a few claim at a
 * time, the loop comes round in between, and none claims above the bound on memory, except that a
 * lane with nothing ready gets one delivery, up to a quarter above it, so that heavy lanes do not
 * stop all others. Lanes for which there is no room wait until there is. Memory only.
 */
import type { Clock } from '../ports/clock.ts'
import { heldCountMax } from './attempt-rate.ts'
import type { HeldBytes } from './held-bytes.ts'
import type { Lane } from './lane.ts'

const underWayMax = 8
/** Of the bound, what one claim may bring. */
const shareOfBytes = 1 / 8
/** Beyond the bound, for lanes with nothing that is ready; the further half with nothing at all. */
const shareBeyond = 1 / 4
const bytesBeyondMin = 64 * 1024
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

  /** The lane has let go of memory, or of what was ready in it. */
  changed(lane: Lane): void {
    if (this.#waiting.size === 0 && this.#blocked.size === 0) return
    if (lane.queue.length === 0 && this.#blocked.delete(lane)) this.#waiting.add(lane)
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
      this.#noteSlice()
      this.#underWayCount += 1
      this.#promisedBytes += lane.claimBytesMax
      lane.hasNewRows = false
      lane.claimMode = lane.mode
      lane.claimKeyOrder = lane.keyOrder
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
      lane.claimCountMax = Math.min(itemsPerLaneMax, heldCountMax(lane.rate))
      lane.claimBytesMax = Math.ceil(Math.min(leftBytes, bytesMax * shareOfBytes))
      return lane
    }
    const beyondBytes = Math.max(bytesMax * shareBeyond, bytesBeyondMin)
    if (leftBytes <= -beyondBytes) return undefined
    for (const lane of this.#waiting) {
      this.#waiting.delete(lane)
      const isIdle = lane.queue.length === 0 && leftBytes > -beyondBytes / 2
      if (isIdle || lane.held.size === 0) {
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
    const startedAtMs = this.#sliceStartedAtMs
    return startedAtMs !== null && this.#clock.monotonicMs() - startedAtMs > sliceMs
  }

  /** A slice begins with its first claim and ends when the loop has come round. */
  #noteSlice(): void {
    if (this.#sliceStartedAtMs !== null) return
    this.#sliceStartedAtMs = this.#clock.monotonicMs()
    this.#clock.after(1, () => {
      this.#sliceStartedAtMs = null
      this.#go()
    })
  }
}

function takeFirst(lanes: Set<Lane>): Lane | undefined {
  const [lane] = lanes
  if (lane !== undefined) lanes.delete(lane)
  return lane
}
