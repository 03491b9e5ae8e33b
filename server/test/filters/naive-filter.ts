/**
 * What a filter means, said a second time and in the plainest way: no compilation, no bound, no
 * early end, nothing shared with the product. The property test holds the product to it.
 */
import type { FilterSource } from '../../src/domain/event-filter.ts'

export function naivelyMatches(filter: FilterSource, data: unknown): boolean {
  return Object.entries(filter).every(([name, value]) => {
    if (name === 'all') return (value as FilterSource[]).every((one) => naivelyMatches(one, data))
    if (name === 'any') return (value as FilterSource[]).some((one) => naivelyMatches(one, data))
    if (name === 'not') return !naivelyMatches(value as FilterSource, data)
    return clauseMatches(name, value as Readonly<Record<string, unknown>>, data)
  })
}

function clauseMatches(
  path: string,
  operators: Readonly<Record<string, unknown>>,
  data: unknown,
): boolean {
  const values = valuesAt(namesOf(path).slice(1), data)
  const { exists, ne, nin, ...positive } = operators
  const isExisting = exists === undefined || exists === values.length > 0
  const isNotEqual = !('ne' in operators) || !values.some((value) => value === ne)
  const isNotIn = nin === undefined || !values.some((value) => (nin as unknown[]).includes(value))
  const wanted = Object.entries(positive)
  const isPositive =
    wanted.length === 0 ||
    values.some((value) => wanted.every(([name, operand]) => holds(name, value, operand)))
  return isExisting && isNotEqual && isNotIn && isPositive
}

/** A name in front of each that is data, and a null for a star. */
function namesOf(path: string): readonly (string | null)[] {
  const names: (string | null)[] = []
  let rest = path
  while (rest !== '') {
    const [whole = '', written = ''] = /^((?:\\.|[^.\\])*)\.?/s.exec(rest) ?? []
    names.push(written === '*' ? null : written.replaceAll(/\\(.)/gs, '$1'))
    rest = rest.slice(whole.length)
  }
  return names
}

function valuesAt(names: readonly (string | null)[], value: unknown): readonly unknown[] {
  if (names.length === 0) return [value]
  const [name, ...rest] = names
  if (Array.isArray(value)) {
    const elements: readonly unknown[] =
      name === null ? value : value.filter((_, index) => String(index) === name)
    return elements.flatMap((element) => valuesAt(rest, element))
  }
  if (typeof value !== 'object' || value === null) return []
  const member = Object.entries(value).find(([key]) => key === name)
  return member === undefined ? [] : valuesAt(rest, member[1])
}

function holds(name: string, value: unknown, operand: unknown): boolean {
  const isOrdered =
    (typeof value === 'number' && typeof operand === 'number') ||
    (typeof value === 'string' && typeof operand === 'string')
  const order = !isOrdered ? null : value === operand ? 0 : value < operand ? -1 : 1
  switch (name) {
    case 'eq':
      return value === operand
    case 'in':
      return (operand as unknown[]).some((one) => one === value)
    case 'gt':
      return order === 1
    case 'gte':
      return order === 1 || order === 0
    case 'lt':
      return order === -1
    case 'lte':
      return order === -1 || order === 0
    case 'contains':
      if (Array.isArray(value)) return value.some((one) => one === operand)
      return isOrdered && typeof operand === 'string' && String(value).split(operand).length > 1
    case 'starts_with':
      return isOrdered && String(value).slice(0, String(operand).length) === operand
    case 'ends_with':
      return isOrdered && String(value).slice(-String(operand).length) === operand
    default:
      throw new Error(`no such operator: ${name}`)
  }
}
