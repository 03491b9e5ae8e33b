import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compiledFilter, type FilterSource } from '../domain/event-filter.ts'
import type { Subscription } from '../domain/subscription.ts'
import { filterTargets, type FilterParts } from './filter-targets.ts'

const subscription = (number: number, filter?: FilterSource): Subscription =>
  ({ number, config: { ...(filter === undefined ? {} : { filter }) } }) as Subscription

function parts(onTurn: () => void = () => undefined): FilterParts {
  const after = (_: number, run: () => void) => {
    onTurn()
    queueMicrotask(run)
    return () => undefined
  }
  const filterOf = ({ config: { filter } }: Pick<Subscription, 'config'>) =>
    filter === undefined ? null : compiledFilter(filter)
  return { clock: { after }, subscriptions: { filterOf } }
}

const bytes = (data: unknown): Buffer => Buffer.from(JSON.stringify(data))
const numbersOf = (found: readonly Subscription[]) => found.map(({ number }) => number)

test('where nobody has a filter the data are not read', () => {
  const matched = [subscription(1), subscription(2)]
  assert.equal(filterTargets(matched, Buffer.from('no JSON at all'), parts()), matched)
  const filtered = [...matched, subscription(3, { 'data.a': { eq: 1 } })]
  assert.throws(() => filterTargets(filtered, Buffer.from('no JSON at all'), parts()), SyntaxError)
})

test('those with a filter get what fits it, the others all, in their order', () => {
  const matched = [
    subscription(1, { 'data.a': { eq: 1 } }),
    subscription(2),
    subscription(3, { 'data.a': { eq: 2 } }),
  ]
  const found = filterTargets(matched, bytes({ a: 2 }), parts())
  assert.ok(!(found instanceof Promise))
  assert.deepEqual(numbersOf(found), [2, 3])
})

test('the loop comes round where there is much to look at, and nobody is left out', async () => {
  const filter = { 'data.list.*': { eq: -1 } }
  const matched = Array.from({ length: 40 }, (_, number) =>
    subscription(number, number % 2 === 0 ? filter : { 'data.list.0': { eq: 0 } }),
  )
  const list = Array.from({ length: 50_000 }, (_, index) => index)
  let turnCount = 0
  const found = filterTargets(
    matched,
    bytes({ list }),
    parts(() => (turnCount += 1)),
  )
  assert.ok(found instanceof Promise)
  assert.deepEqual(
    numbersOf(await found),
    numbersOf(matched).filter((number) => number % 2 === 1),
  )
  assert.ok(turnCount >= 3)
})
