/** Numbers in the paths of versions and saves. */

/** Null: no version can have it. */
export function readNumber(text: string): number | null {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null
}
