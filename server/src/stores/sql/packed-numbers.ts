/**
 * Small lists of growing numbers (targets of an event, attempts of a delivery) in one column:
 * NULL for none, the number itself for one, which SQL can read, and a blob of variable-length
 * differences for several. Order is ascending; a number stands once.
 */
export type PackedNumbers = number | Uint8Array | null

/**
 * Packs ascending, non-negative safe integers. A single one is a bigint, because the driver binds
 * a number as a float, which a column of any type would keep.
 */
export function packNumbers(numbers: readonly number[]): bigint | Uint8Array | null {
  if (numbers.length === 0) return null
  if (numbers.length === 1) return BigInt(numbers[0]!)
  const bytes: number[] = []
  let before = 0
  for (const number of numbers) {
    let rest = number - before
    if (rest < 0) throw new RangeError('packed numbers must ascend')
    // Beyond 32 bits a shift would cut, so the high part is divided off.
    while (rest >= 128) {
      bytes.push((rest % 128) + 128)
      rest = Math.floor(rest / 128)
    }
    bytes.push(rest)
    before = number
  }
  return Uint8Array.from(bytes)
}

export function unpackNumbers(packed: PackedNumbers): number[] {
  if (packed === null) return []
  if (typeof packed === 'number') return [packed]
  const numbers: number[] = []
  let before = 0
  let value = 0
  let weight = 1
  for (const byte of packed) {
    value += (byte & 127) * weight
    weight *= 128
    if (byte >= 128) continue
    before += value
    numbers.push(before)
    value = 0
    weight = 1
  }
  return numbers
}
