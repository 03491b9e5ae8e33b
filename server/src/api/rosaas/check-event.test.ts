import assert from 'node:assert/strict'
import { test } from 'node:test'
import documented from '../../../../docs/reference/rosaas-events.json' with { type: 'json' }
import { createRosaasDialect } from '../../dialects/rosaas/dialect.ts'
import { checkEvent, type EventFault } from './check-event.ts'

const kinds = createRosaasDialect({ userAgentVersion: '0.1.0' }).eventKinds()
const check = (body: unknown, validation: 'refuse' | 'warn' = 'refuse') =>
  checkEvent(body, { kinds, validation })

/** A change of status, with other members. */
const given = (other: object = {}) => ({
  TenantSystemName: 'acme-crm',
  Event: 'Tenant.StatusChanged',
  MetaData: { NewTenantStatus: 'active', Date: '2025-03-01T09:05:00Z', Plan: 'p', planPrice: 1 },
  ...other,
})

function typeOf(body: unknown): string {
  const checked = check(body)
  assert.ok(checked.kind === 'checked', JSON.stringify(checked))
  return checked.event.type
}

function faultsOf(body: unknown): readonly EventFault[] {
  const checked = check(body)
  assert.ok(checked.kind === 'refused')
  return checked.faults
}

const shown = (faults: readonly EventFault[]) =>
  faults.map(({ pointer, kind }) => `${kind} ${pointer}`)

test('each of the 19 documented events is accepted, with its tenant and its creation', () => {
  for (const text of [...documented.bodies, documented.withPreviousAttributes]) {
    const body = JSON.parse(text) as Record<string, unknown>
    assert.deepEqual(check(body), {
      kind: 'checked',
      event: {
        type: body['Event'],
        subject: 'acme-crm',
        occurredAtMs: Date.parse(String(body['Created'])),
      },
      warnings: [],
    })
  }
})

test('every example of the catalogue is accepted under its name', () => {
  for (const { type, example } of kinds) {
    assert.equal(typeOf({ Event: type, ...example.data }), type)
  }
})

test('an event is named by code, by name or by any of its other spellings, and called by its name', () => {
  for (const { type, code, aliases = [] } of kinds) {
    const { example } = kinds.find((kind) => kind.type === type)!
    for (const names of [{ EventCode: code }, ...[type, ...aliases].map((Event) => ({ Event }))]) {
      assert.equal(typeOf({ ...example.data, ...names }), type)
    }
    for (const Event of aliases)
      assert.equal(typeOf({ ...example.data, EventCode: code, Event }), type)
  }
})

test('the sample that RoSaaS itself shows is refused: the code is of one event, the name of another', () => {
  const sample = {
    TenantSystemName: 'example_tenant',
    EventCode: 1,
    Event: 'TrialSubscriptionUpgradedToStandard',
    MetaData: { subscription_id: 'sub_123456789', status: 'upgraded' },
    Created: '2024-05-28T12:34:56Z',
  }
  const [fault, ...others] = faultsOf(sample)
  assert.deepEqual([fault?.pointer, others.length], ['/EventCode', 0])
  assert.match(
    fault?.detail ?? '',
    /Tenant[.]RegisteredInRoSaasDb.*Subscription[.]Trial[.]Upgraded/,
  )
  const { EventCode: _code, ...named } = sample
  assert.deepEqual(shown(faultsOf(named)), [
    'missing /MetaData/TrialPlanSystemName',
    'missing /MetaData/StandardPlanSystemName',
    'missing /MetaData/TrialPeriodInDays',
    'missing /MetaData/Date',
  ])
})

test('code 15 with the name of 6, as both of their pages have it, is refused with both candidates', () => {
  const MetaData = { CurrentSubscriptionPlan: 'p', CancellationTime: '2025-03-20T12:00:00Z' }
  const names = { EventCode: 15, Event: 'Subscription.AutoRenewal.Disabled' }
  const [fault] = faultsOf({ TenantSystemName: 'a', MetaData, ...names })
  assert.match(fault?.detail ?? '', /AutoRenewalDisabled, while .*[.]Disabled \(6\)/)
})

test('an unknown code or name is refused, and what was meant is told', () => {
  for (const EventCode of [0, 20, -1, 1.5, '15', null]) {
    const faults = faultsOf({ ...given(), Event: undefined, EventCode })
    assert.deepEqual(shown(faults), ['invalid /EventCode'])
    assert.match(faults[0]?.detail ?? '', /codes are 1 to 19/)
  }
  for (const Event of ['Tenant.statusChanged', '', 2, null]) {
    assert.deepEqual(shown(faultsOf(given({ Event }))), ['invalid /Event'])
  }
  assert.match(
    faultsOf(given({ Event: 'Tenant.StatusChange' }))[0]?.detail ?? '',
    /StatusChanged is/,
  )
  assert.deepEqual(shown(faultsOf(given({ Event: undefined }))), ['missing /Event'])
})

test('documented metadata that is missing or mistyped is refused by its pointer, unknown keys are not', () => {
  const MetaData = { NewTenantStatus: 7, Date: 'today', PlanPrice: 1, planPrice: null, a: 1 }
  assert.deepEqual(shown(faultsOf(given({ MetaData }))), [
    'invalid /MetaData/NewTenantStatus',
    'invalid /MetaData/Date',
    'missing /MetaData/Plan',
    'invalid /MetaData/planPrice',
  ])
  assert.deepEqual(shown(faultsOf(given({ MetaData: undefined }))), ['missing /MetaData'])
  for (const wrong of [null, [], 'x']) {
    assert.deepEqual(shown(faultsOf(given({ MetaData: wrong }))), ['invalid /MetaData'])
  }
})

test('an end may be null, a price may not', () => {
  const body = JSON.parse(documented.bodies[0] ?? '') as { MetaData: object }
  typeOf({ ...body, MetaData: { ...body.MetaData, endDate: null } })
  const unpriced = { ...body, MetaData: { ...body.MetaData, planPrice: null } }
  assert.deepEqual(shown(faultsOf(unpriced)), ['invalid /MetaData/planPrice'])
  for (const code of [7, 8, 12]) {
    const other = JSON.parse(documented.bodies[code - 1] ?? '') as { MetaData: object }
    typeOf({ ...other, MetaData: { ...other.MetaData, SubscriptionExpirationDate: null } })
  }
})

test('where validation warns, faults of metadata are told and the event is taken', () => {
  const MetaData = { NewTenantStatus: 7 }
  const refusal = faultsOf(given({ MetaData }))
  const warned = check(given({ MetaData }), 'warn')
  assert.ok(warned.kind === 'checked')
  assert.deepEqual(warned.warnings, refusal)
  assert.equal(refusal.length, 4)
})

test('which event it is and whose, is never only warned of', () => {
  const wrong = [{ Event: 'x' }, { TenantSystemName: '' }, { MetaData: [] }, { Created: 'soon' }]
  for (const other of wrong) assert.equal(check(given(other), 'warn').kind, 'refused')
})

test('a tenant has a name of 1 to 250 characters, and a text of metadata has at most as many', () => {
  typeOf(given({ TenantSystemName: 'x'.repeat(250) }))
  for (const TenantSystemName of ['', 'x'.repeat(251), 3, null]) {
    assert.deepEqual(shown(faultsOf(given({ TenantSystemName }))), ['invalid /TenantSystemName'])
  }
  assert.deepEqual(shown(faultsOf(given({ TenantSystemName: undefined }))), [
    'missing /TenantSystemName',
  ])
  const MetaData = { ...given().MetaData, Plan: 'x'.repeat(251) }
  assert.deepEqual(shown(faultsOf(given({ MetaData }))), ['invalid /MetaData/Plan'])
})

test('Created is an instant with its offset, and may be left to the service', () => {
  const checked = check(given())
  assert.ok(checked.kind === 'checked' && checked.event.occurredAtMs === null)
  for (const Created of ['2025-03-01T09:00:00', '0001-01-01T00:00:00Z', 1740819600, null]) {
    assert.deepEqual(shown(faultsOf(given({ Created }))), ['invalid /Created'])
  }
})

test('old values are an object or are not given', () => {
  typeOf(given({ previous_attributes: { NewTenantStatus: 'inactive' } }))
  typeOf(given({ previous_attributes: null }))
  assert.deepEqual(shown(faultsOf(given({ previous_attributes: 'inactive' }))), [
    'invalid /previous_attributes',
  ])
})

test('a member that no event has is refused, and what was meant is told', () => {
  const [fault] = faultsOf(given({ previousAttributes: {} }))
  assert.deepEqual([fault?.pointer], ['/previousAttributes'])
  assert.match(fault?.detail ?? '', /"previous_attributes" is/)
  assert.deepEqual(shown(faultsOf(given({ 'a/b~c': 1 }))), ['invalid /a~1b~0c'])
})

test('what is no object is no event', () => {
  for (const body of [null, [], 'x', 3, undefined]) {
    assert.deepEqual(shown(faultsOf(body)), ['invalid '])
  }
})
