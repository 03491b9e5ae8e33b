/**
 * Filters and documents that a seed draws, out of few names and few values, so that filters hold
 * about as often as they do not. The generator is a few instructions a number, because a million
 * documents are drawn.
 */
import type { FilterSource } from '../../src/domain/event-filter.ts'

/** Draws whole numbers from 0 up to, but not with, the bound. */
export type Draw = (bound: number) => number

export function drawFrom(seed: number): Draw {
  let state = seed | 1
  return (bound) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % bound
  }
}

const names = ['a', 'b', 'c', 'x.y', '0', '__proto__', 'constructor', '*']
const texts = ['', 'a', 'ab', 'abc', 'b', 'ba', 'NO', 'é']
const paths = [
  ...['data.a', 'data.b', 'data.c', 'data.a.b', 'data.b.a', 'data.x\\.y', 'data.a.0', 'data.b.1'],
  ...['data.a.*', 'data.b.*', 'data.*', 'data.a.*.b', 'data.c.*.*', 'data.a.0.c', 'data.0'],
  ...['data.__proto__', 'data.a.__proto__.b', 'data.constructor', 'data.\\*', 'data.a.length'],
]
const operators = ['eq', 'ne', 'in', 'nin', 'gt', 'gte', 'lt', 'lte', 'exists', 'contains']
const textOperators = ['starts_with', 'ends_with']
const allOperators = [...operators, ...textOperators]

const pick = <Value>(from: readonly Value[], draw: Draw): Value => from[draw(from.length)]!

export function randomDocument(draw: Draw, depth = 0): Record<string, unknown> {
  const document: Record<string, unknown> = {}
  for (let left = depth === 0 ? 3 : draw(3); left > 0; left -= 1) {
    const name = names[draw(draw(4) === 0 ? names.length : 3)]!
    const value = randomValue(draw, depth + 1)
    if (name !== '__proto__') document[name] = value
    // As `JSON.parse` makes it: a member like any other.
    else Object.defineProperty(document, name, { value, enumerable: true, writable: true })
  }
  return document
}

function randomValue(draw: Draw, depth: number): unknown {
  const kind = draw(depth > 3 ? 5 : 8)
  if (kind < 5) return randomScalar(draw)
  if (kind === 5) return randomDocument(draw, depth)
  return Array.from({ length: draw(4) }, () => randomValue(draw, depth + 1))
}

function randomScalar(draw: Draw): string | number | boolean | null {
  const kind = draw(8)
  if (kind < 3) return draw(4) - 1
  if (kind < 6) return texts[draw(texts.length)]!
  return kind === 6 ? draw(2) === 0 : null
}

export function randomFilter(draw: Draw, depth = 0): FilterSource {
  const filter: Record<string, unknown> = {}
  for (let left = draw(4) === 0 ? 2 : 1; left > 0; left -= 1) {
    const kind = depth > 2 ? 3 : draw(7)
    const some = (): FilterSource[] =>
      Array.from({ length: 1 + draw(3) }, () => randomFilter(draw, depth + 1))
    if (kind === 0) filter['all'] = some()
    else if (kind === 1) filter['any'] = some()
    else if (kind === 2) filter['not'] = randomFilter(draw, depth + 1)
    else filter[pick(paths, draw)] = randomClause(draw)
  }
  return filter
}

function randomClause(draw: Draw): Record<string, unknown> {
  const clause: Record<string, unknown> = {}
  for (let left = draw(4) === 0 ? 2 : 1; left > 0; left -= 1) {
    const name = pick(allOperators, draw)
    clause[name] = randomOperand(name, draw)
  }
  return clause
}

function randomOperand(name: string, draw: Draw): unknown {
  if (name === 'exists') return draw(2) === 0
  if (name === 'in' || name === 'nin') {
    return Array.from({ length: 1 + draw(4) }, () => randomScalar(draw))
  }
  const isText = textOperators.includes(name) || (name !== 'eq' && name !== 'ne' && draw(2) === 0)
  if (isText) return texts[1 + draw(texts.length - 1)]!
  return operators.indexOf(name) < 2 || name === 'contains' ? randomScalar(draw) || 0 : draw(4) - 1
}
