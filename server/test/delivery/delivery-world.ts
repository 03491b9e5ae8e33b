/**
 * What a test of a delivery guarantee is made in: one tenant of a real installation (pipeline,
 * dialects, maintenance, SQLite) over a clock that the test moves and receivers that it scripts.
 * Whatever the test does, at its end the books have to balance and memory has to say what the
 * store says.
 */
import assert from 'node:assert/strict'
import { createRosaasDialect } from '../../src/dialects/rosaas/dialect.ts'
import { createStandardWebhooksDialect } from '../../src/dialects/standard-webhooks/dialect.ts'
import {
  createSuperOfficeDialect,
  type SuperOfficeSettings,
} from '../../src/dialects/superoffice/dialect.ts'
import type { Attempt } from '../../src/domain/attempt.ts'
import type { EventId } from '../../src/domain/ids.ts'
import type { Subscription, SubscriptionConfig } from '../../src/domain/subscription.ts'
import type { Tenant } from '../../src/domain/tenant.ts'
import { createSubscription } from '../../src/manage/create-subscription.ts'
import { createTenant } from '../../src/manage/create-tenant.ts'
import type { ManageParts } from '../../src/manage/manage-parts.ts'
import type { QueueSettings } from '../../src/pipeline/queue-parts.ts'
import type { AcceptRequest } from '../../src/pipeline/pipeline.ts'
import type { Dialect } from '../../src/ports/dialect.ts'
import type { DeliveryRecord, Ledger } from '../../src/ports/history.ts'
import type { Fact } from '../../src/ports/observer.ts'
import type { Ports } from '../../src/ports/ports.ts'
import { SeededRandom } from '../world/seeded-random.ts'
import { SimulatedClock } from '../world/simulated-clock.ts'
import { SimulatedWorld } from '../world/simulated-world.ts'
import { tenantStatusOver } from '../world/tenant-status-over-clock.ts'
import { ScriptedNetwork, type ScriptedReceiver } from './scripted-network.ts'

export const secondMs = 1_000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

export interface WorldOptions {
  readonly queues?: Partial<QueueSettings>
  readonly retentionMs?: number
  readonly superoffice?: Partial<SuperOfficeSettings>
  /** Puts a fault of ours around what a process opened. */
  readonly wrap?: (ports: Ports) => Ports
  /** Whether the engine refuses to commit. */
  readonly isCommitRefused?: () => boolean
  /** Whether the disk has no room for a commit. */
  readonly isDiskFull?: () => boolean
}

export interface SubscribeOptions extends Partial<SubscriptionConfig> {
  readonly state?: 'active' | 'paused'
}

export const sharedSecret = 's3cr3t-Key!'
export const signingKeyBase64 = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** A test's body in a world of its own, which is judged and taken down behind it. */
export function inWorld(
  run: (world: DeliveryWorld) => Promise<void>,
  options: WorldOptions = {},
): () => Promise<void> {
  return async () => {
    const world = await DeliveryWorld.open(options)
    try {
      await run(world)
      await world.balances()
    } finally {
      await world.close()
    }
  }
}

export class DeliveryWorld {
  readonly clock = new SimulatedClock()
  readonly network = new ScriptedNetwork()
  /** Everything observed, by all processes. */
  readonly facts: Fact[] = []
  readonly #options: WorldOptions
  readonly #world: SimulatedWorld
  #tenant: Tenant | null = null
  #processCount = 0

  private constructor(options: WorldOptions) {
    this.#options = options
    this.network.onKill = () => this.#world.crash()
    this.#world = new SimulatedWorld({
      hasSlowDisk: false,
      clock: this.clock,
      random: new SeededRandom('delivery'),
      queues: {
        perOrigin: 8,
        inAll: 256,
        itemsPerLaneMax: 1_000,
        bytesMax: 64 * 1024 * 1024,
        ...options.queues,
      },
      retentionMs: options.retentionMs ?? 30 * dayMs,
      network: { sent: () => {}, replied: () => {} },
      observe: (fact) => this.facts.push(fact),
      wrap: (ports, life) => this.#wrap(ports, life),
      probe: () => this.#probe(),
      ended: () => {},
    })
  }

  static async open(options: WorldOptions): Promise<DeliveryWorld> {
    const world = new DeliveryWorld(options)
    await world.start()
    const made = await world.settles(createTenant({ id: 'Cust20001', name: 'N' }, world.parts))
    assert.equal(made.kind, 'created')
    if (made.kind === 'created') world.#tenant = made.tenant
    // In its first minute a process marks what it sends, which costs a commit each time.
    await world.sleep(2 * minuteMs)
    return world
  }

  get nowMs(): number {
    return this.clock.monotonicMs()
  }

  get tenant(): Tenant {
    assert.ok(this.#tenant !== null)
    return this.#tenant
  }

  /** What use-cases work with; of the process that is alive. */
  get parts(): ManageParts {
    const process = this.#world.process
    assert.ok(process?.pipeline != null, 'no process runs')
    return { ports: process.ports, pipeline: process.pipeline }
  }

  get isAlive(): boolean {
    return this.#world.process !== null
  }

  receiver(name = 'one'): ScriptedReceiver {
    return this.network.receiver(name)
  }

  /** A SuperOffice subscription to everything, with a secret. */
  superoffice(receiver: ScriptedReceiver, options: SubscribeOptions = {}): Promise<number> {
    return this.subscribe(receiver, {
      dialect: 'superoffice',
      secrets: { current: [{ kind: 'hmac-text', text: sharedSecret }], old: [] },
      dialectSettings: { type: 'webhook', properties: {} },
      ...options,
    })
  }

  /** A Standard Webhooks subscription to everything, with an HMAC key. */
  standard(receiver: ScriptedReceiver, options: SubscribeOptions = {}): Promise<number> {
    return this.subscribe(receiver, {
      dialect: 'standard-webhooks',
      secrets: { current: [{ kind: 'hmac', keyBase64: signingKeyBase64 }], old: [] },
      ...options,
    })
  }

  /** Hands an event in; answers its id once it is on disk. */
  async accept(given: Partial<Omit<AcceptRequest, 'data'>> & { data?: object } = {}) {
    const { data = { PrimaryKey: 1 }, ...others } = given
    const result = await this.settles(
      this.parts.pipeline.acceptEvent({
        tenantKey: this.tenant.key,
        tenantId: this.tenant.id,
        type: 'contact.changed',
        ...others,
        data: Buffer.from(JSON.stringify(data)),
      }),
    )
    assert.equal(result.kind, 'accepted')
    return result.kind === 'accepted' ? result.id : (null as never)
  }

  /** Several, one after the other, with these primary keys. */
  async acceptKeys(...keys: readonly number[]): Promise<readonly EventId[]> {
    const ids: EventId[] = []
    for (const PrimaryKey of keys) ids.push(await this.accept({ data: { PrimaryKey } }))
    return ids
  }

  /** Several, with primary keys from 1 on. */
  acceptMany(count: number): Promise<readonly EventId[]> {
    return this.acceptKeys(...Array.from({ length: count }, (_, index) => index + 1))
  }

  /** Lets time pass. */
  run(forMs: number): Promise<void> {
    return this.clock.run(forMs)
  }

  /** Time passes at once, as when the machine sleeps: what was due in it happens at its end. */
  async sleep(forMs: number): Promise<void> {
    if (forMs > 0) this.clock.leap(forMs)
    await this.clock.run(0)
  }

  /** Lets time pass until it is so; fails the test when that takes longer than this. */
  async until(isSo: () => boolean, withinMs = hourMs): Promise<void> {
    await this.clock.run(withinMs, isSo)
    assert.ok(isSo(), `not so within ${withinMs} ms`)
  }

  /** Lets as little time pass as something that was begun needs. */
  async settles<Result>(begun: Promise<Result>): Promise<Result> {
    let isDone = false
    const ended = begun.finally(() => (isDone = true))
    ended.catch(() => {})
    await this.clock.run(minuteMs, () => isDone)
    assert.ok(isDone, 'what was begun did not end within a minute')
    return ended
  }

  /** As memory has it. */
  subscription(number: number): Subscription {
    const found = this.parts.pipeline.subscriptions.find(number)
    assert.ok(found !== null, `no subscription ${number}`)
    return found
  }

  async delivery(eventId: EventId, subscriptionNumber: number, run = 0): Promise<DeliveryRecord> {
    const key = { eventId, subscriptionNumber, run }
    const found = await this.parts.ports.store.history.findDelivery(this.tenant.key, key)
    assert.ok(found !== null, `no delivery of ${eventId}`)
    return found
  }

  async states(ids: readonly EventId[], subscriptionNumber: number): Promise<readonly string[]> {
    const states: string[] = []
    for (const id of ids) states.push((await this.delivery(id, subscriptionNumber)).state)
    return states
  }

  attempts(eventId: EventId, subscriptionNumber: number, run = 0): Promise<readonly Attempt[]> {
    const key = { eventId, subscriptionNumber, run }
    return this.parts.ports.store.history.attempts(this.tenant.key, key)
  }

  ledger(): Promise<Ledger> {
    return this.parts.ports.store.history.ledger({ recount: true })
  }

  factsOf<Kind extends Fact['kind']>(kind: Kind): readonly Extract<Fact, { kind: Kind }>[] {
    return this.facts.filter((fact) => fact.kind === kind) as Extract<Fact, { kind: Kind }>[]
  }

  async start(): Promise<void> {
    // A payload may kill the process before it has quite begun.
    const begun = this.#world.start().then(() => (isStarted = true))
    let isStarted = false
    await this.clock.run(minuteMs, () => isStarted || this.#world.process === null)
    if (isStarted) await begun
  }

  /** The process is gone at this instant; the next one finds its files as they are. */
  crash(): void {
    this.#world.crash()
  }

  /** An orderly end. */
  stop(graceMs: number): Promise<void> {
    return this.settles(this.#world.stop(graceMs))
  }

  /** The ledger adds up, folded as well as recounted, and memory says what the store says. */
  async balances(): Promise<void> {
    if (!this.isAlive) await this.start()
    await this.run(100)
    const { store } = this.parts.ports
    await this.settles(store.upkeep.fold())
    const recount = await this.ledger()
    assert.deepEqual(await store.history.ledger({ recount: false }), recount)
    const { accepted, resends, replays, delivered, exhausted, cancelled, expired, open } = recount
    assert.equal(
      accepted + resends + replays,
      delivered + exhausted + cancelled + expired + open,
      'what was begun is what ended and what is open',
    )
    assert.equal(recount.unaccountedCount, 0)
    for (const inMemory of this.parts.pipeline.subscriptions.all()) {
      const stored = await store.subscriptions.find(this.tenant.key, inMemory.number)
      assert.deepEqual(stored?.health, inMemory.health)
      assert.deepEqual(stored?.status, inMemory.status)
    }
  }

  close(): Promise<void> {
    return this.#world.close()
  }

  /** Any subscription; what is not said is as in Standard Webhooks, without a secret. */
  async subscribe(
    receiver: ScriptedReceiver,
    { state = 'active', ...config }: SubscribeOptions,
  ): Promise<number> {
    const made = await this.settles(
      createSubscription(
        {
          tenantKey: this.tenant.key,
          owner: { kind: 'tenant', id: this.tenant.id },
          externalKey: null,
          application: null,
          subscriptionsMax: 1_000,
          state,
          config: {
            name: 'CRM sync',
            description: null,
            dialect: 'standard-webhooks',
            dispatcher: 'http',
            url: receiver.url,
            patterns: ['*'],
            headers: {},
            secrets: { current: [], old: [] },
            retryOverride: null,
            dialectSettings: {},
            ...config,
          },
        },
        this.parts,
      ),
    )
    assert.equal(made.kind, 'created')
    return made.kind === 'created' ? made.subscription.number : -1
  }

  #wrap(ports: Ports, life: { readonly isOver: boolean }): Ports {
    this.#processCount += 1
    const dispatcher = this.network.dispatcher(ports.clock, life, this.#processCount)
    const dialects = this.#dialects()
    const wired: Ports = {
      ...ports,
      dispatchers: () => dispatcher,
      dialects: (name) => {
        const dialect = dialects.get(name)
        return dialect ?? assert.fail(`no dialect ${name}`)
      },
    }
    return this.#options.wrap?.(wired) ?? wired
  }

  #dialects(): ReadonlyMap<string, Dialect> {
    const superoffice = createSuperOfficeDialect({
      acceptAny2xx: false,
      userAgentVersion: '12.4.1514.0',
      ...this.#options.superoffice,
    })
    const ours = { userAgentVersion: '0.1.0' }
    const others = [createStandardWebhooksDialect(ours), createRosaasDialect(ours)]
    const all = [superoffice, ...others, tenantStatusOver(this.clock)]
    return new Map(all.map((one) => [one.name, one]))
  }

  #probe() {
    const { isCommitRefused, isDiskFull } = this.#options
    if (isCommitRefused === undefined && isDiskFull === undefined) return null
    return {
      beforeCommit() {
        if (isCommitRefused?.() === true) throw new Error('simulated: the commit was refused')
        if (isDiskFull?.() === true) throw Object.assign(new Error('simulated'), { errcode: 13 })
      },
      afterCommit() {},
    }
  }
}
