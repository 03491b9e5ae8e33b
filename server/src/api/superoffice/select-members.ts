/**
 * `$select`: a list of member names with commas between them, in any case, with slashes into nested
 * objects. What is not selected stays as a name and becomes null (REST reference, `$select`).
 */
import { badArgument, type Refusal } from './superoffice-errors.ts'
import { selectedNamesMax } from './webhook-limits.ts'

export type Selection =
  { readonly kind: 'all' } | { readonly kind: 'some'; readonly names: SelectedNames }

/** In lower case, each with what is selected below it. */
type SelectedNames = Map<string, { isWhole: boolean; readonly below: SelectedNames }>

/** What a `$select` asks for. None, or `*`, selects all. */
export function readSelection(select: string | null): Selection | Refusal {
  const paths = (select ?? '')
    .split(',')
    .map((path) => path.trim().toLowerCase())
    .filter((path) => path !== '')
  if (paths.length > selectedNamesMax) {
    return badArgument(`A $select has at most ${selectedNamesMax} names, this has ${paths.length}.`)
  }
  if (paths.length === 0 || paths.includes('*')) return { kind: 'all' }
  const names: SelectedNames = new Map()
  for (const path of paths) addPath(names, path)
  return { kind: 'some', names }
}

function addPath(names: SelectedNames, path: string): void {
  let place = names
  const parts = path.split('/')
  for (const [index, name] of parts.entries()) {
    const known = place.get(name) ?? { isWhole: false, below: new Map() }
    if (index === parts.length - 1) known.isWhole = true
    place.set(name, known)
    place = known.below
  }
}

/** The answer with only the selected members filled. */
export function selectMembers(
  answer: Readonly<Record<string, unknown>>,
  selection: Selection,
): Readonly<Record<string, unknown>> {
  return selection.kind === 'all' ? answer : selected(answer, selection.names, true)
}

function selected(
  value: Readonly<Record<string, unknown>>,
  names: SelectedNames,
  isAnswer: boolean,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(value).map(([name, member]): [string, unknown] => {
    const found = names.get(name.toLowerCase())
    // Links belong to the answer, not to the webhook, so no selection takes them away.
    if (found?.isWhole === true || (isAnswer && name === '_Links')) return [name, member]
    return [name, found === undefined ? null : selectedBelow(member, found.below)]
  })
  return Object.fromEntries(entries)
}

function selectedBelow(member: unknown, names: SelectedNames): unknown {
  if (Array.isArray(member)) return member.map((item: unknown) => selectedBelow(item, names))
  if (typeof member !== 'object' || member === null) return null
  return selected(Object.fromEntries(Object.entries(member)), names, false)
}
