/**
 * Canonical JSON (RFC 8785): members sorted by name, no white space. Two parties that read the same
 * body get the same text, and so the same digest, however it was written.
 */

const depthMax = 16

/** The text of a value out of `JSON.parse`; null where it is deeper than any known body. */
export function canonicalText(value: unknown): string | null {
  return isTooDeep(value, 0) ? null : textOf(value)
}

function isTooDeep(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (depth > depthMax) return true
  return Object.values(value).some((member) => isTooDeep(member, depth + 1))
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${textOf(member)}`)
  return `{${members.join(',')}}`
}
