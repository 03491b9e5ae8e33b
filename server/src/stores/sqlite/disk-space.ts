/**
 * Watches the disk under the store. Below its floor of free space, or once a write met a full
 * disk, nothing is accepted, while outcomes are still written. A ballast file is given up then, so
 * that there is room to tidy up in (a full log refuses even to delete), and taken back later.
 *
 * It also notices when the file is no longer where it was: what is written then is lost to the
 * next start, so the process has to end.
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

export interface FileSpaceOptions {
  readonly clock: Clock
  readonly limits: StoreLimits
  /** Told once that the path leads to another file, or to none. */
  readonly onGone: (error: Error) => void
  /** Gives the free bytes of the disk under a directory. */
  readonly measure?: (directory: string) => number
}

export class FileSpace implements DiskSpace {
  readonly #path: string
  readonly #directory: string
  readonly #ballastPath: string
  readonly #clock: Clock
  readonly #limits: StoreLimits
  readonly #measure: (directory: string) => number
  readonly #onGone: (error: Error) => void
  readonly #inode: number
  #freeBytes = 0
  #lookedAtMs = -Infinity
  #isBallastGone = true
  #isGone = false

  constructor(path: string, options: FileSpaceOptions) {
    this.#path = path
    this.#measure = options.measure ?? freeBytesUnder
    this.#directory = dirname(path)
    this.#ballastPath = ballastOf(path)
    this.#clock = options.clock
    this.#limits = options.limits
    this.#onGone = options.onGone
    this.#inode = inodeOf(path)
    this.restore()
  }

  isRoomLeft(): boolean {
    this.#look()
    // Given up: what it gave back is for tidying up, so there is room only once there is more.
    const ballastBytes = this.#isBallastGone ? 2 * this.#limits.ballastBytes : 0
    return !this.#isGone && this.#freeBytes >= this.#limits.diskFreeBytesMin + ballastBytes
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
    if (!this.#isGone && inodeOf(this.#path) !== this.#inode) {
      this.#isGone = true
      this.#onGone(new Error(`${this.#path} was moved or removed while the store was open`))
    }
    if (!this.#isGone) this.#freeBytes = this.#measure(this.#directory)
  }
}

/** Where the ballast of the store at `path` is kept. */
export const ballastOf = (path: string): string => `${path}.ballast`

/** -1 when there is no such file. */
function inodeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? -1
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
