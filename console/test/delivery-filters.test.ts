/** What a person types into the query bar, and what becomes of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  filtersOf,
  filterText,
  isAmong,
  laterOf,
  queryOf,
  readFilterText,
} from '../src/pages/deliveries/delivery-filters.ts'
import { prettyJson } from '../src/text/pretty-json.ts'

const eventId = `evt_${'0'.repeat(32)}`
const subscriptionId = `sub_${'1'.repeat(32)}`
const delivery = {
  id: 'dlv_1',
  event_id: eventId,
  event_type: 'contact.changed',
  subscription_id: subscriptionId,
  state: 'exhausted',
  run: 0,
  run_kind: 'accepted',
  attempt_count: 3,
  accepted_at: '2026-11-24T10:00:00.000Z',
  due_at: null,
  ended_at: '2026-11-24T10:01:00.000Z',
  is_quarantined: false,
  last_status: 503,
  last_error_class: 'status-5xx',
} as const

test('words become the filters of the API, and the same text again', () => {
  const text = `state:exhausted,parked type:order.placed subscription:${subscriptionId} event:${eventId} status:5xx error:timeout-body run:replay since:2h until:2026-11-24`
  const { filters, faults } = readFilterText(text)
  assert.deepEqual(faults, [])
  assert.equal(filterText(filters), text)
  assert.deepEqual(filtersOf(filters), filters)
  assert.deepEqual(queryOf(filters, Date.parse('2026-11-24T12:00:00Z')), {
    state: 'exhausted,parked',
    type: 'order.placed',
    subscription: subscriptionId,
    event: eventId,
    status: '5xx',
    error_class: 'timeout-body',
    run_kind: 'replay',
    since: '2026-11-24T10:00:00.000Z',
    until: '2026-11-24T00:00:00.000Z',
  })
})

test('states and ids stand alone, and what is said twice counts twice', () => {
  const { filters } = readFilterText(`exhausted state:parked ${eventId} ${subscriptionId}`)
  assert.deepEqual(filters, {
    state: 'exhausted,parked',
    event: eventId,
    subscription: subscriptionId,
  })
})

test('each word that says nothing is named with its reason', () => {
  const { filters, faults } = readFilterText(
    'colour:red hello state:lost type:.x event:1 status:999 error:NO run:away since:yesterday',
  )
  assert.deepEqual(filters, {})
  assert.deepEqual(
    faults.map(({ reason }) => reason),
    [
      'unknownName',
      'unknownWord',
      'stateFault',
      'typeFault',
      'idFault',
      'statusFault',
      'errorFault',
      'runFault',
      'timeFault',
    ],
  )
})

test('rows of the live feed are held to the same filters', () => {
  const isFound = (text: string) => isAmong(readFilterText(text).filters, delivery)
  for (const text of ['', 'exhausted', 'type:contact.*', 'status:5xx', 'status:503', 'type:*']) {
    assert.ok(isFound(text), text)
  }
  for (const text of [
    'delivered',
    'type:order.*',
    'status:4xx',
    'error:dns',
    'since:1h run:replay',
  ]) {
    assert.ok(!isFound(text), text)
  }
})

test('of two states of a delivery the later one counts, in whichever order they come', () => {
  const pending = { ...delivery, state: 'pending', attempt_count: 2, ended_at: null } as const
  const earlier = { ...pending, attempt_count: 1 }
  assert.equal(laterOf(pending, delivery), delivery)
  assert.equal(laterOf(delivery, pending), delivery)
  assert.equal(laterOf(earlier, pending), pending)
  assert.equal(laterOf(pending, earlier), pending)
})

test('pretty JSON keeps long numbers, doubled names and escapes as they came in', () => {
  const text = '{"a":12345678901234567890,"a":[1,{}],"t":"x\\u0022: {,[","e":[]}'
  const pretty = prettyJson(text)
  assert.equal(
    pretty,
    '{\n  "a": 12345678901234567890,\n  "a": [\n    1,\n    {}\n  ],\n  "t": "x\\u0022: {,[",\n  "e": []\n}',
  )
  assert.equal(prettyJson('{"cut":'), null)
  assert.equal(prettyJson('plain'), null)
})
