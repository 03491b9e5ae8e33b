/**
 * Where a filter looks in an event's data: `data.customer.country`, `data.lines.0.sku`,
 * `data.lines.*.sku`. A part of digits is a place in a list, counted from 0, or a member of that
 * name in an object; `*` is every element of a list. A backslash takes the meaning from a dot, a
 * star or a backslash that belongs to a name. Only what an object has of its own is found, so no
 * name reaches what the language itself puts there.
 */
import type { Effort } from './filter-operators.ts'
import { filterPathCharactersMax, filterPathPartsMax } from './limits.ts'

export interface FilterPath {
  /** As it was written. */
  readonly text: string
  readonly parts: readonly PathPart[]
  /** Whether it may lead to several values. */
  readonly hasAny: boolean
}

type PathPart =
  | { readonly kind: 'any' }
  /** `index` is -1 where the name is no place in a list. */
  | { readonly kind: 'name'; readonly name: string; readonly index: number }

export type ReadPath =
  | { readonly kind: 'path'; readonly path: FilterPath }
  /** What is wrong, to follow the path's name. */
  | { readonly kind: 'refused'; readonly detail: string }

const root = 'data.'
const indexPattern = /^(0|[1-9]\d{0,6})$/

/** A path as a person wrote it. */
export function readFilterPath(text: string): ReadPath {
  const refused = (detail: string) => ({ kind: 'refused', detail }) as const
  if (text.length > filterPathCharactersMax) {
    return refused(`is longer than ${filterPathCharactersMax} characters`)
  }
  if (!text.startsWith(root)) {
    return refused('is no path: paths begin with "data.", as in "data.customer.country"')
  }
  const parts: PathPart[] = []
  for (const written of partsOf(text.slice(root.length))) {
    const part = readPart(written)
    if (part === null) return refused(partDetail)
    parts.push(part)
  }
  if (parts.length > filterPathPartsMax) {
    return refused(`has more than ${filterPathPartsMax} parts`)
  }
  return { kind: 'path', path: { text, parts, hasAny: parts.some(({ kind }) => kind === 'any') } }
}

const partDetail =
  'has an empty part, or a star or backslash with no backslash before it; "*" alone is every element of a list'

/** At the dots that no backslash stands before. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = []
  let start = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '.') {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  return [...parts, text.slice(start)]
}

function readPart(written: string): PathPart | null {
  if (written === '*') return { kind: 'any' }
  const isWellFormed = /^(?:\\[.*\\]|[^.*\\])+$/s.test(written)
  if (!isWellFormed) return null
  const name = written.replaceAll(/\\(.)/gs, '$1')
  return { kind: 'name', name, index: indexPattern.test(name) ? Number(name) : -1 }
}

/** The one value of a path without `*`; undefined where there is none, which JSON cannot say. */
export function valueAt({ parts }: FilterPath, data: unknown): unknown {
  let value = data
  for (const part of parts) {
    value = memberOf(value, part)
    if (value === undefined) return undefined
  }
  return value
}

/** What is done with the values of a path with `*`. */
export interface Visit {
  /** Each element that is looked at takes one of what is left. */
  readonly effort: Effort
  /** Answers whether it has seen enough. */
  readonly see: (value: unknown) => boolean
}

/** Goes through the values of a path, until enough was seen or nothing of the effort is left. */
export function visitValues(path: FilterPath, data: unknown, visit: Visit): void {
  visitFrom({ parts: path.parts, at: 0 }, data, visit)
}

function visitFrom(
  { parts, at: from }: { readonly parts: readonly PathPart[]; readonly at: number },
  data: unknown,
  visit: Visit,
): boolean {
  let value = data
  for (let at = from; at < parts.length; at += 1) {
    const part = parts[at]!
    if (part.kind === 'any') {
      const next = { parts, at: at + 1 }
      return Array.isArray(value) && value.some((element) => visitElement(next, element, visit))
    }
    value = memberOf(value, part)
    if (value === undefined) return false
  }
  return visit.see(value)
}

function visitElement(
  next: { readonly parts: readonly PathPart[]; readonly at: number },
  element: unknown,
  visit: Visit,
): boolean {
  visit.effort.left -= 1
  return visit.effort.left < 0 || visitFrom(next, element, visit)
}

function memberOf(value: unknown, part: PathPart): unknown {
  if (part.kind === 'any' || typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return part.index === -1 ? undefined : (value[part.index] as unknown)
  return Object.hasOwn(value, part.name)
    ? (value as Readonly<Record<string, unknown>>)[part.name]
    : undefined
}
