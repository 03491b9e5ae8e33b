import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkEvent } from '../api/rosaas/check-event.ts'
import { createRosaasDialect } from '../dialects/rosaas/dialect.ts'
import { type LifeEvent, TenantLife, wholeLife } from './tenant-life.ts'

const kinds = createRosaasDialect({ userAgentVersion: '0.1.0' }).eventKinds()
const beginsAtMs = Date.UTC(2025, 2, 1, 9)
const codesOf = (events: readonly LifeEvent[]) => events.map(({ EventCode }) => EventCode)

test('each part of a life says the events of RoSaaS in their order, and no others', () => {
  const life = new TenantLife('acme-crm', beginsAtMs)
  assert.deepEqual(codesOf(life.signUp()), [1, 2, 2, 18, 2, 19])
  assert.deepEqual(codesOf(new TenantLife('b', beginsAtMs).signUp(true)), [1, 14, 2, 2, 18, 2, 19])
  assert.deepEqual(codesOf(life.endTrial()), [5, 14])
  assert.deepEqual(codesOf(life.renew()), [7])
  assert.deepEqual(codesOf(life.callOffUpgrade()), [9, 16])
  assert.deepEqual(codesOf(life.upgrade()), [9, 8])
  assert.deepEqual(codesOf(life.callOffDowngrade()), [10, 17])
  assert.deepEqual(codesOf(life.downgrade()), [10, 12])
  assert.deepEqual(codesOf(life.forceDowngrade()), [11, 12])
  assert.deepEqual(codesOf(life.useUpRenewals()), [6])
  assert.deepEqual(codesOf(life.stopPaying()), [15, 13, 2, 2, 2, 2, 2, 2])
  assert.deepEqual(codesOf(life.goDown()), [4, 3])
})

test('in a whole life every event happens, and each is as it is documented', () => {
  const events = wholeLife('acme-crm', beginsAtMs)
  assert.equal(new Set(codesOf(events)).size, 19)
  for (const event of events) {
    const checked = checkEvent(event, { kinds, validation: 'refuse' })
    assert.equal(checked.kind, 'checked', JSON.stringify([event, checked]))
  }
  const times = events.map(({ Created }) => Created)
  assert.deepEqual(times, times.toSorted())
})

test('an old value is what the event before said of it', () => {
  let status: unknown = 'recordCreated'
  for (const { EventCode, MetaData, previous_attributes: previous } of wholeLife('a', beginsAtMs)) {
    if (EventCode !== 2) continue
    assert.equal(previous?.['NewTenantStatus'], status)
    status = MetaData['NewTenantStatus']
  }
  const changing = [2, 3, 4, 5, 8, 12, 14, 15]
  for (const event of wholeLife('a', beginsAtMs)) {
    assert.equal('previous_attributes' in event, changing.includes(event.EventCode))
  }
})
