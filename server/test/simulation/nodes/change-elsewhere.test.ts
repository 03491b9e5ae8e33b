/** What people change on one node right after a change on another is worked out from the store. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeSubscription } from '../../../src/manage/change-subscription.ts'
import { createSubscription } from '../../../src/manage/create-subscription.ts'
import { createTenant } from '../../../src/manage/create-tenant.ts'
import { pauseSubscription } from '../../../src/manage/pause-subscription.ts'
import { resumeSubscription } from '../../../src/manage/resume-subscription.ts'
import { sampleConfig } from '../../contract/fresh-store.ts'
import { SeededRandom } from '../../world/seeded-random.ts'
import { SimulatedClock } from '../../world/simulated-clock.ts'
import { lease, type NodeProcess, NodeWorld } from './node-world.ts'

const roles = ['api', 'worker', 'maintenance'] as const
const nodes = ['one', 'two'].map((name) => ({ name, roles, wallOffsetMs: 0, startsAtMs: 0 }))
const nothing = (): undefined => undefined

class TwoNodes {
  readonly clock = new SimulatedClock()
  readonly world = new NodeWorld({
    clock: this.clock,
    random: new SeededRandom(1),
    queues: { perOrigin: 8, inAll: 512, itemsPerLaneMax: 1_000, bytesMax: 1_000_000 },
    retentionMs: Infinity,
    plan: {
      ...{ nodes, troubles: [], outages: [], lossShare: 0, hasWrongClocks: false },
      broker: { lossShare: 0, doubleShare: 0, lateMsMax: 10 },
    },
    flaws: {},
    settings: (settings) => settings,
    network: () => ({ sent: nothing, replied: nothing }),
    wrap: (ports) => ports,
    ...{ observe: nothing, housekeeping: nothing, fencedCommit: nothing },
    ...{ placeTaken: nothing, runs: nothing, ended: nothing },
  })

  /** Two nodes that know of one subscription, made on the first. */
  async begin() {
    const [one, two] = nodes.map((planned) => this.world.begin(planned))
    await this.clock.run(lease.leaseMs)
    const tenant = await this.done(createTenant({ id: 'Cust1', name: 'Cust1' }, one!))
    assert.ok(tenant.kind === 'created')
    const { key: tenantKey, id } = tenant.tenant
    const made = await this.done(
      createSubscription(
        {
          ...{ tenantKey, externalKey: null, application: null, config: sampleConfig },
          ...{ owner: { kind: 'tenant', id }, state: 'active', subscriptionsMax: 10 },
        },
        partsOf(one!),
      ),
    )
    assert.ok(made.kind === 'created')
    await this.clock.run(lease.leaseMs)
    const before = made.subscription
    return {
      target: { tenantKey, number: before.number },
      before,
      one: partsOf(one!),
      two: partsOf(two!),
    }
  }

  /** Lets time pass until it has ended. */
  async done<Result>(work: Promise<Result>): Promise<Result> {
    let isOver = false
    const over = (): void => {
      isOver = true
    }
    work.then(over, over)
    await this.clock.run(60_000, () => isOver)
    return work
  }
}

function partsOf({ ports, pipeline }: NodeProcess) {
  return { ports, pipeline: pipeline! }
}

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
