import assert from 'node:assert/strict'
import { test } from 'node:test'
import documented from '../../../../docs/reference/rosaas-events.json' with { type: 'json' }
import { findEventKind } from '../../domain/event-kind.ts'
import { isEventType } from '../../domain/event.ts'
import { memberFaults } from '../../domain/event-member.ts'
import { documentedEvents } from './event-kinds.ts'

const kinds = documentedEvents()
const bodies = documented.bodies.map((text) => JSON.parse(text) as Record<string, unknown>)
const typeOf = (codeOrName: number | string): string | undefined =>
  findEventKind(kinds, codeOrName)?.type

test('the 19 codes resolve to the documented names and back, one to one', () => {
  assert.deepEqual(
    kinds.map(({ code, type }) => [code, type]),
    bodies.map(({ EventCode, Event }) => [EventCode, Event]),
  )
  assert.equal(new Set(kinds.map(({ type }) => type)).size, 19)
  for (const { code, type } of kinds) {
    assert.equal(typeOf(code ?? -1), type)
    assert.equal(findEventKind(kinds, type)?.code, code)
  }
})

test('6 and 15 are two events', () => {
  assert.equal(typeOf(6), 'Subscription.AutoRenewal.Disabled')
  assert.equal(typeOf(15), 'Subscription.AutoRenewal.AutoRenewalDisabled')
})

test('every other spelling stands for one event and is the name of none', () => {
  const spellings: Readonly<Record<string, number>> = {
    TenantRegisteredInRoSaasDb: 1,
    TenantStatusChanged: 2,
    TenantAvailabilityChangedToHealthy: 3,
    TenantAvailabilityChangedToUnhealthy: 4,
    TrialSubscriptionUpgradedToStandard: 5,
    SubscriptionRenewalDisabled: 6,
    RenewalCanceled: 6,
    SubscriptionHasBeenRenewedAutomatically: 7,
    SubscriptionHasBeenUpgraded: 8,
    UpgradeEnabled: 9,
    'Subscription.Upgrade.UpgradeEnabled': 9,
    DowngradeEnabled: 10,
    ForcedDowngradeEnabled: 11,
    SubscriptionHasBeenDowngraded: 12,
    SubscriptionSuspendedDueToUnpaid: 13,
    AutoRenewalEnabled: 14,
    SubscriptionAutoRenewalDisabled: 15,
    AutoRenewalCanceled: 15,
    SubscriptionUpgradingDisabled: 16,
    SubscriptionDowngradingDisabled: 17,
    ExternalSystemIsBeingProvisionedTenantResources: 18,
    ExternalSystemCreatedTenantResources: 19,
  }
  for (const [spelling, code] of Object.entries(spellings)) {
    assert.equal(findEventKind(kinds, spelling)?.code, code, spelling)
    assert.ok(isEventType(spelling), spelling)
  }
  const aliases = kinds.flatMap(({ aliases: own = [] }) => own)
  assert.deepEqual(aliases.toSorted(), Object.keys(spellings).toSorted())
  assert.ok(!kinds.some(({ type }) => aliases.includes(type)))
})

test('a panel label, another casing, 0 and 20 stand for nothing', () => {
  for (const name of [0, 20, 1.5, Number.NaN, '', '15', 'tenant.statuschanged']) {
    assert.equal(findEventKind(kinds, name), null, String(name))
  }
  assert.equal(findEventKind(kinds, 'Subscription.Renewal.Disabled'), null)
})

test('18 is offered like the others, and said to be known from the panel only', () => {
  const [only, ...others] = kinds.filter(({ description }) => description.includes('panel only'))
  assert.deepEqual([only?.code, others.length], [18, 0])
})

test('the documented members are those of the documented bodies, of the types that these have', () => {
  for (const [index, { type, members = [] }] of kinds.entries()) {
    const metaData = bodies[index]?.['MetaData'] as Record<string, unknown>
    assert.deepEqual(memberFaults(members, metaData), [], type)
    const names = members.map(({ name }) => name)
    // Nothing is documented of 18, so its date is no promise.
    assert.deepEqual(names, type.includes('IsBeing') ? [] : Object.keys(metaData), type)
  }
})

test('null is for ends of subscriptions alone', () => {
  const nullable = kinds.flatMap(({ code, members = [] }) =>
    members.filter(({ isNullable }) => isNullable).map(({ name }) => `${code} ${name}`),
  )
  assert.deepEqual(nullable, [
    '1 endDate',
    ...[7, 8, 12].map((code) => `${code} SubscriptionExpirationDate`),
  ])
})

test('an example has old values where a change has one, and only there', () => {
  const changing = kinds.filter(({ payload }) => 'previous_attributes' in payload)
  assert.deepEqual(
    changing.map(({ code }) => code),
    [2, 3, 4, 5, 8, 12, 14, 15],
  )
  for (const { payload } of changing) {
    assert.notDeepEqual(payload['previous_attributes'], {})
  }
})
