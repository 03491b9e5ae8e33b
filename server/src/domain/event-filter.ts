/**
 * A filter says which events of its event types a subscription wants, by their data:
 * `{"data.country":{"in":["NO","SE"]},"data.amount":{"gte":100}}`. All members have to hold; `all`
 * and `any` take lists of filters, `not` takes one. It is read once, when a subscription is saved
 * or loaded; an event costs comparisons alone.
 *
 * What holds for several values: where a path has `*`, one and the same element has to fit all
 * operators, while `ne` and `nin` hold where no element is equal, and where there is none.
 */
import { type FilterPath, readFilterPath, valueAt, visitValues } from './filter-path.ts'
import { type Effort, isExcluding, type Operator, readOperator } from './filter-operators.ts'
import {
  filterCharactersMax,
  filterDepthMax,
  filterOperatorsMax,
  filterStepsMax,
} from './limits.ts'

/** A filter as it was given and is kept: plain JSON that `readEventFilter` took. */
export type FilterSource = Readonly<Record<string, unknown>>

/** A filter made ready. `pointer` says where in the source it stands. */
export type EventFilter =
  | {
      readonly kind: 'all' | 'any'
      readonly pointer: string
      readonly parts: readonly EventFilter[]
    }
  | { readonly kind: 'not'; readonly pointer: string; readonly part: EventFilter }
  | Clause

/** What one path has to fit. */
export interface Clause {
  readonly kind: 'clause'
  readonly pointer: string
  readonly path: FilterPath
  /** Null: not asked. */
  readonly exists: boolean | null
  /** One value has to fit all of these. */
  readonly fitting: readonly Operator[]
  /** `ne` and `nin`: every value has to fit all of these. */
  readonly excluding: readonly Operator[]
}

export interface FilterFault {
  /** JSON pointer into the filter. */
  readonly pointer: string
  /** What is wrong and how to mend it, to follow the place's name. */
  readonly detail: string
}

export type ReadFilter =
  | { readonly kind: 'filter'; readonly filter: EventFilter; readonly source: FilterSource }
  | { readonly kind: 'refused'; readonly faults: readonly FilterFault[] }

/** Told in one answer; more would help nobody. */
const faultsMax = 20

/** A filter as a person wrote it. */
export function readEventFilter(given: unknown): ReadFilter {
  const reading: Reading = { faults: [], operatorCount: 0 }
  if (!isObject(given)) {
    return { kind: 'refused', faults: [{ pointer: '', detail: objectDetail }] }
  }
  if (JSON.stringify(given).length > filterCharactersMax) {
    const detail = `is longer than ${filterCharactersMax} characters of JSON`
    return { kind: 'refused', faults: [{ pointer: '', detail }] }
  }
  const filter = readGroup(given, { pointer: '', depth: 1 }, reading)
  if (reading.operatorCount > filterOperatorsMax) {
    const detail = `has ${reading.operatorCount} operators, with all, any and not; at most ${filterOperatorsMax} may be in one`
    reading.faults.unshift({ pointer: '', detail })
  }
  if (filter === null || reading.faults.length > 0) {
    return { kind: 'refused', faults: reading.faults.slice(0, faultsMax) }
  }
  return { kind: 'filter', filter, source: given }
}

/** A filter that was read when it was saved, made ready again. */
export function compiledFilter(source: FilterSource): EventFilter {
  const read = readEventFilter(source)
  if (read.kind === 'filter') return read.filter
  throw new Error(`a filter that is stored cannot be read: ${JSON.stringify(read.faults)}`)
}

interface Reading {
  readonly faults: FilterFault[]
  operatorCount: number
}

interface Place {
  readonly pointer: string
  readonly depth: number
}

const objectDetail =
  'has to be an object of paths with their operators, such as {"data.country":{"in":["NO","SE"]}}'

function readGroup(given: unknown, place: Place, reading: Reading): EventFilter | null {
  const { pointer, depth } = place
  const refuse = (detail: string): null => (reading.faults.push({ pointer, detail }), null)
  if (!isObject(given)) return refuse(objectDetail)
  if (depth > filterDepthMax) return refuse(`is nested more than ${filterDepthMax} deep`)
  const entries = Object.entries(given)
  if (entries.length === 0) return refuse(`is empty; it ${objectDetail}`)
  const parts: EventFilter[] = []
  for (const [name, value] of entries) {
    const part = readMember(name, value, { place, reading })
    if (part !== null) parts.push(part)
  }
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : { kind: 'all', pointer, parts }
}

function readMember(
  name: string,
  value: unknown,
  { place, reading }: { readonly place: Place; readonly reading: Reading },
): EventFilter | null {
  const pointer = below(place.pointer, name)
  if (name !== 'all' && name !== 'any' && name !== 'not')
    return readClause(name, value, { pointer, reading })
  reading.operatorCount += 1
  const depth = place.depth + 1
  if (name === 'not') {
    const part = readGroup(value, { pointer, depth }, reading)
    return part === null ? null : { kind: 'not', pointer, part }
  }
  if (!Array.isArray(value) || value.length === 0) {
    reading.faults.push({ pointer, detail: 'has to be a list of one or more filters' })
    return null
  }
  const parts: EventFilter[] = []
  for (const [index, one] of value.entries()) {
    if (reading.faults.length >= faultsMax) break
    const part = readGroup(one, { pointer: below(pointer, String(index)), depth }, reading)
    if (part !== null) parts.push(part)
  }
  return { kind: name, pointer, parts }
}

function readClause(
  pathText: string,
  given: unknown,
  { pointer, reading }: { readonly pointer: string; readonly reading: Reading },
): Clause | null {
  const refuse = (detail: string, at = pointer): null => (
    reading.faults.push({ pointer: at, detail }),
    null
  )
  const read = readFilterPath(pathText)
  if (read.kind === 'refused') return refuse(read.detail)
  if (!isObject(given)) {
    return refuse('has to be an object of operators, such as {"eq":"NO"}')
  }
  const entries = Object.entries(given)
  if (entries.length === 0) return refuse('has no operator; say for example {"exists":true}')
  reading.operatorCount += entries.length
  let exists: boolean | null = null
  const operators: Operator[] = []
  for (const [name, operand] of entries) {
    if (name === 'exists') {
      if (typeof operand === 'boolean') exists = operand
      else refuse('has to be true or false', below(pointer, name))
      continue
    }
    const readOne = readOperator(name, operand)
    if (readOne.kind === 'operator') operators.push(readOne.operator)
    else refuse(readOne.detail, below(pointer, name))
  }
  const fitting = operators.filter((operator) => !isExcluding(operator.name))
  const excluding = operators.filter((operator) => isExcluding(operator.name))
  return { kind: 'clause', pointer, path: read.path, exists, fitting, excluding }
}

const below = (pointer: string, name: string): string =>
  `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`

const isObject = (value: unknown): value is FilterSource =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What may be looked at for one filter and one event. */
export const newEffort = (): Effort => ({ left: filterStepsMax })

/** Whether the filter wants an event with this data; one that takes too much looking is wanted. */
export function matches(filter: EventFilter, data: unknown, effort = newEffort()): boolean {
  return holds(filter, data, effort) || effort.left < 0
}

/** Whether it holds, as far as the effort lasts. */
export function holds(filter: EventFilter, data: unknown, effort: Effort): boolean {
  switch (filter.kind) {
    case 'clause':
      return clauseHolds(filter, data, effort)
    case 'not':
      return !holds(filter.part, data, effort)
    case 'all':
      for (const part of filter.parts) {
        if (!holds(part, data, effort) || effort.left < 0) return false
      }
      return true
    case 'any':
      for (const part of filter.parts) {
        if (holds(part, data, effort)) return true
        if (effort.left < 0) return false
      }
      return false
  }
}

function clauseHolds(clause: Clause, data: unknown, effort: Effort): boolean {
  effort.left -= 1
  const { path, exists, fitting, excluding } = clause
  if (path.hasAny) return someHolds(clause, data, effort)
  const value = valueAt(path, data)
  if (exists !== null && exists !== (value !== undefined)) return false
  if (value === undefined) return fitting.length === 0
  for (const { test } of fitting) if (!test(value, effort)) return false
  for (const { test } of excluding) if (test(value, effort)) return false
  return true
}

function someHolds(
  { path, exists, fitting, excluding }: Clause,
  data: unknown,
  effort: Effort,
): boolean {
  let isThere = false
  let isFitting = fitting.length === 0
  let isExcluded = false
  const see = (value: unknown): boolean => {
    isThere = true
    isFitting ||= fitting.every(({ test }) => test(value, effort))
    isExcluded ||= excluding.some(({ test }) => test(value, effort))
    return isExcluded || (isFitting && excluding.length === 0)
  }
  visitValues(path, data, { effort, see })
  return isFitting && !isExcluded && (exists === null || exists === isThere)
}
