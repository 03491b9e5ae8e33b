/** Two simulated nodes that know of one subscription, for what people do on either. */
import assert from 'node:assert/strict'
import { createSubscription } from '../../../src/manage/create-subscription.ts'
import { createTenant } from '../../../src/manage/create-tenant.ts'
import type { Ports } from '../../../src/ports/ports.ts'
import { sampleConfig } from '../../contract/fresh-store.ts'
import { SeededRandom } from '../../world/seeded-random.ts'
import { SimulatedClock } from '../../world/simulated-clock.ts'
import { lease, type NodeProcess, NodeWorld } from './node-world.ts'

const roles = ['api', 'worker', 'maintenance'] as const
const nothing = (): undefined => undefined

export class TwoNodes {
  /** What stands between a node and its ports. */
  wrap: (ports: Ports) => Ports = (ports) => ports
  readonly clock = new SimulatedClock()
  readonly world = new NodeWorld({
    clock: this.clock,
    random: new SeededRandom(1),
    queues: { perOrigin: 8, inAll: 512, itemsPerLaneMax: 1_000, bytesMax: 1_000_000 },
    retentionMs: Infinity,
    plan: {
      ...{ nodes: [], troubles: [], outages: [], lossShare: 0, hasWrongClocks: false },
      broker: { lossShare: 0, doubleShare: 0, lateMsMax: 10 },
    },
    flaws: {},
    settings: (settings) => settings,
    network: () => ({ sent: nothing, replied: nothing }),
    wrap: (ports) => this.wrap(ports),
    ...{ observe: nothing, housekeeping: nothing, fencedCommit: nothing },
    ...{ placeTaken: nothing, runs: nothing, ended: nothing },
  })

  /** Two nodes that know of one subscription, made on the first. */
  async begin() {
    const [one, two] = [this.join('one'), this.join('two')]
    await this.clock.run(lease.leaseMs)
    const { tenant, subscription: before } = await this.subscribed(one, () => true)
    return {
      ...{ tenant, before, one: partsOf(one), two: partsOf(two) },
      target: { tenantKey: tenant.key, number: before.number },
    }
  }

  join(name: string): NodeProcess {
    return this.world.begin({ name, roles, wallOffsetMs: 0, startsAtMs: 0 })
  }

  /** A tenant with a subscription that fits, made on this node and known to all. */
  async subscribed(node: NodeProcess, fits: (number: number) => boolean) {
    const made = await this.done(createTenant({ id: 'Cust1', name: 'Cust1' }, node))
    assert.ok(made.kind === 'created')
    const { tenant } = made
    const request = {
      ...{ tenantKey: tenant.key, externalKey: null, application: null, config: sampleConfig },
      ...({
        owner: { kind: 'tenant', id: tenant.id },
        state: 'active',
        subscriptionsMax: 100,
      } as const),
    }
    for (;;) {
      const result = await this.done(createSubscription(request, partsOf(node)))
      assert.ok(result.kind === 'created')
      const { subscription } = result
      if (!fits(subscription.number)) continue
      await this.clock.run(lease.leaseMs)
      return { tenant, subscription }
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

export function partsOf({ ports, pipeline }: NodeProcess) {
  return { ports, pipeline: pipeline! }
}
