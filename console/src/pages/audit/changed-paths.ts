/** What differs between two JSON values, by the path of each leaf. */
export interface ChangedPath {
  readonly path: string
  /** As JSON; undefined: there was, or is, nothing. */
  readonly before: string | undefined
  readonly after: string | undefined
}

/** More than anybody reads; the values themselves are shown beside. */
const changesMax = 200

export function changedPaths(before: unknown, after: unknown): readonly ChangedPath[] {
  const olds = leaves(before)
  const news = leaves(after)
  return [...new Set([...olds.keys(), ...news.keys()])]
    .filter((path) => olds.get(path) !== news.get(path))
    .slice(0, changesMax)
    .map((path) => ({ path, before: olds.get(path), after: news.get(path) }))
}

function leaves(
  value: unknown,
  path = '',
  found = new Map<string, string>(),
): ReadonlyMap<string, string> {
  if (value === null || value === undefined) return found
  if (typeof value !== 'object') return found.set(path, JSON.stringify(value))
  for (const [name, inner] of Object.entries(value)) {
    leaves(inner, path === '' ? name : `${path}.${name}`, found)
  }
  return found
}
