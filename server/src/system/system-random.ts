/** The machine's own chance: bytes from the kernel, drawn ahead since ids are made for each event. */
import { randomFillSync, randomInt } from 'node:crypto'
import type { Random } from '../ports/random.ts'

const poolBytes = 8192

export function createSystemRandom(): Random {
  const pool = new Uint8Array(poolBytes)
  let used = poolBytes
  return {
    fraction: () => randomInt(2 ** 32) / 2 ** 32,
    bytes(count) {
      if (count > poolBytes / 4) return randomFillSync(new Uint8Array(count))
      if (used + count > poolBytes) {
        randomFillSync(pool)
        used = 0
      }
      used += count
      return pool.slice(used - count, used)
    },
  }
}
