/**
 * How much an event costs the store: accepted with one target, delivered at its first attempt and
 * folded, in batches of several sizes. As in life the outcomes of one batch ride in the commit of
 * the next one's events. Prints CPU microseconds, bytes written to the disk and bytes that stay,
 * per event; each figure is the median of twenty stretches, since machines have neighbours.
 * `--events N` bounds a run.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { NewEvent } from '../../src/domain/event.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { OutcomeRecord } from '../../src/ports/delivery-store.ts'
import type { SubscriptionConfig } from '../../src/domain/subscription.ts'
import { openSqliteStore, type SqliteStore } from '../../src/stores/sqlite/open-sqlite-store.ts'

/** Never fires: every commit is made by `flush`, so that a batch is exactly one commit. */
const clock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => 0,
  after: () => () => undefined,
}
const random = { fraction: Math.random, bytes: (count: number) => randomBytes(count) }

const data = Buffer.from(
  JSON.stringify({ PrimaryKey: 1234, Changes: ['name'], text: 'x'.repeat(200) }),
)

const bodyDigest = new Uint8Array(16).fill(7)

interface Measured {
  readonly batch: number
  readonly cpuUs: number
  readonly bestCpuUs: number
  readonly foldCpuUs: number
  readonly wallUs: number
  readonly writtenBytes: number
  readonly keptBytes: number
}

const stretchCount = 20
const { values } = parseArgs({ options: { events: { type: 'string', default: '100000' } } })

/** Batches of events, each committed together with what became of the batch before. */
class Workload {
  readonly #store: SqliteStore
  readonly #tenantKey: number
  readonly #configVersion: number
  #events: NewEvent[] = []
  #outcomes: OutcomeRecord[] = []

  constructor(store: SqliteStore, made: { tenantKey: number; configVersion: number }) {
    this.#store = store
    this.#tenantKey = made.tenantKey
    this.#configVersion = made.configVersion
  }

  make(count: number): void {
    this.#events = Array.from({ length: count }, () => newEvent(this.#tenantKey))
  }

  async commit(): Promise<void> {
    const { events, deliveries } = this.#store
    const recorded = this.#outcomes.map((outcome) => deliveries.recordOutcomes([outcome]))
    const targets = [{ subscriptionNumber: 1, isWaiting: false }]
    const appended = this.#events.map((event) =>
      events.append({ event, configVersion: this.#configVersion, targets }),
    )
    this.#store.flush()
    await Promise.all(recorded)
    const stored = await Promise.all(appended)
    this.#outcomes = stored.map((result, index) => {
      if (result.kind !== 'stored') throw new Error(`the store answered ${result.kind}`)
      return outcomeOf(this.#events[index]!, result.seq)
    })
  }
}

const results: Measured[] = []
for (const batch of [1, 8, 64, 256]) {
  // A commit per event is slow by nature, so it gets fewer of them.
  const eventCount = Math.min(Number(values.events), batch * 4_000)
  results.push(await measure(batch, eventCount))
}
console.table(
  results.map((result) => ({
    batch: result.batch,
    'accept and record, CPU µs': result.cpuUs.toFixed(1),
    'at best': result.bestCpuUs.toFixed(1),
    'fold, CPU µs': result.foldCpuUs.toFixed(1),
    'wall µs': result.wallUs.toFixed(1),
    'written bytes': Math.round(result.writtenBytes),
    'kept bytes': Math.round(result.keptBytes),
  })),
)

async function measure(batch: number, eventCount: number): Promise<Measured> {
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-store-speed-'))
  const path = join(directory, 'speed.db')
  const store = openSqliteStore(path, {
    clock,
    random,
    encryptionKey: randomBytes(32),
    limits: { ballastBytes: 0 },
    onFatal(error) {
      throw error
    },
  })
  try {
    return await run(store, path, { batch, eventCount })
  } finally {
    await store.close()
    rmSync(directory, { recursive: true, force: true })
  }
}

async function run(
  store: SqliteStore,
  path: string,
  size: { batch: number; eventCount: number },
): Promise<Measured> {
  const { batch, eventCount } = size
  const workload = new Workload(store, await prepare(store))
  const sizeAtStart = statSync(path).size
  const writtenAtStart = writtenBytes()
  const cpuUs: number[] = []
  const wallUs: number[] = []
  const foldUs: number[] = []
  const perStretch = Math.max(batch, Math.floor(eventCount / stretchCount / batch) * batch)
  for (let stretch = 0; stretch < stretchCount; stretch += 1) {
    let cpuSum = 0
    let wallSum = 0
    for (let done = 0; done < perStretch; done += batch) {
      workload.make(batch)
      const cpuAtStart = process.cpuUsage()
      const wallAtStart = performance.now()
      await workload.commit()
      const { user, system } = process.cpuUsage(cpuAtStart)
      cpuSum += user + system
      wallSum += performance.now() - wallAtStart
    }
    cpuUs.push(cpuSum / perStretch)
    wallUs.push((wallSum * 1_000) / perStretch)
    const cpuAtStart = process.cpuUsage()
    await drive(store, store.upkeep.fold())
    const { user, system } = process.cpuUsage(cpuAtStart)
    foldUs.push((user + system) / perStretch)
  }
  await drive(store, store.upkeep.tidy())
  const total = perStretch * stretchCount
  return {
    batch,
    cpuUs: median(cpuUs),
    bestCpuUs: Math.min(...cpuUs),
    foldCpuUs: median(foldUs),
    wallUs: median(wallUs),
    writtenBytes: (writtenBytes() - writtenAtStart) / total,
    keptBytes: (statSync(path).size - sizeAtStart) / total,
  }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
}

/** Flushes until the promise is settled, since no timer does. */
async function drive(store: SqliteStore, promise: Promise<void>): Promise<void> {
  let isDone = false
  void promise.finally(() => {
    isDone = true
  })
  while (!isDone) {
    store.flush()
    await new Promise(setImmediate)
  }
  await promise
}

async function prepare(store: SqliteStore): Promise<{ tenantKey: number; configVersion: number }> {
  const creating = store.tenants.createTenant({ id: 'Cust12345', name: 'Speed', nowMs: Date.now() })
  store.flush()
  const tenant = await creating
  if (tenant === null) throw new Error('the tenant is there already')
  const config: SubscriptionConfig = {
    name: null,
    description: null,
    dialect: 'standard-webhooks',
    dispatcher: 'http',
    url: 'https://receiver.example/',
    patterns: ['*'],
    headers: {},
    secrets: { current: [], old: [] },
    retryOverride: null,
    dialectSettings: {},
  }
  const subscribing = store.subscriptions.create({
    id: `sub_${randomBytes(16).toString('hex')}`,
    tenantKey: tenant.key,
    owner: { kind: 'tenant', id: tenant.id },
    externalKey: null,
    application: null,
    config,
    state: 'active',
    nowMs: Date.now(),
  })
  store.flush()
  return { tenantKey: tenant.key, configVersion: (await subscribing).configVersion }
}

function newEvent(tenantKey: number): NewEvent {
  const nowMs = Date.now()
  const id = randomBytes(16)
  id.writeUIntBE(nowMs, 0, 6)
  return {
    id: `evt_${id.toString('hex')}`,
    tenantKey,
    tenantId: 'Cust12345',
    type: 'contact.changed',
    data,
    acceptedAtMs: nowMs,
    occurredAtMs: nowMs,
    orderKey: null,
    subject: null,
    traceparent: null,
    deliverAtMs: null,
    idempotency: null,
  }
}

function outcomeOf(event: NewEvent, seq: number): OutcomeRecord {
  const key = { eventId: event.id, subscriptionNumber: 1, run: 0 }
  const atMs = Date.now()
  return {
    delivery: {
      ...key,
      eventSeq: seq,
      attemptCount: 0,
      position: seq,
      dueAtMs: 0,
      runKind: 'accepted',
      recoveryCount: 0,
    },
    attempt: {
      ...key,
      number: 1,
      startedAtMs: atMs,
      timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 1.25, totalMs: 1.5 },
      outcome: { kind: 'accepted' },
      status: 200,
      replyText: 'ok',
      bodyDigest,
      subscriptionVersion: 1,
    },
    next: { state: 'delivered', atMs },
    hasRow: false,
    health: null,
    status: null,
  }
}

function writtenBytes(): number {
  return Number(/^write_bytes: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1] ?? 0)
}
