/**
 * The known name that a mistyped one most likely meant, for messages that help: settings, fields
 * and query parameters all ask here.
 */

/** The nearest of the names, or null when none is near enough to be what was meant. */
export function nearestName(typed: string, names: readonly string[]): string | null {
  let nearest: string | null = null
  // One letter is near every other one, so short names have to be nearer.
  let best = Math.min(typed.length - 1, Math.max(2, Math.floor(typed.length / 4)) + 1)
  // Longer texts are not typing mistakes, and the comparison below grows with both lengths.
  if (typed.length > 100) return null
  for (const name of names) {
    const distance = editDistance(typed.toLowerCase(), name.toLowerCase())
    if (distance < best) {
      nearest = name
      best = distance
    }
  }
  return nearest
}

/** Insertions, deletions and replacements that turn one text into the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
