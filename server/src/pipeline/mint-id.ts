/**
 * Mints UUIDv7 ids (RFC 9562, section 5.7): time first, chance behind it, so that ids made one
 * after the other lie side by side in an index. Made before the commit, so a repeat keeps them.
 */
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'

const hexOf: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
)

/** 32 hex digits of a fresh UUIDv7. */
export function mintUuidHex(clock: Clock, random: Random): string {
  const bytes = random.bytes(10)
  const time = Math.max(0, Math.trunc(clock.nowMs())).toString(16).padStart(12, '0')
  let hex = time + hexOf[0x70 | (bytes[0]! & 0x0f)]! + hexOf[bytes[1]!]!
  hex += hexOf[0x80 | (bytes[2]! & 0x3f)]!
  for (let index = 3; index < 10; index += 1) hex += hexOf[bytes[index]!]!
  return hex
}
