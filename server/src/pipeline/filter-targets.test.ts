import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compiledFilter, type FilterSource } from '../domain/event-filter.ts'
import { SimulatedClock } from '../../test/world/simulated-clock.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { Clock } from '../ports/clock.ts'
import { systemClock } from '../system/system-clock.ts'
import { filterTargets, type FilterParts } from './filter-targets.ts'
import { LookingTurns } from './looking-turns.ts'

const subscription = (number: number, filter?: FilterSource): Subscription =>
  ({ number, config: { ...(filter === undefined ? {} : { filter }) } }) as Subscription

function parts(clock: Pick<Clock, 'after'> = systemClock): FilterParts {
  const filterOf = ({ config: { filter } }: Pick<Subscription, 'config'>) =>
    filter === undefined ? null : compiledFilter(filter)
  return { lookingTurns: new LookingTurns(clock), subscriptions: { filterOf } }
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
  const found = filterTargets(matched, bytes({ list }), parts())
  assert.ok(found instanceof Promise)
  assert.deepEqual(
    numbersOf(await found),
    numbersOf(matched).filter((number) => number % 2 === 1),
  )
})

test('many events that come at once share what may be looked at in a turn', async () => {
  const filter = { 'data.list.*': { eq: -1 } }
  const matched = [subscription(1, filter), subscription(2)]
  const data = bytes({ list: Array.from({ length: 50_000 }, (_, index) => index) })
  const clock = new SimulatedClock()
  const shared = parts(clock)
  const found = Array.from({ length: 20 }, () => filterTargets(matched, data, shared))
  const waiting = found.filter((one) => one instanceof Promise)
  assert.ok(waiting.length >= 12, `${waiting.length} wait for the loop to come round`)
  let endedCount = 0
  for (const one of waiting) void one.then(() => (endedCount += 1))
  await clock.run(1)
  assert.ok(endedCount > 0 && endedCount < 10, `${endedCount} in one turn`)
  await clock.run(100)
  for (const one of found) assert.deepEqual(numbersOf(await one), [2])
})
