/**
 * Reads the counters page that a native program keeps in shared memory (layout in
 * native/counters.h, which must change with this). Every figure only grows, so a measurement is
 * the difference of two readings; reading costs the measured programs nothing.
 */
import { closeSync, openSync, readSync, writeSync } from 'node:fs'

const laneCount = 1024
const bucketCount = 1024
const headWords = 16
const laneAt = headWords
const histogramAt = laneAt + laneCount
const modeAt = histogramAt + bucketCount
const wordCount = modeAt + laneCount
const sampleBytesMax = 8192

export interface Reading {
  readonly atMs: number
  readonly isReady: boolean
  /** Receiver: requests answered 200. Generator: 2xx replies. */
  readonly total: number
  readonly errors: number
  readonly connections: number
  readonly sent: number
  readonly broken: number
  readonly behind: number
  readonly lastStatus: number
  /** Requests that a hanging lane has swallowed. */
  readonly held: number
  readonly lanes: readonly number[]
  readonly histogram: readonly number[]
}

/** One whole request as the receiver got it, and the lane it came in on. */
export interface Sample {
  readonly lane: number
  readonly request: Buffer
}

export class CountersPage {
  readonly path: string
  readonly #file: number
  #isClosed = false
  readonly #bytes = Buffer.alloc(wordCount * 8)

  constructor(path: string) {
    this.path = path
    this.#file = openSync(path, 'a+')
    closeSync(this.#file)
    this.#file = openSync(path, 'r+')
  }

  read(): Reading {
    const got = readSync(this.#file, this.#bytes, 0, this.#bytes.length, 0)
    if (got < this.#bytes.length) this.#bytes.fill(0, got)
    const word = (index: number) => Number(this.#bytes.readBigUInt64LE(index * 8))
    const words = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => word(from + index))
    return {
      atMs: performance.now(),
      isReady: word(0) === 1,
      total: word(1),
      errors: word(2),
      connections: word(3),
      sent: word(4),
      broken: word(5),
      behind: word(6),
      lastStatus: word(7),
      held: word(11),
      lanes: words(laneAt, laneCount),
      histogram: words(histogramAt, bucketCount),
    }
  }

  /** Tells a lane of the receiver what to do with requests from now on. */
  setMode(lane: number, mode: 'answer' | 'hang'): void {
    const word = Buffer.alloc(8)
    word.writeBigUInt64LE(mode === 'hang' ? 1n : 0n)
    writeSync(this.#file, word, 0, 8, (modeAt + lane) * 8)
  }

  /** @returns the newest sampled request; undefined while there is none or it is being written. */
  sample(): Sample | undefined {
    const bytes = Buffer.alloc(wordCount * 8 + sampleBytesMax)
    const got = readSync(this.#file, bytes, 0, bytes.length, 0)
    const turn = Number(bytes.readBigUInt64LE(8 * 8))
    const length = Number(bytes.readBigUInt64LE(9 * 8))
    const lane = Number(bytes.readBigUInt64LE(10 * 8))
    if (got < bytes.length || length === 0 || turn % 2 === 1) return undefined
    return { lane, request: bytes.subarray(wordCount * 8, wordCount * 8 + length) }
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    closeSync(this.#file)
  }
}

/**
 * The quantile of what happened between two readings, in milliseconds; undefined when nothing
 * did. Buckets are 3 % wide; the upper edge is given.
 */
export function quantileMs(before: Reading, after: Reading, quantile: number): number | undefined {
  const counts = after.histogram.map((count, index) => count - (before.histogram[index] ?? 0))
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return undefined
  let seen = 0
  for (const [bucket, count] of counts.entries()) {
    seen += count
    if (seen >= total * quantile) return bucketEndUs(bucket) / 1000
  }
  return undefined
}

function bucketEndUs(bucket: number): number {
  if (bucket < 32) return bucket + 1
  const shift = Math.floor(bucket / 32) - 1
  return (32 + (bucket % 32) + 1) * 2 ** shift
}
