/**
 * What a filter may ask of one value. The list is closed, each operator is a comparison that is
 * made ready once, and none of them is code or a regular expression of somebody's, so that no
 * filter can hold up the others.
 */
import { filterListValuesMax, filterTextCharactersMax } from './limits.ts'
import { nearestName } from './nearest-name.ts'

/** What may still be looked at for one filter and one event; below 0 it was too much. */
export interface Effort {
  left: number
}

export type Scalar = string | number | boolean | null

export interface Operator {
  readonly name: OperatorName
  readonly test: (value: unknown, effort: Effort) => boolean
  /** What is wanted of the value, for people: `has to be one of "NO", "SE"`. */
  readonly wish: string
}

export type ReadOperator =
  | { readonly kind: 'operator'; readonly operator: Operator }
  /** What is wrong, to follow the operator's place. */
  | { readonly kind: 'refused'; readonly detail: string }

interface Rule {
  /** Before the operand. */
  readonly wish: string
  /** What its operand has to be. */
  readonly operand: string
  readonly isOperand: (operand: unknown) => boolean
  readonly make: (operand: never) => Operator['test']
}

const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'boolean' || typeof value === 'number' || isText(value)
const isText = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= filterTextCharactersMax
const isPart = (value: unknown): boolean => isText(value) && value !== ''
const isOrdered = (value: unknown): boolean => typeof value === 'number' || isText(value)
const isList = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= filterListValuesMax &&
  value.every(isScalar)

const textBound = `text of at most ${filterTextCharactersMax} characters`
const scalar = `a ${textBound}, a number, true, false or null`
const ordered = `a number, or a ${textBound}`
const part = `a ${textBound}, and not an empty one`
const list = `a list of 1 to ${filterListValuesMax} values, each ${scalar}`

const equality = { operand: scalar, isOperand: isScalar, make: equals }
const membership = { operand: list, isOperand: isList, make: isOneOf }
const order = { operand: ordered, isOperand: isOrdered }
const text = { operand: part, isOperand: isPart }

const rules = {
  eq: { wish: 'has to be', ...equality },
  ne: { wish: 'must not be', ...equality },
  in: { wish: 'has to be one of', ...membership },
  nin: { wish: 'must be none of', ...membership },
  gt: { wish: 'has to be above', ...order, make: compares((value, bound) => value > bound) },
  gte: { wish: 'has to be at least', ...order, make: compares((value, bound) => value >= bound) },
  lt: { wish: 'has to be below', ...order, make: compares((value, bound) => value < bound) },
  lte: { wish: 'has to be at most', ...order, make: compares((value, bound) => value <= bound) },
  contains: {
    wish: 'has to contain',
    operand: `${scalar}; the text not empty`,
    isOperand: (value: unknown) => isScalar(value) && value !== '',
    make: contains,
  },
  starts_with: {
    wish: 'has to begin with',
    ...text,
    make: (start: string) => (value: unknown) =>
      typeof value === 'string' && value.startsWith(start),
  },
  ends_with: {
    wish: 'has to end with',
    ...text,
    make: (end: string) => (value: unknown) => typeof value === 'string' && value.endsWith(end),
  },
} as const satisfies Record<string, Rule>

export type OperatorName = keyof typeof rules

/** Those that hold where the value is not there either, and for no element of a list. */
export const isExcluding = (name: OperatorName): boolean => name === 'ne' || name === 'nin'

const isOperatorName = (name: string): name is OperatorName => Object.hasOwn(rules, name)

/** `exists` is of the place and not of a value, so it is read elsewhere. */
const allNames = [...Object.keys(rules), 'exists']

/** An operator as a person wrote it. */
export function readOperator(name: string, operand: unknown): ReadOperator {
  if (!isOperatorName(name)) {
    const nearest = nearestName(name, allNames)
    const hint =
      nearest === null ? `: there are ${allNames.join(', ')}` : `; did you mean "${nearest}"?`
    return { kind: 'refused', detail: `is no operator${hint}` }
  }
  const rule: Rule = rules[name]
  if (!rule.isOperand(operand)) return { kind: 'refused', detail: `has to be ${rule.operand}` }
  const shown = Array.isArray(operand) ? operand.map(shownValue).join(', ') : shownValue(operand)
  // The rule has just said that the operand is one of its own.
  const test = rule.make(operand as never)
  return { kind: 'operator', operator: { name, test, wish: `${rule.wish} ${shown}` } }
}

function equals(wanted: Scalar): Operator['test'] {
  return (value) => value === wanted
}

function isOneOf(wanted: readonly Scalar[]): Operator['test'] {
  const values = new Set<unknown>(wanted)
  // A longer text is none of them, and need not be hashed to know that.
  return (value) =>
    (typeof value !== 'string' || value.length <= filterTextCharactersMax) && values.has(value)
}

/** Numbers with numbers, and texts with texts by UTF-16 code units; nothing else is ordered. */
function compares(
  holds: (value: number | string, bound: number | string) => boolean,
): (bound: number | string) => Operator['test'] {
  return (bound) => (value) =>
    typeof value === typeof bound && holds(value as number | string, bound)
}

/** Characters that are searched for as much as one other step costs. */
const charactersPerStep = 16

/** A part of a text, or an element of a list. */
function contains(wanted: Scalar): Operator['test'] {
  return (value, effort) => {
    if (typeof value === 'string') {
      effort.left -= value.length / charactersPerStep
      return typeof wanted === 'string' && value.includes(wanted)
    }
    if (!Array.isArray(value)) return false
    effort.left -= value.length
    return value.includes(wanted)
  }
}

/** Of a value that is shown. */
const shownCharactersMax = 100

/** A value for people, at a length that they read. */
export function shownValue(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  const isLong = typeof value === 'string' && value.length > shownCharactersMax
  return isLong ? `${JSON.stringify(value.slice(0, shownCharactersMax))}…` : JSON.stringify(value)
}
