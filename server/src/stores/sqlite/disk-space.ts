/**
 * Watches the disk under the store. Below its floor of free space, or once a write met a full
 * disk, nothing is accepted, while outcomes are still written. A ballast file is given up then, so
 * that there is room to tidy up in (a full log refuses even to delete), and taken back later.
 */
import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock } from '../../ports/clock.ts'
import type { StoreLimits } from '../store-options.ts'

export interface DiskSpace {
  /** Whether events may be accepted. Cheap: it looks at the disk a few times a second at most. */
  isRoomLeft(): boolean
  freeBytes(): number | null
  /** A write met a full disk. */
  noteFull(): void
  /** Takes the ballast back once there is room for it. */
  restore(): void
}

const lookEveryMs = 250
const chunkBytes = 1024 * 1024

/** A store in memory has no disk. */
export const endlessSpace: DiskSpace = {
  isRoomLeft: () => true,
  freeBytes: () => null,
  noteFull: () => undefined,
  restore: () => undefined,
}

export class FileSpace implements DiskSpace {
  readonly #directory: string
  readonly #ballastPath: string
  readonly #clock: Clock
  readonly #limits: StoreLimits
  readonly #measure: (directory: string) => number
  #freeBytes = 0
  #lookedAtMs = -Infinity
  #isBallastGone = true

  /** `measure` gives the free bytes of the disk under a directory. */
  constructor(path: string, clock: Clock, limits: StoreLimits, measure = freeBytesUnder) {
    this.#measure = measure
    this.#directory = dirname(path)
    this.#ballastPath = `${path}.ballast`
    this.#clock = clock
    this.#limits = limits
    this.restore()
  }

  isRoomLeft(): boolean {
    this.#look()
    // Given up: what it gave back is for tidying up, so there is room only once there is more.
    const ballastBytes = this.#isBallastGone ? 2 * this.#limits.ballastBytes : 0
    return this.#freeBytes >= this.#limits.diskFreeBytesMin + ballastBytes
  }

  freeBytes(): number {
    this.#look()
    return this.#freeBytes
  }

  noteFull(): void {
    this.#isBallastGone = true
    rmSync(this.#ballastPath, { force: true })
    this.#lookedAtMs = -Infinity
  }

  restore(): void {
    const { ballastBytes } = this.#limits
    if (!this.#isBallastGone) return
    if (sizeOf(this.#ballastPath) === ballastBytes) {
      this.#isBallastGone = false
      return
    }
    if (!this.isRoomLeft()) return
    try {
      writeZeros(this.#ballastPath, ballastBytes)
      this.#isBallastGone = false
    } catch {
      // No room after all: it is tried again at the next tidying.
      rmSync(this.#ballastPath, { force: true })
    }
  }

  #look(): void {
    const nowMs = this.#clock.monotonicMs()
    if (nowMs - this.#lookedAtMs < lookEveryMs) return
    this.#lookedAtMs = nowMs
    this.#freeBytes = this.#measure(this.#directory)
  }
}

function freeBytesUnder(directory: string): number {
  const { bavail, bsize } = statfsSync(directory)
  return bavail * bsize
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? -1
}

/** Zeros that are really on disk: a hole would give nothing back. */
function writeZeros(path: string, byteCount: number): void {
  const file = openSync(path, 'w', 0o600)
  try {
    const chunk = new Uint8Array(Math.min(chunkBytes, byteCount))
    for (let left = byteCount; left > 0; left -= chunk.length) {
      writeSync(file, chunk, 0, Math.min(chunk.length, left))
    }
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
