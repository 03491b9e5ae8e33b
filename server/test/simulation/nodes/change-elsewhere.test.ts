/** What people change on one node right after a change on another is worked out from the store. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shardOf } from '../../../src/domain/shard.ts'
import { changeSubscription } from '../../../src/manage/change-subscription.ts'
import { pauseSubscription } from '../../../src/manage/pause-subscription.ts'
import { resumeSubscription } from '../../../src/manage/resume-subscription.ts'
import { exhausted, failingHealth, StoreWorld } from '../../contract/fresh-store.ts'
import { lease } from './node-world.ts'
import { TwoNodes } from './two-nodes.ts'

test('resumed on one node right after a pause on another, a subscription is active', async () => {
  const both = new TwoNodes()
  const { target, one, two } = await both.begin()
  await both.done(pauseSubscription({ ...target, reason: 'by hand' }, one))
  await both.done(resumeSubscription(target, two))
  const { subscriptions } = both.world.database.store
  const stored = await subscriptions.find(target.tenantKey, target.number)
  assert.equal(stored?.status.state, 'active')
  both.world.close()
})

test('a definition that was saved on another node a moment ago keeps nobody from pausing', async () => {
  const both = new TwoNodes()
  const { target, before, one, two } = await both.begin()
  const config = { ...before.config, name: 'another' }
  await both.done(changeSubscription({ before, config }, one))
  const paused = await both.done(pauseSubscription({ ...target, reason: null }, two))
  assert.deepEqual([paused?.status.state, paused?.config.name], ['paused', 'another'])
  both.world.close()
})

test('a subscription that its owner disabled is resumed on any node, and not taken for active there', async () => {
  const both = new TwoNodes()
  const { target, tenant, one, two } = await both.begin()
  const { nodes, store } = both.world.database
  const isOnes = nodes.owners[shardOf(target.number)] === one.ports.store.nodes?.number
  const [owner, other] = isOnes ? [one, two] : [two, one]
  const world = new StoreWorld({ clock: both.clock, store: owner.ports.store } as never, tenant)
  world.configVersion = owner.pipeline.subscriptions.configVersion(target.tenantKey)
  const [delivery] = await both.done(world.accept([target.number]))
  const status = { state: 'disabled', reason: 'gone', sinceMs: 6, releasingSinceMs: null } as const
  const outcome = exhausted(delivery!, { health: failingHealth, status })
  await both.done(owner.ports.store.deliveries.recordOutcomes([outcome]))
  owner.pipeline.subscriptions.applyHealth(target.number, failingHealth, status)
  await both.clock.run(lease.leaseMs)
  await both.done(resumeSubscription(target, other))
  const stored = await store.subscriptions.find(target.tenantKey, target.number)
  assert.deepEqual([stored?.status.state, stored?.health.isSick], ['active', false])
  both.world.close()
})
