/**
 * How much an event costs the store: accepted with one target, delivered at its first attempt and
 * folded, in batches of several sizes. Prints CPU microseconds, bytes written to the disk and
 * bytes that stay, per event, and what each part takes. `--events N` bounds a run.
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

interface Used {
  readonly cpuUs: number
  readonly wallMs: number
  readonly writtenBytes: number
}

interface Measured {
  readonly batch: number
  readonly acceptUs: number
  readonly recordUs: number
  readonly foldUs: number
  readonly wallUs: number
  readonly writtenBytes: number
  readonly keptBytes: number
}

const { values } = parseArgs({ options: { events: { type: 'string', default: '40000' } } })
const eventCountMax = Number(values.events)

const results: Measured[] = []
for (const batch of [1, 8, 64, 256]) {
  // A commit per event is slow by nature, so it gets fewer of them.
  results.push(await measure(batch, Math.min(eventCountMax, batch * 2_000)))
}
console.table(
  results.map((result) => ({
    batch: result.batch,
    'accept µs': result.acceptUs.toFixed(1),
    'record µs': result.recordUs.toFixed(1),
    'both µs': (result.acceptUs + result.recordUs).toFixed(1),
    'fold µs': result.foldUs.toFixed(1),
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
  const { tenantKey, configVersion } = await prepare(store)
  const accept = used()
  const record = used()
  const fold = used()
  let waiting: OutcomeRecord[] = []
  const writtenAtStart = writtenBytes()
  const sizeAtStart = statSync(path).size
  for (let done = 0; done < eventCount; done += batch) {
    const events = Array.from({ length: batch }, () => newEvent(tenantKey))
    accept.start()
    const appended = events.map((event) =>
      store.events.append({
        event,
        configVersion,
        targets: [{ subscriptionNumber: 1, isWaiting: false }],
      }),
    )
    store.flush()
    const stored = await Promise.all(appended)
    accept.stop()
    waiting = stored.map((result, index) => {
      if (result.kind !== 'stored') throw new Error(`the store answered ${result.kind}`)
      return outcomeOf(events[index]!, result.seq)
    })
    record.start()
    // They ride with the next batch's events in life; alone here, so that each part shows.
    const recorded = waiting.map((outcome) => store.deliveries.recordOutcomes([outcome]))
    store.flush()
    await Promise.all(recorded)
    record.stop()
  }
  fold.start()
  const folded = store.upkeep.fold()
  await drive(store, folded)
  fold.stop()
  const tidied = store.upkeep.tidy()
  await drive(store, tidied)
  const perEvent = (total: number): number => total / eventCount
  return {
    batch,
    acceptUs: perEvent(accept.total().cpuUs),
    recordUs: perEvent(record.total().cpuUs),
    foldUs: perEvent(fold.total().cpuUs),
    wallUs: perEvent((accept.total().wallMs + record.total().wallMs) * 1_000),
    writtenBytes: perEvent(writtenBytes() - writtenAtStart),
    keptBytes: perEvent(statSync(path).size - sizeAtStart),
  }
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

/** Adds up CPU and wall time of stretches. */
function used(): { start(): void; stop(): void; total(): Omit<Used, 'writtenBytes'> } {
  let cpuUs = 0
  let wallMs = 0
  let cpuAtStart = process.cpuUsage()
  let wallAtStart = 0
  return {
    start() {
      cpuAtStart = process.cpuUsage()
      wallAtStart = performance.now()
    },
    stop() {
      const { user, system } = process.cpuUsage(cpuAtStart)
      cpuUs += user + system
      wallMs += performance.now() - wallAtStart
    },
    total: () => ({ cpuUs, wallMs }),
  }
}
