/** What a node knows of what others changed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleConfig } from '../../test/contract/fresh-store.ts'
import { healthy } from '../domain/health.ts'
import type { Subscription, SubscriptionStatus } from '../domain/subscription.ts'
import type { ConfigSnapshot } from '../ports/subscription-store.ts'
import { FollowConfiguration } from './follow-configuration.ts'
import { SubscriptionIndex } from './subscription-index.ts'

const tenantKey = 1

function subscription(
  number: number,
  state: SubscriptionStatus['state'],
  { version = 1, updatedAtMs = 1 } = {},
): Subscription {
  return {
    ...{ number, tenantKey, tenantId: 'Cust1', version, updatedAtMs },
    ...{ id: `sub_${'0'.repeat(32)}`, owner: { kind: 'tenant', id: 'Cust1' } },
    ...{ externalKey: null, application: null, createdAtMs: 0 },
    ...{ config: { ...sampleConfig, patterns: ['*'] }, health: healthy },
    status: { state, reason: null, sinceMs: 1, releasingSinceMs: null },
  }
}

test('a reading that a change of this node overtakes is made again before it counts', async () => {
  const index = new SubscriptionIndex()
  const other = subscription(2, 'active', { version: 2, updatedAtMs: 9 })
  const ofVersion = (version: number, ...subscriptions: Subscription[]): ConfigSnapshot => ({
    configVersions: new Map([[tenantKey, version]]),
    subscriptions,
  })
  index.load(ofVersion(5, subscription(1, 'active'), subscription(2, 'active')))
  let version = 5
  const follow = new FollowConfiguration({
    clock: { monotonicMs: () => 0 },
    store: {
      async load() {
        // Its former owner disabled the first, which raises no version.
        const read = ofVersion(version, subscription(1, 'disabled'), other)
        await Promise.resolve()
        if (version === 5) {
          version = 6
          const news = { hasNewStatus: false, hasNewHealth: false }
          index.apply({ subscription: other, configVersion: 6, ...news }, true)
        }
        return read
      },
      configVersions: () => Promise.resolve(new Map([[tenantKey, version]])),
      find: () => Promise.resolve(null),
    },
    subscriptions: index,
    ownership: { owns: () => false, mayStart: () => true, workerCount: 2 },
    changed: () => undefined,
  })
  await follow.all()
  assert.equal(index.find(1)?.status.state, 'disabled')
})
