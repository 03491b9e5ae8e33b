import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  notifyViaName,
  notifyWhenName,
  readNotifyVia,
  readNotifyWhen,
  readState,
} from './webhook-enums.ts'

test('a state is read as a name in any case, as a number, and as nothing else', () => {
  assert.equal(readState('active'), 'Active')
  assert.equal(readState('TOOMANYERRORS'), 'TooManyErrors')
  assert.equal(readState(2), 'Stopped')
  assert.equal(readState('0'), 'Unknown')
  for (const value of ['paused', 4, -1, 1.5, '', true, {}, 'constructor']) {
    assert.equal(readState(value), null, JSON.stringify(value))
  }
})

test('NotifyVia and NotifyWhen are read as numbers and as names, and written as names', () => {
  assert.equal(readNotifyVia(3), 3)
  assert.equal(readNotifyVia('3'), 3)
  assert.equal(readNotifyVia('InApp,email'), 3)
  assert.equal(readNotifyVia('None'), 0)
  assert.equal(readNotifyWhen('FirstFailure, Disabling'), 3)
  for (const value of [4, -1, 0.5, 'Sms', 'Email;InApp', true, []]) {
    assert.equal(readNotifyVia(value), null, JSON.stringify(value))
  }
  assert.equal(notifyViaName(3), 'Email, InApp')
  assert.equal(notifyViaName(0), 'None')
  assert.equal(notifyWhenName(1), 'FirstFailure')
  assert.equal(notifyWhenName(2), 'Disabling')
})
