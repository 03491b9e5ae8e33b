/**
 * How much an event costs the PostgreSQL store: accepted with one target, delivered at its first
 * attempt and folded, with so many events under way at a time. Prints events a second, CPU
 * microseconds in this process and in the server, and bytes of log, per event. The server is one of
 * its own on the disk, unless `--url` names another (then its CPU is not known). `--events N` bounds
 * a run.
 */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { NewEvent } from '../../src/domain/event.ts'
import type { OutcomeRecord } from '../../src/ports/delivery-store.ts'
import { openPostgresStore } from '../../src/stores/postgres/open-postgres-store.ts'
import { systemClock } from '../../src/system/system-clock.ts'
import { sampleConfig } from '../contract/fresh-store.ts'
import { PostgresServer } from '../world/postgres-server.ts'

const { values } = parseArgs({ options: { events: { type: 'string', default: '100000' } } })
const random = { fraction: Math.random, bytes: (count: number) => randomBytes(count) }
const data = Buffer.from(
  JSON.stringify({ PrimaryKey: 1234, Changes: ['name'], text: 'x'.repeat(200) }),
)
const bodyDigest = new Uint8Array(16).fill(7)

const server = await PostgresServer.start(true)
const rows = []
for (const inFlight of [1, 16, 256, 1_024]) {
  const eventCount = Math.min(Number(values.events), inFlight * 2_000)
  rows.push(await measure(inFlight, eventCount))
}
console.table(rows)
// What it holds open ends with this process.
process.exit(0)

async function measure(inFlight: number, eventCount: number) {
  const url = await server.emptyDatabase()
  const store = await openPostgresStore(url, {
    clock: systemClock,
    random,
    encryptionKey: randomBytes(32),
    onFatal(error) {
      throw error
    },
  })
  const tenant = await store.tenants.createTenant({ id: 'C1', name: 'Speed', nowMs: Date.now() })
  const tenantKey = tenant!.key
  const { configVersion } = await store.subscriptions.create({
    id: `sub_${randomBytes(16).toString('hex')}`,
    tenantKey,
    owner: { kind: 'tenant', id: 'C1' },
    externalKey: null,
    application: null,
    config: sampleConfig,
    state: 'active',
    nowMs: Date.now(),
  })
  const recording: Promise<void>[] = []
  const one = async (): Promise<void> => {
    const event = newEvent(tenantKey)
    const targets = [{ subscriptionNumber: 1, isWaiting: false }]
    const stored = await store.events.append({ event, configVersion, targets })
    if (stored.kind !== 'stored') throw new Error(`the store answered ${stored.kind}`)
    recording.push(store.deliveries.recordOutcomes([outcomeOf(event, stored.seq)]))
  }
  const line = async (count: number): Promise<void> => {
    for (let done = 0; done < count; done += 1) await one()
  }
  const run = async (count: number): Promise<void> => {
    const lines = Array.from({ length: inFlight }, () => line(Math.ceil(count / inFlight)))
    await Promise.all(lines)
    await Promise.all(recording.splice(0))
  }
  await run(eventCount / 10)
  await store.upkeep.fold()
  const commitsBefore = store.upkeep.state().commitCount
  const before = await snapshot(url)
  let isOver = false
  const folding = (async () => {
    for (; !isOver; await new Promise((resolve) => setTimeout(resolve, 1_000))) {
      await store.upkeep.fold()
    }
  })()
  await run(eventCount)
  const commitCount = store.upkeep.state().commitCount - commitsBefore
  isOver = true
  await folding
  await store.upkeep.fold()
  const after = await snapshot(url)
  await store.close()
  await server.drop(url)
  const perEvent = (value: number): string => (value / eventCount).toFixed(1)
  return {
    'in flight': inFlight,
    'events/s': Math.round(eventCount / (after.wallSeconds - before.wallSeconds)),
    'events a commit': (eventCount / commitCount).toFixed(1),
    'CPU µs, node': perEvent(after.nodeUs - before.nodeUs),
    'CPU µs, server': perEvent(after.serverUs - before.serverUs),
    'log bytes': perEvent(after.logBytes - before.logBytes),
  }
}

async function snapshot(url: string) {
  const name = new URL(url).pathname.slice(1)
  const [row] = await server.admin("SELECT (pg_current_wal_lsn() - '0/0')::text AS bytes", name)
  const { user, system } = process.cpuUsage()
  return {
    wallSeconds: performance.now() / 1_000,
    nodeUs: user + system,
    serverUs: serverCpuUs(),
    logBytes: Number(row!['bytes']),
  }
}

/** Of all processes of the server, those that have ended included, since their parent counts them. */
function serverCpuUs(): number {
  const tickUs = 10_000
  let sum = 0
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      if (!readFileSync(`/proc/${name}/comm`, 'utf8').startsWith('postgres')) continue
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      sum += fields.slice(11, 15).reduce((total, ticks) => total + Number(ticks), 0) * tickUs
    } catch {
      // It ended while it was looked at.
    }
  }
  return sum
}

function newEvent(tenantKey: number): NewEvent {
  const nowMs = Date.now()
  const id = randomBytes(16)
  id.writeUIntBE(nowMs, 0, 6)
  return {
    id: `evt_${id.toString('hex')}`,
    tenantKey,
    tenantId: 'C1',
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
