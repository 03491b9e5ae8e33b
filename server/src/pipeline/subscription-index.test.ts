import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleConfig } from '../../test/contract/fresh-store.ts'
import { healthy } from '../domain/health.ts'
import type { Subscription } from '../domain/subscription.ts'
import { SubscriptionIndex } from './subscription-index.ts'

const tenantKey = 1
const ownsAll = (): boolean => true
const ownsNone = (): boolean => false

function subscription(number: number, given: Partial<Subscription> = {}): Subscription {
  return {
    number,
    id: 'sub_01890000000070008000000000000000',
    tenantKey,
    tenantId: 'Cust1',
    owner: { kind: 'tenant', id: 'Cust1' },
    externalKey: null,
    application: null,
    createdAtMs: 0,
    updatedAtMs: 0,
    version: 1,
    config: { ...sampleConfig, patterns: ['*'] },
    status: { state: 'active', reason: null, sinceMs: 0, releasingSinceMs: null },
    health: healthy,
    ...given,
  }
}

function changed(number: number, configVersion: number) {
  return {
    subscription: subscription(number),
    configVersion,
    hasNewStatus: false,
    hasNewHealth: false,
  }
}

function snapshot(version: number, ...subscriptions: readonly Subscription[]) {
  return { subscriptions, configVersions: new Map([[tenantKey, version]]) }
}

const numbersOf = (index: SubscriptionIndex): number[] =>
  index.match(tenantKey, 'order.placed').map(({ number }) => number)

test('a change with one of another node before it leaves the version unknown until all is read', () => {
  const index = new SubscriptionIndex()
  index.apply(changed(2, 2), true)
  assert.equal(index.configVersion(tenantKey), 0)
  assert.deepEqual(numbersOf(index), [2])
  index.replace(tenantKey, snapshot(1, subscription(1)), ownsNone)
  assert.deepEqual(numbersOf(index), [2], 'what was read before the change takes nothing away')
  index.replace(tenantKey, snapshot(2, subscription(1), subscription(2)), ownsNone)
  assert.equal(index.configVersion(tenantKey), 2)
  assert.deepEqual(numbersOf(index), [1, 2])
})

test('a change that is older than what was read is not put over it', () => {
  const index = new SubscriptionIndex()
  const stored = subscription(1, { updatedAtMs: 5, version: 2 })
  index.replace(tenantKey, snapshot(3, stored), ownsNone)
  index.apply(changed(1, 2), true)
  assert.equal(index.find(1), stored)
})

test('where nothing else is written every change counts, in whatever order it is told', () => {
  const index = new SubscriptionIndex()
  index.apply(changed(2, 2), false)
  index.apply(changed(1, 1), false)
  assert.equal(index.configVersion(tenantKey), 2)
  assert.deepEqual(numbersOf(index), [1, 2])
})

test('of one that was not changed the node that sends for it knows the health, elsewhere the store', () => {
  const index = new SubscriptionIndex()
  index.replace(tenantKey, snapshot(1, subscription(1)), ownsNone)
  const sick = { ...healthy, isSick: true, callCount: 7 }
  index.applyHealth(1, sick, null)
  index.replace(tenantKey, snapshot(2, subscription(1)), ownsAll)
  assert.deepEqual(index.find(1)?.health, sick)
  index.replace(tenantKey, snapshot(3, subscription(1, { updatedAtMs: 5 })), ownsAll)
  assert.deepEqual(index.find(1)?.health, { ...healthy, callCount: 7 })
  index.replace(tenantKey, snapshot(4, subscription(1)), ownsNone)
  assert.deepEqual(index.find(1)?.health, healthy)
})

test('a change here on top of one of another node does not hide that one', () => {
  const index = new SubscriptionIndex()
  const paused = { state: 'paused', reason: null, sinceMs: 1, releasingSinceMs: null } as const
  index.replace(tenantKey, snapshot(1, subscription(1, { status: paused })), ownsAll)
  // Resumed elsewhere, which nobody has read yet; then a secret is retired here.
  const retired = subscription(1, { updatedAtMs: 9, version: 2 })
  index.apply({ ...changed(1, 3), subscription: retired }, true)
  index.replace(tenantKey, snapshot(3, retired), ownsAll)
  assert.equal(index.find(1)?.status.state, 'active')
})

test('one that another node deleted is gone after the reading', () => {
  const index = new SubscriptionIndex()
  index.replace(tenantKey, snapshot(2, subscription(1), subscription(2)), ownsAll)
  assert.deepEqual(index.replace(tenantKey, snapshot(3, subscription(2)), ownsAll), [1, 2])
  assert.equal(index.find(1), null)
  assert.deepEqual(numbersOf(index), [2])
})
