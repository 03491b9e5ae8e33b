/**
 * Why a filter does not want an event, in a sentence for people: the first part that does not hold,
 * where it stands, what it asks and what it found.
 */
import { type Clause, type EventFilter, holds, matches, newEffort } from './event-filter.ts'
import { type FilterPath, valueAt, visitValues } from './filter-path.ts'
import { shownValue } from './filter-operators.ts'

export interface FilterVerdict {
  readonly isWanted: boolean
  /** One sentence for people. */
  readonly detail: string
}

export function filterVerdict(filter: EventFilter, data: unknown): FilterVerdict {
  const effort = newEffort()
  if (!matches(filter, data, effort)) {
    const detail = `Its filter does not want the data: ${reasonOf(filter, data)}.`
    return { isWanted: false, detail }
  }
  const detail =
    effort.left < 0
      ? 'The data are larger than its filter looks at, so it was wanted.'
      : 'Its filter wants the data.'
  return { isWanted: true, detail }
}

function reasonOf(filter: EventFilter, data: unknown): string {
  switch (filter.kind) {
    case 'clause':
      return clauseReason(filter, data)
    case 'not':
      return `what stands at ${filter.pointer} holds, and must not`
    case 'all':
      return reasonOf(filter.parts.find((part) => isFailing(part, data)) ?? filter.parts[0]!, data)
    case 'any': {
      const { pointer, parts } = filter
      const first = reasonOf(parts[0]!, data)
      return parts.length === 1
        ? first
        : `none of the ${parts.length} alternatives at ${pointer} holds; of the first, ${first}`
    }
  }
}

const isFailing = (filter: EventFilter, data: unknown): boolean => !holds(filter, data, newEffort())

function clauseReason(clause: Clause, data: unknown): string {
  const { path, exists, fitting, excluding } = clause
  const name = `"${path.text}"`
  const values = path.hasAny ? valuesAt(path, data) : [valueAt(path, data)]
  const there = values.filter((value) => value !== undefined)
  if (there.length === 0)
    return `${name} ${fitting[0]?.wish ?? 'has to be there'}, and is not there`
  if (exists === false) return `${name} must not be there, and is`
  const effort = newEffort()
  for (const { test, wish } of excluding) {
    const found = there.find((value) => test(value, effort))
    if (found !== undefined) return `${name} ${wish}, and is ${shownValue(found)}`
  }
  const [only] = there
  if (!path.hasAny) {
    const failing = fitting.find(({ test }) => !test(only, effort))
    return `${name} ${failing?.wish ?? 'has to fit'}, and is ${shownValue(only)}`
  }
  const wishes = fitting.map(({ wish }) => wish).join(' and ')
  return `${name} ${wishes}, and of ${there.length} elements none fits`
}

/** As many as a filter looks at. */
function valuesAt(path: FilterPath, data: unknown): readonly unknown[] {
  const values: unknown[] = []
  visitValues(path, data, {
    effort: newEffort(),
    see: (value) => {
      values.push(value)
      return false
    },
  })
  return values
}
