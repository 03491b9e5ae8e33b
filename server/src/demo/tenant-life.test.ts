import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkEvent } from '../api/rosaas/check-event.ts'
import { createRosaasDialect } from '../dialects/rosaas/dialect.ts'
import { type LifeEvent, TenantLife, wholeLife } from './tenant-life.ts'

const kinds = createRosaasDialect({ userAgentVersion: '0.1.0' }).eventKinds()
const beginsAtMs = Date.UTC(2025, 2, 1, 9)
const codesOf = (events: readonly LifeEvent[]) => events.map(({ EventCode }) => EventCode)

/** Its code, and of a status which one. */
const said = ({ EventCode, MetaData }: LifeEvent) =>
  EventCode === 2 ? `2 ${String(MetaData['NewTenantStatus'])}` : EventCode

const provisioned = ['2 sendingCreationRequest', '2 creating', 18, '2 createdAsActive', 19]
const switchedOff = ['2 sendingDeactivationRequest', '2 deactivating', '2 inactive']
const switchedOn = ['2 sendingActivationRequest', '2 activating', '2 active']

test('each part of a life says the events of RoSaaS in their order, with their statuses, each as documented', () => {
  const life = new TenantLife('acme-crm', beginsAtMs)
  const parts: readonly (readonly [readonly LifeEvent[], readonly (number | string)[]])[] = [
    [life.signUp(), [1, ...provisioned]],
    [new TenantLife('b', beginsAtMs).signUp(true), [1, 14, ...provisioned]],
    [life.endTrial(), [5, 14]],
    [life.renew(), [7]],
    [life.callOffUpgrade(), [9, 16]],
    [life.upgrade(), [9, 8]],
    [life.callOffDowngrade(), [10, 17]],
    [life.downgrade(), [10, 12]],
    [life.forceDowngrade(), [11, 12]],
    [life.useUpRenewals(), [6]],
    [life.stopPaying(), [15, 13, ...switchedOff, ...switchedOn]],
    [life.goDown(), [4, 3]],
  ]
  for (const [events, wanted] of parts) {
    assert.deepEqual(events.map(said), wanted)
    for (const event of events) {
      const checked = checkEvent(event, { kinds, validation: 'refuse' })
      assert.equal(checked.kind, 'checked', JSON.stringify([event, checked]))
    }
  }
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
