/**
 * `$select`: a list of member names with commas between them, in any case, with slashes into nested
 * objects. What is not selected stays as a name and becomes null (REST reference, `$select`).
 */

/** The answer with only the selected members filled. No selection, or `*`, selects all. */
export function selectMembers(
  answer: Readonly<Record<string, unknown>>,
  select: string | null,
): Readonly<Record<string, unknown>> {
  const paths = (select ?? '')
    .split(',')
    .map((path) => path.trim().toLowerCase())
    .filter((path) => path !== '')
  if (paths.length === 0 || paths.includes('*')) return answer
  return selected(answer, new Set(paths), '')
}

function selected(
  value: Readonly<Record<string, unknown>>,
  paths: ReadonlySet<string>,
  above: string,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(value).map(([name, member]): [string, unknown] => {
    const path = `${above}${name.toLowerCase()}`
    // Links belong to the answer, not to the webhook, so no selection takes them away.
    if (path === '_links' || paths.has(path)) return [name, member]
    if (!hasBelow(paths, `${path}/`)) return [name, null]
    return [name, selectedBelow(member, paths, `${path}/`)]
  })
  return Object.fromEntries(entries)
}

function selectedBelow(member: unknown, paths: ReadonlySet<string>, above: string): unknown {
  if (Array.isArray(member)) {
    return member.map((item: unknown) => selectedBelow(item, paths, above))
  }
  if (typeof member !== 'object' || member === null) return null
  return selected(Object.fromEntries(Object.entries(member)), paths, above)
}

function hasBelow(paths: ReadonlySet<string>, prefix: string): boolean {
  return [...paths].some((path) => path.startsWith(prefix))
}
