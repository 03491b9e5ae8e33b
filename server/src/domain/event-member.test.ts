import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type EventMember, instantMs, memberFaults } from './event-member.ts'

function faultOf(type: EventMember['type'], value: unknown, isNullable = false): string | null {
  const member = { name: 'a', type, isNullable, description: '' }
  const [fault] = memberFaults([member], { a: value })
  return fault === undefined ? null : `${fault.kind}: ${fault.detail}`
}

test('a value of the documented type is no fault, any other is', () => {
  const good: Readonly<Record<EventMember['type'], readonly unknown[]>> = {
    text: ['', 'active', 'x'.repeat(250)],
    integer: [0, -3, 2 ** 53 + 2],
    number: [0, 29.5, -1],
    boolean: [true, false],
    instant: ['2025-03-01T09:00:00Z', '2025-04-12T08:30:12.104233Z', '2025-04-12T10:30:12+02:00'],
  }
  const bad: Readonly<Record<EventMember['type'], readonly unknown[]>> = {
    text: [3, null, {}, 'x'.repeat(251)],
    integer: [1.5, '14', null, Number.POSITIVE_INFINITY],
    number: ['29.5', null, Number.POSITIVE_INFINITY],
    boolean: ['true', 1, null],
    instant: [
      '2025-03-01',
      '2025-03-01T09:00:00',
      '2025-02-30T09:00:00Z',
      'soon',
      1740819600,
      null,
    ],
  }
  for (const type of Object.keys(good) as EventMember['type'][]) {
    for (const value of good[type]) assert.equal(faultOf(type, value), null, String(value))
    for (const value of bad[type]) assert.match(faultOf(type, value) ?? '', /^invalid: has to be/)
  }
})

test('null is taken where it may be, and the member has to be there all the same', () => {
  assert.equal(faultOf('instant', null, true), null)
  assert.match(faultOf('instant', 3, true) ?? '', /or null$/)
  const member = { name: 'end', type: 'instant', isNullable: true, description: '' } as const
  assert.deepEqual(memberFaults([member], {}), [
    { name: 'end', kind: 'missing', detail: 'is missing' },
  ])
})

test('what is only written in another casing is pointed at', () => {
  const member = { name: 'planPrice', type: 'number', isNullable: false, description: '' } as const
  const [fault] = memberFaults([member], { PlanPrice: 1 })
  assert.match(fault?.detail ?? '', /"PlanPrice" is there/)
})

test('members that nobody documents are no fault, and no inherited one is taken for a member', () => {
  assert.deepEqual(memberFaults([], { anything: 1 }), [])
  const member = { name: 'toString', type: 'text', isNullable: false, description: '' } as const
  assert.equal(memberFaults([member], {})[0]?.kind, 'missing')
})

test('an instant is read with its offset, and a day that no calendar has is none', () => {
  assert.equal(instantMs('2025-04-12T10:30:12+02:00'), Date.UTC(2025, 3, 12, 8, 30, 12))
  assert.equal(instantMs('2024-02-29T00:00:00z'), Date.UTC(2024, 1, 29))
  for (const text of ['2025-02-29T00:00:00Z', '2025-13-01T00:00:00Z', '2025-01-01T25:00:00Z']) {
    assert.equal(instantMs(text), null, text)
  }
})
