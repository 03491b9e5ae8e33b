/** Places keep their order and their number when the accept order is cut into days. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { firstSeqOf } from '../postgres/days.ts'
import { StoreRefused } from '../store-options.ts'
import { cursorIn, type DatedEvents, placeIn, planDays } from './accept-days.ts'

const dayMs = 24 * 3_600_000
const ceiling = 1_000_000
const dated = (firstSeq: number, lastSeq: number, day: number): DatedEvents => ({
  firstSeq,
  lastSeq,
  beganAtMs: day * dayMs,
})

const anyDates = fc.array(
  fc
    .tuple(fc.nat(5_000), fc.nat(100), fc.nat(400))
    .map(([first, length, day]) => dated(first + 1, first + 1 + length, day)),
  { maxLength: 150 },
)

test('a later place stays a later one, and tells its number, whatever the clocks did', () => {
  fc.assert(
    fc.property(anyDates, fc.nat(6_000), fc.nat(6_000), (dates, one, other) => {
      const days = planDays(dates, ceiling)
      assert.equal(Math.sign(placeIn(days, one) - placeIn(days, other)), Math.sign(one - other))
      assert.equal(placeIn(days, one) % firstSeqOf(1), one)
    }),
  )
})

test('what is behind a cursor is behind it afterwards, and the next place follows it at once', () => {
  fc.assert(
    fc.property(anyDates, fc.nat(6_000), fc.nat(6_000), (dates, cursor, seq) => {
      const days = planDays(dates, ceiling)
      assert.equal(placeIn(days, seq) > cursorIn(days, cursor), seq > cursor)
      assert.equal(placeIn(days, cursor + 1), cursorIn(days, cursor) + 1)
    }),
  )
})

test('the events of one calendar day are of one day, in order, and there are not too many days', () => {
  fc.assert(
    fc.property(anyDates, (dates) => {
      const days = planDays(dates, ceiling)
      assert.ok(days.length >= 1 && days.length <= 64)
      assert.deepEqual(
        days.map((day) => day.number),
        days.map((_, index) => index + 1),
      )
      const dayOf = (seq: number): number => Math.floor(placeIn(days, seq) / firstSeqOf(1))
      for (const { firstSeq, lastSeq } of dates) assert.equal(dayOf(firstSeq), dayOf(lastSeq))
    }),
  )
})

test('each calendar day has its own day, begun when it began; what is older is of the first', () => {
  const days = planDays([dated(40, 50, 12), dated(10, 39, 11), dated(52, 60, 14)], ceiling)
  assert.deepEqual(days, [
    { number: 1, fromSeq: 0, beganAtMs: 11 * dayMs },
    { number: 2, fromSeq: 40, beganAtMs: 12 * dayMs },
    { number: 3, fromSeq: 52, beganAtMs: 14 * dayMs },
  ])
  assert.equal(placeIn(days, 3), firstSeqOf(1) + 3)
  assert.equal(placeIn(days, 51), firstSeqOf(2) + 51)
})

test('without an event there is one day that nothing has begun', () => {
  assert.deepEqual(planDays([], ceiling), [{ number: 1, fromSeq: 0, beganAtMs: null }])
})

test('an order longer than a day can be is refused', () => {
  assert.throws(() => planDays([], 2 ** 36), StoreRefused)
})
