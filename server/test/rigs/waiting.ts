/**
 * `npm run rig:waiting [-- --rows 10000000]`: so many deliveries wait in PostgreSQL for one dead
 * endpoint. What does a claim cost then, how fast are events accepted beside it, how much memory
 * does a node take, and how long does retention take to drop a day under load? Report in docs/proof.
 * About 40 µs and 700 bytes of disk a row, and a minute for the rest.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { request } from 'undici'
import type { Clock } from '../../src/ports/clock.ts'
import type { Store } from '../../src/ports/ports.ts'
import { openPostgresStore } from '../../src/stores/postgres/open-postgres-store.ts'
import { createSystemRandom } from '../../src/system/system-random.ts'
import { systemClock } from '../../src/system/system-clock.ts'
import { PostgresServer } from '../world/postgres-server.ts'
import { CountingReceiver } from './counting-receiver.ts'
import { register, startLoad } from './rig-load.ts'
import { deadUrl, eventAt, makeTenant, subscribe } from './rig-rows.ts'
import {
  encryptionKey,
  freePort,
  operatorKey,
  type ServiceProcess,
  startService,
} from './service-process.ts'
import { fillRows } from './waiting-rows.ts'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    report: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(`npm run rig:waiting [-- options]
  --rows N       deliveries that wait, 10 million by default
  --report FILE  where the report goes instead of docs/proof/waiting.json
`)
  process.exit(0)
}

const rows = Number(values.rows)
/** Of the old day, which retention drops. */
const oldRows = Math.max(1, Math.floor(rows / 10))
const dayMs = 24 * 3_600_000
const oldDays = 40
const loadMs = 10_000
const sickMs = 120_000
const claimCount = 50
const claimLimit = 500
const gates = {
  claimMs: 5,
  acceptRatio: 0.8,
  memoryBytes: 512 * 1024 * 1024,
  dropMs: 1_000,
} as const

const server = await PostgresServer.start(true)
const receiver = await CountingReceiver.start()
const running = new Set<ServiceProcess>()
try {
  const report = await run()
  const text = `${JSON.stringify(report, null, 2)}\n`
  process.stdout.write(text)
  const standard = join(import.meta.dirname, '..', '..', '..', 'docs', 'proof', 'waiting.json')
  writeFileSync(values.report ?? standard, text)
  process.exitCode = report.missed.length === 0 ? 0 : 1
} finally {
  for (const service of running) await service.kill('SIGKILL')
  await receiver.close()
  await server.stop('immediate')
}

async function run() {
  const empty = await server.emptyDatabase()
  const emptyService = await start(empty)
  await register(emptyService.url, receiver.url)
  const emptyRate = await acceptRate(emptyService)
  await emptyService.kill('SIGTERM')
  await server.drop(empty)

  const url = await server.emptyDatabase()
  const fillMs = await fill(url)
  const store = await open(url, systemClock)
  const ledger = await store.history.ledger({ recount: true })
  const claims = await timeClaims(store)
  const service = await start(url)
  await register(service.url, receiver.url)
  await untilSick(service)
  const fullRate = await acceptRate(service)
  const dropped = await dropUnderLoad(store, service)
  const memoryBytes = memoryOf(service.pid)
  await service.kill('SIGTERM')
  const after = await store.history.ledger({ recount: true })
  await store.close()
  const found = {
    claimMs: claims.median,
    acceptRatio: round(fullRate / emptyRate),
    memoryBytes,
    dropMs: dropped.ms,
  }
  const unaccounted = ledger.unaccountedCount + after.unaccountedCount
  return {
    rig: 'waiting',
    node: process.version,
    rows,
    oldRows,
    fillSeconds: Math.round(fillMs / 1_000),
    gates,
    missed: missedOf(found, unaccounted),
    claimOf500Ms: claims,
    acceptedPerSecond: { empty: Math.round(emptyRate), full: Math.round(fullRate) },
    acceptRatio: found.acceptRatio,
    memoryBytes,
    dropOfADay: dropped,
    unaccounted,
  }
}

function missedOf(
  found: Record<'claimMs' | 'acceptRatio' | 'memoryBytes' | 'dropMs', number>,
  unaccounted: number,
): string[] {
  const missed: string[] = []
  if (found.claimMs > gates.claimMs) missed.push(`a claim took ${found.claimMs} ms`)
  if (found.acceptRatio < gates.acceptRatio) missed.push(`accepts at ${found.acceptRatio} of empty`)
  if (found.memoryBytes > gates.memoryBytes) missed.push(`${found.memoryBytes} bytes of memory`)
  if (found.dropMs > gates.dropMs) missed.push(`a day was dropped in ${found.dropMs} ms`)
  if (unaccounted > 0) missed.push(`${unaccounted} deliveries unaccounted`)
  return missed
}

/** An old day that has ended, then the deliveries that wait for an endpoint that is dead. */
async function fill(url: string): Promise<number> {
  const startedAtMs = performance.now()
  const oldAtMs = Date.now() - oldDays * dayMs
  const before = await open(url, { ...systemClock, nowMs: () => oldAtMs })
  const tenant = await makeTenant(before, 'dead')
  const dead = { url: deadUrl, patterns: ['dead.*'] }
  const { subscription, configVersion } = await subscribe(before, tenant, dead)
  await before.close()
  const rest = {
    tenantKey: tenant.tenantKey,
    subscriptionNumber: subscription.number,
    configVersion,
    server,
    database: new URL(url).pathname.slice(1),
    nodeNumber: 1,
  }
  const tell = (count: number): void => void process.stderr.write(`\r${count} rows`)
  await fillRows({ ...rest, kind: 'delivered', count: oldRows, acceptedAtMs: oldAtMs }, tell)
  const now = await open(url, systemClock)
  // The first event of today begins the day that the others go into.
  await now.events.append({ event: eventAt(Date.now(), tenant), configVersion: 1, targets: [] })
  await now.upkeep.fold()
  await now.close()
  await fillRows({ ...rest, kind: 'waiting', count: rows, acceptedAtMs: Date.now() }, tell)
  process.stderr.write('\n')
  return performance.now() - startedAtMs
}

function open(url: string, clock: Clock): Promise<Store> {
  return openPostgresStore(url, {
    clock,
    random: createSystemRandom(),
    encryptionKey,
    nodeName: 'filler',
    onFatal(error) {
      throw error
    },
  })
}

async function start(url: string): Promise<ServiceProcess> {
  const service = startService({
    storePath: '',
    port: await freePort(),
    environment: {
      POSTHORN_STORE: url,
      POSTHORN_NODE: 'measured',
      // The rig drops the old day itself, and watches the clock meanwhile.
      POSTHORN_RETENTION_DAYS: String(2 * oldDays),
      POSTHORN_IN_FLIGHT_PER_ORIGIN: '100',
    },
  })
  running.add(service)
  await service.ready(120_000)
  return service
}

/** Events that are accepted a second, deliveries to a healthy endpoint beside them. */
async function acceptRate(service: ServiceProcess): Promise<number> {
  const accepted = new Set<string>()
  const load = startLoad(service.url, accepted)
  await delay(loadMs / 5)
  const [count, startedAtMs] = [accepted.size, performance.now()]
  await delay(loadMs)
  const rate = ((accepted.size - count) * 1_000) / (performance.now() - startedAtMs)
  await load.stop()
  return rate
}

interface Claims {
  readonly min: number
  readonly median: number
  readonly p95: number
}

async function timeClaims(store: Store): Promise<Claims> {
  const [dead] = (await store.subscriptions.load(null)).subscriptions
  const asked = {
    subscriptionNumber: dead!.number,
    nowMs: Date.now(),
    limit: claimLimit,
    order: 'due',
    held: new Set<string>(),
  } as const
  const took: number[] = []
  for (let count = 0; count < claimCount; count += 1) {
    const startedAtMs = performance.now()
    const claimed = await store.deliveries.claimDue(asked)
    took.push(performance.now() - startedAtMs)
    if (claimed.length !== Math.min(claimLimit, rows)) throw new Error(`${claimed.length} claimed`)
  }
  const sorted = took.map(round).sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))]!
  return { min: at(0), median: at(0.5), p95: at(0.95) }
}

/** Retention of thirty days: the old day goes, in as many tries as its tables are in use. */
/** Until the dead endpoint is known as such, its attempts fail as fast as they can be made. */
async function untilSick({ url }: ServiceProcess): Promise<void> {
  for (const startedAtMs = performance.now(); ;) {
    const answer = await request(`${url}/metrics`, {
      headers: { authorization: `Bearer ${operatorKey}` },
    })
    if (/^posthorn_sick_subscriptions 1$/m.test(await answer.body.text())) return
    if (performance.now() - startedAtMs > sickMs) throw new Error('the dead endpoint is not sick')
    await delay(500)
  }
}

async function dropUnderLoad(store: Store, service: ServiceProcess) {
  const accepted = new Set<string>()
  let slowestMs = 0
  let lastAtMs = performance.now()
  const load = startLoad(service.url, accepted, () => {
    slowestMs = Math.max(slowestMs, performance.now() - lastAtMs)
    lastAtMs = performance.now()
  })
  await delay(loadMs / 5)
  slowestMs = 0
  let tries = 0
  let ms = 0
  for (let isDropped = false; !isDropped; tries += 1) {
    if (tries === 20) throw new Error('the day was not dropped')
    const startedAtMs = performance.now()
    isDropped = await store.upkeep.dropBefore(Date.now() - 30 * dayMs)
    ms = Math.round(performance.now() - startedAtMs)
  }
  await load.stop()
  return { ms, tries, longestWithoutAnAcceptMs: Math.round(slowestMs), rows: oldRows }
}

function memoryOf(pid: number): number {
  const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(match?.[1] ?? 0) * 1_024
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
