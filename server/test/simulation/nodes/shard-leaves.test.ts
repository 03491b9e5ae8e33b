/** A shard goes over to another node whatever its lanes were busy with. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shardCount, shardOf } from '../../../src/domain/shard.ts'
import { pauseSubscription } from '../../../src/manage/pause-subscription.ts'
import { resumeSubscription } from '../../../src/manage/resume-subscription.ts'
import { lease } from './node-world.ts'
import { partsOf, TwoNodes } from './two-nodes.ts'

const heldMs = 3 * lease.leaseMs

test('while the end of a release is being written its shard waits, and the others go over', async () => {
  const both = new TwoNodes()
  both.wrap = (ports) => {
    const { subscriptions } = ports.store
    const endRelease = async (...end: Parameters<typeof subscriptions.endRelease>) => {
      await subscriptions.endRelease(...end)
      await new Promise<void>((resolve) => both.clock.after(heldMs, resolve))
    }
    const held = { ...subscriptions, endRelease }
    return { ...ports, store: { ...ports.store, subscriptions: held } }
  }
  const one = both.join('one')
  await both.clock.run(lease.leaseMs)
  // The second half of the shards is what a second node gets.
  const isLeaving = (number: number): boolean => shardOf(number) >= shardCount / 2
  const { tenant, subscription } = await both.subscribed(one, isLeaving)
  const target = { tenantKey: tenant.key, number: subscription.number }
  await both.done(pauseSubscription({ ...target, reason: null }, partsOf(one)))
  await both.done(resumeSubscription(target, partsOf(one)))
  const two = both.join('two')
  await both.clock.run(2 * lease.leaseMs)
  const { owners } = both.world.database.nodes
  const countOfTwo = (): number => owners.filter((owner) => owner === two.nodeNumber).length
  assert.equal(countOfTwo(), shardCount / 2 - 1)
  assert.equal(owners[shardOf(target.number)], one.nodeNumber)
  await both.clock.run(heldMs)
  assert.equal(countOfTwo(), shardCount / 2)
  both.world.close()
})
