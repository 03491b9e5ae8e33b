/** The differences of two JSON values, by the path of each leaf; plain data, so it can be tested. */
export interface Difference {
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** As JSON; null where there is nothing. */
  readonly before: string | null
  readonly after: string | null
}

export function differencesOf(before: unknown, after: unknown): readonly Difference[] {
  const [left, right] = [leavesOf(before), leavesOf(after)]
  const paths = [...new Set([...left.keys(), ...right.keys()])].toSorted()
  return paths.flatMap((path): readonly Difference[] => {
    const [was, is] = [left.get(path) ?? null, right.get(path) ?? null]
    if (was === is) return []
    const kind = was === null ? 'added' : is === null ? 'removed' : 'changed'
    return [{ path, kind, before: was, after: is }]
  })
}

function leavesOf(value: unknown): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>()
  const walk = (at: unknown, path: string): void => {
    const members = typeof at === 'object' && at !== null ? Object.entries(at) : []
    if (members.length === 0) leaves.set(path, JSON.stringify(at) ?? 'undefined')
    for (const [name, member] of members) walk(member, path === '' ? name : `${path}.${name}`)
  }
  walk(value, '')
  return leaves
}
