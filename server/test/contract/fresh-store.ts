/**
 * What the suites of the store ports work with: a store that begins empty, whose wall clock the
 * test moves, that can be closed and opened again or crash, and the facts that go into it. Each
 * implementation brings the way to open one.
 */
import { randomBytes } from 'node:crypto'
import type { Attempt, Outcome } from '../../src/domain/attempt.ts'
import type { PendingDelivery } from '../../src/domain/delivery.ts'
import { keptKeyOf, type NewEvent } from '../../src/domain/event.ts'
import { type Health, healthy } from '../../src/domain/health.ts'
import type { EventId } from '../../src/domain/ids.ts'
import type { SubscriptionConfig } from '../../src/domain/subscription.ts'
import type { Tenant } from '../../src/domain/tenant.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { OutcomeRecord } from '../../src/ports/delivery-store.ts'
import type { AppendResult, TargetPlacement } from '../../src/ports/event-store.ts'
import type { Store } from '../../src/ports/ports.ts'
import type { Random } from '../../src/ports/random.ts'
import type { ChangedSubscription, NewSubscription } from '../../src/ports/subscription-store.ts'

export const startMs = Date.UTC(2026, 0, 5, 8)
export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** Wall time stands where the test put it; waits are the machine's, since commits are real. */
export class MovableClock implements Clock {
  #nowMs = startMs

  nowMs(): number {
    return this.#nowMs
  }

  monotonicMs(): number {
    return performance.now()
  }

  after(waitMs: number, run: () => void): () => void {
    const timer = setTimeout(run, waitMs)
    return () => clearTimeout(timer)
  }

  move(byMs: number): void {
    this.#nowMs += byMs
  }
}

export const testRandom: Random = {
  fraction: () => randomBytes(4).readUInt32BE() / 2 ** 32,
  bytes: (count) => randomBytes(count),
}

export interface FreshStore {
  readonly clock: MovableClock
  /** The store as it is open now. */
  readonly store: Store
  /** Commits what was handed in, without waiting for more to share the commit. */
  flush(): void
  /** Closes it in good order and opens it again. */
  reopen(): Promise<void>
  /** Ends it as kill -9 does, and opens it again. */
  crash(): Promise<void>
  close(): Promise<void>
}

export type OpenFresh = () => Promise<FreshStore>

/** Opens a fresh store for one test and closes it at its end, however it ends. */
export async function withStore(
  open: OpenFresh,
  run: (fresh: FreshStore, world: StoreWorld) => Promise<void>,
): Promise<void> {
  const fresh = await open()
  try {
    await run(fresh, await StoreWorld.begin(fresh))
  } finally {
    await fresh.close()
  }
}

/** One tenant and what happens to it, in as few words as a test needs. */
export class StoreWorld {
  readonly fresh: FreshStore
  readonly tenant: Tenant
  configVersion = 0

  constructor(fresh: FreshStore, tenant: Tenant) {
    this.fresh = fresh
    this.tenant = tenant
  }

  static async begin(fresh: FreshStore, id = 'Cust12345'): Promise<StoreWorld> {
    const nowMs = fresh.clock.nowMs()
    const tenant = await fresh.store.tenants.createTenant({ id, name: id, nowMs })
    if (tenant === null) throw new Error(`the tenant ${id} is there already`)
    return new StoreWorld(fresh, tenant)
  }

  get store(): Store {
    return this.fresh.store
  }

  get nowMs(): number {
    return this.fresh.clock.nowMs()
  }

  /** Creates a subscription and returns its number. */
  async subscribe(request: Partial<NewSubscription> = {}): Promise<number> {
    return (await this.createSubscription(request)).subscription.number
  }

  async createSubscription(request: Partial<NewSubscription> = {}): Promise<ChangedSubscription> {
    const changed = await this.store.subscriptions.create({
      id: `sub_${randomBytes(16).toString('hex')}`,
      tenantKey: this.tenant.key,
      owner: { kind: 'tenant', id: this.tenant.id },
      externalKey: null,
      application: null,
      config: sampleConfig,
      state: 'active',
      nowMs: this.nowMs,
      ...request,
    })
    this.configVersion = changed.configVersion
    return changed
  }

  event(event: Partial<NewEvent> = {}): NewEvent {
    return {
      id: newEventId(),
      tenantKey: this.tenant.key,
      tenantId: this.tenant.id,
      type: 'contact.changed',
      data: Buffer.from('{"a":1}'),
      acceptedAtMs: this.nowMs,
      occurredAtMs: this.nowMs,
      orderKey: null,
      subject: null,
      traceparent: null,
      deliverAtMs: null,
      idempotency: null,
      ...event,
    }
  }

  append(event: NewEvent, targets: readonly TargetPlacement[] = []): Promise<AppendResult> {
    return this.store.events.append({ event, configVersion: this.configVersion, targets })
  }

  /** Accepts an event for these subscriptions, in memory, and returns its deliveries. */
  async accept(
    subscriptions: readonly number[],
    event: Partial<NewEvent> = {},
    isWaiting = false,
  ): Promise<PendingDelivery[]> {
    const appended = this.event(event)
    const targets = subscriptions.map((subscriptionNumber) => ({ subscriptionNumber, isWaiting }))
    const result = await this.append(appended, targets)
    if (result.kind !== 'stored') throw new Error(`the store answered ${result.kind}`)
    const keptKey = keptKeyOf(appended)
    const kept = keptKey === null ? undefined : { keptKey }
    return subscriptions.map((number) => ({
      ...firstDelivery(appended.id, result.seq, number),
      ...kept,
    }))
  }

  /** The same, with waiting rows in the very commit. */
  acceptWaiting(
    subscriptions: readonly number[],
    event: Partial<NewEvent> = {},
  ): Promise<PendingDelivery[]> {
    return this.accept(subscriptions, event, true)
  }

  record(...outcomes: OutcomeRecord[]): Promise<void> {
    return this.store.deliveries.recordOutcomes(outcomes)
  }

  /** What a claim brings of one subscription, whatever its due time. */
  async claimed(
    subscriptionNumber: number,
    order: 'due' | 'accepted' = 'due',
  ): Promise<PendingDelivery[]> {
    const rows = await this.store.deliveries.claimDue({
      subscriptionNumber,
      nowMs: Number.MAX_SAFE_INTEGER,
      limit: 1_000,
      order,
      held: new Set(),
    })
    return rows.map((row) => row.delivery)
  }
}

export const sampleConfig: SubscriptionConfig = {
  name: 'Orders',
  description: null,
  dialect: 'standard-webhooks',
  dispatcher: 'http',
  url: 'https://receiver.example/orders',
  patterns: ['contact.*'],
  headers: { 'x-token': 'header-secret-1' },
  secrets: { current: [{ kind: 'hmac', keyBase64: 'c2lnbmluZy1zZWNyZXQtMQ==' }], old: [] },
  retryOverride: { attemptTimeoutMs: 5_000 },
  dialectSettings: { properties: { a: 'b' } },
}

/** Ids in the order they were made, as the pipeline mints them. */
let madeCount = 0
export function newEventId(): EventId {
  madeCount += 1
  return `evt_${madeCount.toString(16).padStart(12, '0')}${randomBytes(10).toString('hex')}`
}

export function firstDelivery(
  eventId: EventId,
  eventSeq: number,
  subscriptionNumber: number,
): PendingDelivery {
  return {
    eventId,
    subscriptionNumber,
    run: 0,
    eventSeq,
    attemptCount: 0,
    position: eventSeq,
    dueAtMs: 0,
    runKind: 'accepted',
    recoveryCount: 0,
  }
}

export const refused: Outcome = {
  kind: 'refused',
  errorClass: 'status-5xx',
  retryAfterMs: null,
  isSlowDown: false,
  isGone: false,
}

export function attemptOf(delivery: PendingDelivery, attempt: Partial<Attempt> = {}): Attempt {
  return {
    eventId: delivery.eventId,
    subscriptionNumber: delivery.subscriptionNumber,
    run: delivery.run,
    number: delivery.attemptCount + 1,
    startedAtMs: startMs,
    timings: { dnsMs: null, connectMs: 0.25, tlsMs: null, firstByteMs: 7.125, totalMs: 8 },
    outcome: { kind: 'accepted' },
    status: 200,
    replyText: 'ok',
    bodyDigest: new Uint8Array(16).fill(9),
    subscriptionVersion: 1,
    ...attempt,
  }
}

const bare = { hasRow: false, health: null, status: null } as const

export function delivered(
  delivery: PendingDelivery,
  record: Partial<OutcomeRecord> = {},
): OutcomeRecord {
  const next = { state: 'delivered', atMs: startMs } as const
  return { delivery, attempt: attemptOf(delivery), next, ...bare, ...record }
}

export function failedUntil(
  delivery: PendingDelivery,
  dueAtMs: number,
  record: Partial<OutcomeRecord> = {},
): OutcomeRecord {
  const attempt = attemptOf(delivery, { outcome: refused, status: 503, replyText: 'HTTP 503' })
  const next = { state: 'pending', dueAtMs, isBehindOthers: false } as const
  return { delivery, attempt, next, ...bare, ...record }
}

export function exhausted(
  delivery: PendingDelivery,
  record: Partial<OutcomeRecord> = {},
): OutcomeRecord {
  const attempt = attemptOf(delivery, { outcome: refused, status: 503, replyText: 'HTTP 503' })
  const next = { state: 'exhausted', atMs: startMs } as const
  return { delivery, attempt, next, ...bare, ...record }
}

export const failingHealth: Health = {
  ...healthy,
  callCount: 999,
  errorCount: 999,
  consecutiveErrorCount: 3,
  lastErrorText: 'HTTP 503\nbusy',
  lastAttemptAtMs: startMs + 5,
  lastSuccessAtMs: startMs - 5,
  failingSinceMs: startMs,
  streak: 2,
  failedCycleCount: 1,
  restUntilMs: startMs + hourMs,
  isSick: true,
  isSlowed: true,
}
